import { relative, resolve, sep } from 'node:path';
import { UsageError } from '#core/expected-error.ts';

/** The three folders a command works in, absolute. */
export interface Folders {
	/** Articles, sources and everything else that is written by hand or ingest. */
	readonly contentDir: string;
	/** Derived and safe to lose: catalog, bundle, manifests. */
	readonly cacheDir: string;
	/** The finished site. */
	readonly distDir: string;
}

/**
 * The folders named by `CONTENT_DIR`, `CACHE_DIR` and `DIST_DIR`, else `content`, `.cache` and `dist`.
 *
 * @throws UsageError where one of them lies in another: a build deletes from the output what it did not make.
 */
export function foldersFrom(env: Readonly<Record<string, string | undefined>>): Folders {
	const named = {
		CONTENT_DIR: resolve(env['CONTENT_DIR'] || 'content'),
		CACHE_DIR: resolve(env['CACHE_DIR'] || '.cache'),
		DIST_DIR: resolve(env['DIST_DIR'] || 'dist'),
	};
	for (const [inner, path] of Object.entries(named)) {
		const outer = Object.entries(named).find(([name, folder]) => name !== inner && isWithin(path, folder));
		if (outer !== undefined) {
			throw new UsageError(`${inner} (${path}) lies in ${outer[0]} (${outer[1]}). Give each a folder of its own.`);
		}
	}
	return { contentDir: named.CONTENT_DIR, cacheDir: named.CACHE_DIR, distDir: named.DIST_DIR };
}

/** True where `path` is `folder` or lies below it; both absolute. */
export function isWithin(path: string, folder: string): boolean {
	const way = relative(folder, path);
	return way !== '..' && !way.startsWith(`..${sep}`);
}
