import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from './files.ts';

/** Paths that are missing, too many, or of other bytes in `dir`, beside `other`. */
export function differences(dir: string, other: string): string[] {
	const [here, there] = [new Set(filesBelow(dir)), new Set(filesBelow(other))];
	return [
		...[...there].filter((path) => !here.has(path)).map((path) => `missing: ${path}`),
		...[...here].filter((path) => !there.has(path)).map((path) => `orphan: ${path}`),
		...[...here]
			.filter((path) => there.has(path) && !readFileSync(join(dir, path)).equals(readFileSync(join(other, path))))
			.map((path) => `differs: ${path}`),
	];
}
