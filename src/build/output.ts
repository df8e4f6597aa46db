import type { RouteKind } from '#site/routes.ts';

/** What an output is, which decides when it goes live. */
export type OutputKind =
	| RouteKind
	| 'asset'
	| 'media'
	| 'searchRoot'
	| 'searchIndex'
	| 'searchEntry'
	| 'searchList'
	| 'headers';

const NO_PAGES: ReadonlySet<string> = new Set<OutputKind>([
	'feed',
	'atomFeed',
	'jsonFeed',
	'feedStyle',
	'appManifest',
	'sitemap',
	'opml',
	'llms',
	'robots',
	'asset',
	'media',
	'card',
	'editionCard',
	'headers',
	'searchRoot',
	'searchIndex',
	'searchEntry',
	'searchList',
]);

/** True for what a reader opens: neither a feed nor a file for programs. */
export function isPageKind(kind: string): boolean {
	return !NO_PAGES.has(kind);
}

/** True for a feed in any format. */
export function isFeedKind(kind: string): boolean {
	return kind === 'feed' || kind === 'atomFeed' || kind === 'jsonFeed';
}

/** True for a file of the search index. */
export function isSearchKind(kind: OutputKind): boolean {
	return kind.startsWith('search') && kind !== 'search';
}

/** A file of the finished site that is not rendered. */
export interface CopiedOutput {
	/** Path below `dist/`, with forward slashes. */
	readonly path: string;
	readonly kind: OutputKind;
	/** How its bytes are made: copied from a file, or as they stand here. */
	readonly from: { readonly by: 'copy'; readonly file: string } | { readonly by: 'text'; readonly text: string };
}

/** File below `dist/` in which the page or document at `url` stands: `/ru/` → `ru/index.html`, `/ru/404.html/` → `ru/404.html`. */
export function outputPath(url: string): string {
	if (url.endsWith('.html/')) return url.slice(1, -1);
	return url.slice(1) + (url.endsWith('/') ? 'index.html' : '');
}

/** Address of the page or document that stands in a file below `dist/`. Inverse of {@link outputPath}. */
export function outputUrl(path: string): string {
	if (path.endsWith('404.html')) return `/${path}/`;
	return `/${path.replace(/(^|\/)index\.html$/, '$1')}`;
}

/**
 * Order in which kinds go live, so that no reader meets a link to a page that is not there: what others point
 * at first, feeds and sitemaps (which call readers in) last.
 */
export const PUBLISH_ORDER = [
	'asset',
	'feedStyle',
	'appManifest',
	'media',
	'card',
	'editionCard',
	'searchRoot',
	'searchIndex',
	'searchEntry',
	'searchList',
	'article',
	'topicSource',
	'day',
	'month',
	'year',
	'tag',
	'source',
	'savedSearch',
	'topic',
	'notices',
	'settings',
	'saved',
	'page',
	'search',
	'tags',
	'searches',
	'topics',
	'sources',
	'notFound',
	'rootNotFound',
	'front',
	'root',
	'feed',
	'atomFeed',
	'jsonFeed',
	'sitemap',
	'opml',
	'llms',
	'robots',
	'headers',
] as const satisfies readonly OutputKind[];

const RANKS: ReadonlyMap<string, number> = new Map(PUBLISH_ORDER.map((kind, rank) => [kind, rank]));

/** Place of a kind in {@link PUBLISH_ORDER}. */
export function publishRank(kind: string): number {
	return RANKS.get(kind) ?? PUBLISH_ORDER.length;
}
