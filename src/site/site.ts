import { type Catalog, openCatalogReadOnly } from '#catalog/catalog.ts';
import { foldersFrom } from '#catalog/folders.ts';
import {
	allNotices,
	allPages,
	allSearches,
	allSources,
	allTopics,
	newestFirstSeen,
	rememberArticles,
} from '#catalog/queries.ts';
import type { Notice } from '#core/notice.ts';
import type { Page } from '#core/page.ts';
import type { SavedSearch } from '#core/saved-search.ts';
import type { SiteConfig } from '#core/site.ts';
import type { Source } from '#core/source.ts';
import type { Topic } from '#core/topic.ts';
import { siteConfig } from '#site.config';

/** Everything that pages are made from: the catalog and the small collections, read once per process. */
export interface Site {
	readonly config: SiteConfig;
	readonly catalog: Catalog;
	/** The instant the build counts as its own (ISO 8601): the newest `firstSeenAt`, or what `--as-of` says. */
	readonly asOf: string;
	readonly sources: ReadonlyMap<string, Source>;
	readonly topics: readonly Topic[];
	readonly notices: readonly Notice[];
	readonly pages: readonly Page[];
	readonly searches: readonly SavedSearch[];
	/** True where a source is a demo outlet: every page then says so. */
	readonly isDemo: boolean;
}

/** The site over an open catalog. */
export function toSite(catalog: Catalog, asOf?: string): Site {
	const sources = allSources(catalog);
	return {
		config: siteConfig,
		catalog,
		asOf: asOf ?? newestFirstSeen(catalog) ?? '1970-01-01T00:00:00.000Z',
		sources: new Map(sources.map((source) => [source.id, source])),
		topics: allTopics(catalog),
		notices: allNotices(catalog),
		pages: allPages(catalog),
		searches: allSearches(catalog),
		isDemo: sources.some((source) => source.demo === true),
	};
}

let current: { site: Site; version: number } | undefined;

/**
 * The site that this process renders, over the catalog in `CACHE_DIR` and as of `AS_OF`. In `astro dev` it is
 * opened again when the catalog changed.
 *
 * @throws Error where no catalog has been made yet.
 */
export function getSite(): Site {
	const version = import.meta.env?.DEV
		? Number(current?.site.catalog.get('PRAGMA data_version')?.['data_version'] ?? 0)
		: 0;
	if (current === undefined || current.version !== version) {
		const catalog = current?.site.catalog ?? openCatalogReadOnly(foldersFrom(process.env));
		if (!import.meta.env?.DEV) rememberArticles(catalog);
		current = { site: toSite(catalog, process.env['AS_OF']), version };
	}
	return current.site;
}
