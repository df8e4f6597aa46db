import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folder below the content folder in which files are written before they are moved to their place in one step. */
const TEMPORARY = '.tmp';

let count = 0;

/** Writes a file below the content folder so that nobody ever sees half of it, whenever the run is killed. */
export function writeAtomically(contentDir: string, path: string, data: string | Uint8Array): void {
	const target = join(contentDir, path);
	const temporary = join(contentDir, TEMPORARY, `${process.pid}-${count++}`);
	mkdirSync(dirname(temporary), { recursive: true });
	mkdirSync(dirname(target), { recursive: true });
	writeFileSync(temporary, data);
	renameSync(temporary, target);
}

/** Throws away what a killed run left half written. */
export function dropTemporaryFiles(contentDir: string): void {
	rmSync(join(contentDir, TEMPORARY), { recursive: true, force: true });
}
