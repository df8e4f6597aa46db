import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the content folder, as much as tells whether it changed. */
export interface FoundFile {
	/** Relative to the content folder, with forward slashes. */
	readonly path: string;
	/** In bytes. */
	readonly size: number;
	/** Milliseconds since 1970. */
	readonly mtime: number;
}

/** Files below a folder of the content folder, by path. Dot files and links are passed over. */
export function walk(contentDir: string, folder: string, ending: string): FoundFile[] {
	const files: FoundFile[] = [];
	const visit = (path: string): void => {
		for (const entry of list(join(contentDir, path))) {
			const below = `${path}/${entry.name}`;
			if (entry.name.startsWith('.')) continue;
			if (entry.isDirectory()) visit(below);
			else if (entry.isFile() && entry.name.endsWith(ending)) {
				const { size, mtimeMs } = lstatSync(join(contentDir, below));
				files.push({ path: below, size, mtime: mtimeMs });
			}
		}
	};
	visit(folder);
	return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function list(folder: string): Dirent[] {
	try {
		return readdirSync(folder, { withFileTypes: true });
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
		throw error;
	}
}
