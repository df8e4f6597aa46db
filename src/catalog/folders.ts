import { resolve } from 'node:path';

/** The three folders a command works in, absolute. */
export interface Folders {
	/** Articles, sources and everything else that is written by hand or ingest. */
	readonly contentDir: string;
	/** Derived and safe to lose: catalog, bundle, manifests. */
	readonly cacheDir: string;
	/** The finished site. */
	readonly distDir: string;
}

/** The folders named by `CONTENT_DIR`, `CACHE_DIR` and `DIST_DIR`, else `content`, `.cache` and `dist`. */
export function foldersFrom(env: Readonly<Record<string, string | undefined>>): Folders {
	return {
		contentDir: resolve(env['CONTENT_DIR'] || 'content'),
		cacheDir: resolve(env['CACHE_DIR'] || '.cache'),
		distDir: resolve(env['DIST_DIR'] || 'dist'),
	};
}
