import { copyFileSync, linkSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from '#catalog/documents.ts';

/** Where files lie until they are published, or are kept once they are replaced. */
export interface Stage {
	readonly dir: string;
	/**
	 * True where everything lies as it is to stand, to be moved as a whole. Else pages and feeds lie side by side: each
	 * has a folder of its own in the site, and making a folder costs as much as making the file.
	 */
	readonly isWhole: boolean;
}

/** Kinds of file that have folders of their own in the site. */
const FLAT = /\.(html|xml|png)$/;

/** Where a file of the site lies in a stage. */
export function stagedPath({ dir, isWhole }: Stage, path: string): string {
	if (isWhole || !FLAT.test(path)) return join(dir, path);
	const name = sha256(path).slice(0, 32);
	// A few folders, so that processes seldom wait for each other to add to one.
	return join(dir, 'pages', name.slice(0, 1), name);
}

/** Lays bytes into a stage as a file of the site. */
export function stageBytes(stage: Stage, path: string, bytes: string | Uint8Array): void {
	const file = stagedPath(stage, path);
	// Most pages of a whole stage have a folder of their own, which cannot be there yet.
	if (stage.isWhole) mkdirSync(dirname(file), { recursive: true });
	inFolder(file, () => writeFileSync(file, bytes));
}

/** Lays a file that lies elsewhere into a stage as a file of the site, by link where the file system allows. */
export function stageFile(stage: Stage, path: string, from: string): void {
	const file = stagedPath(stage, path);
	inFolder(file, () => {
		try {
			linkSync(from, file);
		} catch (error) {
			if (isMissing(error)) throw error;
			// Whole or not at all, whenever the process is killed.
			copyFileSync(from, `${file}.tmp`);
			renameSync(`${file}.tmp`, file);
		}
	});
}

/** Does something with a file, in a folder that is made where it is missing. */
function inFolder(file: string, work: () => void): void {
	try {
		work();
	} catch (error) {
		if (!isMissing(error)) throw error;
		mkdirSync(dirname(file), { recursive: true });
		work();
	}
}

function isMissing(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
