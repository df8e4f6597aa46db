import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Catalog } from '#catalog/catalog.ts';
import { type Article, mediaPath } from '#core/article.ts';

/** A file of `media/`, relative to the content folder. */
export interface MediaFile {
	readonly path: string;
	/** True where an article shows a picture of the same original. */
	readonly isUsed: boolean;
}

/** Digests of the originals of an article's pictures. */
export function picturesOf({ image, pictures = [] }: Article): string[] {
	return [...(image === undefined ? [] : [image]), ...pictures].map(({ original }) => original);
}

/** The files of a picture in every width, by path. */
export function usesOf(
	{ catalog, contentDir }: { readonly catalog: Catalog; readonly contentDir: string },
	original: string,
): MediaFile[] {
	const start = mediaPath(original, 0).replace('0.webp', '');
	const isUsed =
		catalog.get('SELECT 1 FROM picture WHERE file >= ? AND file < ? LIMIT 1', start, `${start}~`) !== undefined;
	const folder = dirname(start);
	const paths = list(join(contentDir, folder)).map((name) => `${folder}/${name}`);
	return paths.filter((path) => path.startsWith(start)).map((path) => ({ path, isUsed }));
}

/** Deletes a file below the content folder and the folders that it leaves empty. */
export function deleteFile(contentDir: string, path: string): void {
	rmSync(join(contentDir, path), { force: true });
	for (let folder = dirname(path); folder.includes('/'); folder = dirname(folder)) {
		try {
			rmdirSync(join(contentDir, folder));
		} catch {
			return;
		}
	}
}

function list(folder: string): string[] {
	try {
		return readdirSync(folder).sort();
	} catch {
		return [];
	}
}
