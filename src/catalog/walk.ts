import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** A file of the content folder, as much as tells whether it changed. */
export interface FoundFile {
	/** Relative to the content folder, with forward slashes. */
	readonly path: string;
	/** In bytes. */
	readonly size: number;
	/** When its bytes were last written, in milliseconds since 1970. */
	readonly mtime: number;
	/** When it was last touched in any way, which no program can set back; in milliseconds since 1970. */
	readonly ctime: number;
}

/** A folder with the files that lie right in it. */
export interface FoundFolder {
	/** Relative to the content folder, with forward slashes. */
	readonly path: string;
	/** When an entry last came or went, as it was before the folder was listed; in milliseconds since 1970. */
	readonly mtime: number;
	/** By path. */
	readonly files: readonly FoundFile[];
}

/**
 * Folders in and below some folders of the content folder, each once, the last by name first, with their files of an
 * ending: in folders by date what is new comes early. Dot files and links are passed over.
 *
 * @param isKnown true for a folder below which nothing need be looked at
 */
export function* walk(
	contentDir: string,
	select: { roots: readonly string[]; ending: string; isKnown?: (path: string, mtime: number) => boolean },
): Generator<FoundFolder> {
	const { ending, isKnown = () => false } = select;
	const pending = [...select.roots];
	const seen = new Set<string>();
	for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
		const mtime = folderTime(contentDir, path);
		if (mtime === undefined || seen.has(path) || isKnown(path, mtime)) continue;
		seen.add(path);
		const below: string[] = [];
		const files: FoundFile[] = [];
		// What an entry is stands with its times, which are wanted anyway.
		for (const name of list(join(contentDir, path)).sort()) {
			if (name.startsWith('.')) continue;
			const stat = lstatSync(`${contentDir}/${path}/${name}`, { throwIfNoEntry: false });
			if (stat?.isDirectory() === true) below.push(`${path}/${name}`);
			else if (stat?.isFile() === true && name.endsWith(ending)) files.push(toFoundFile(`${path}/${name}`, stat));
		}
		pending.push(...below);
		yield { path, mtime, files };
	}
}

/** A file of the content folder as it lies there. @throws Error where it does not. */
export function statFile(contentDir: string, path: string): FoundFile {
	return toFoundFile(path, lstatSync(join(contentDir, path)));
}

function toFoundFile(path: string, { size, mtimeMs, ctimeMs }: Stats): FoundFile {
	return { path, size, mtime: mtimeMs, ctime: ctimeMs };
}

/** When an entry of a folder last came or went, in milliseconds since 1970; `undefined` where there is no such folder. */
export function folderTime(contentDir: string, path: string): number | undefined {
	const stat = lstatSync(join(contentDir, path), { throwIfNoEntry: false });
	return stat?.isDirectory() === true ? stat.mtimeMs : undefined;
}

function list(folder: string): string[] {
	try {
		return readdirSync(folder);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
		throw error;
	}
}
