import { type Catalog, openCatalog } from '#catalog/catalog.ts';
import type { Folders } from '#catalog/folders.ts';
import { takeLock } from '#catalog/lock.ts';
import { syncUsable } from '#catalog/sync.ts';
import type { ContentProblem } from '#core/content-error.ts';
import type { SiteConfig } from '#core/site.ts';
import { dropTemporaryFiles } from './atomic.ts';

/** A content folder under its lock, its catalog up to date. */
export interface OpenContent {
	readonly contentDir: string;
	readonly cacheDir: string;
	readonly site: SiteConfig;
	readonly catalog: Catalog;
	/** What is wrong with files that cannot be used: the catalog does not know them. */
	readonly problems: readonly ContentProblem[];
	close(): void;
}

/** Where content lies, and whose it is. */
export interface ContentPlace extends Pick<Folders, 'contentDir' | 'cacheDir'> {
	readonly site: SiteConfig;
}

/** Opens a content folder for work on what is stored. @throws ExpectedError while a build or ingest is at work */
export function openContent({ contentDir, cacheDir, site }: ContentPlace, command: string): OpenContent {
	const release = takeLock(cacheDir, command);
	let catalog: Catalog | undefined;
	const close = (): void => {
		dropTemporaryFiles(contentDir);
		catalog?.close();
		release();
	};
	try {
		dropTemporaryFiles(contentDir);
		catalog = openCatalog({ contentDir, cacheDir, site });
		const problems = syncUsable(catalog, site);
		return { contentDir, cacheDir, site, catalog, problems, close };
	} catch (error) {
		close();
		throw error;
	}
}
