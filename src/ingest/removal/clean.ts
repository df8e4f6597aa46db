import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ContentError } from '#core/content-error.ts';
import { type ContentPlace, type OpenContent, openContent } from '../open-content.ts';
import { deleteFile } from './media-files.ts';

/** A file that nothing uses. */
export interface Waste {
	/** Absolute path. */
	readonly path: string;
	/** In bytes. */
	readonly size: number;
}

/** What was, or would be, deleted. */
export interface CleanReport {
	readonly media: readonly Waste[];
	readonly cache: readonly Waste[];
	/** Files below `media/` that are not named as ours are, and stay. */
	readonly foreign: readonly string[];
}

/** Pictures as ingest names them. */
const OWN_NAME = /^media\/([0-9a-f]{2})\/\1[0-9a-f]{62}-\d{1,4}\.webp$/;
/** What runs that were killed leave in the cache folder. */
const LEFT_BEHIND = /^(spool\.sqlite(-\w+)?|stage\/.*)$/;

/**
 * Deletes pictures that no article shows and what killed runs left in the cache folder, and nothing else.
 *
 * @throws ContentError where an article's file cannot be used: its pictures would count as nobody's.
 */
export function clean(options: ContentPlace & { readonly isDryRun?: boolean }): CleanReport {
	const content = openContent(options, 'npm run clean');
	try {
		const broken = content.problems.filter(({ file }) => file.startsWith('articles/'));
		if (broken.length > 0) throw new ContentError(broken);
		const { contentDir, cacheDir } = content;
		const below = filesBelow(contentDir, 'media');
		const media = below.filter((path) => OWN_NAME.test(path) && !isShown(content, path));
		const cache = filesBelow(cacheDir, '').filter((path) => LEFT_BEHIND.test(path));
		const report = {
			media: media.map((path) => toWaste(contentDir, path)),
			cache: cache.map((path) => toWaste(cacheDir, path)),
			foreign: below.filter((path) => !OWN_NAME.test(path)),
		};
		if (options.isDryRun === true) return report;
		for (const path of media) deleteFile(contentDir, path);
		for (const path of cache) rmSync(join(cacheDir, path), { force: true });
		return report;
	} finally {
		content.close();
	}
}

function isShown({ catalog }: OpenContent, file: string): boolean {
	return catalog.get('SELECT 1 FROM picture WHERE file = ? LIMIT 1', file) !== undefined;
}

function toWaste(folder: string, path: string): Waste {
	const file = join(folder, path);
	return { path: file, size: lstatSync(file).size };
}

/** Files below a folder, by path relative to `root`, links not followed; none where there is no such folder. */
function filesBelow(root: string, folder: string): string[] {
	const start = join(root, folder);
	if (lstatSync(start, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
	return readdirSync(start, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
		.sort();
}
