import { allLists, countArticles, countLanguages, eachPermalink } from '#catalog/queries.ts';
import { editionList, editionOf, type ListName, searchList } from '#core/list.ts';
import { type Period, periodPath } from '#core/period.ts';
import { questionIn } from '#core/saved-search.ts';
import { hasEdition } from '#core/site.ts';
import { archivePages } from './archive.ts';
import { feedFormatsOf } from './feeds/formats.ts';
import { OPML_NAMES } from './feeds/opml.ts';
import type { Site } from './site.ts';
import { FIXED_SITEMAPS, sitemapNames } from './sitemap.ts';
import {
	appManifestUrl,
	cardUrl,
	feedStyleUrl,
	feedUrl,
	hubUrl,
	notFoundUrl,
	opmlUrl,
	periodUrl,
	sectionUrl,
} from './urls.ts';
import { permalinksWithCards } from './views/card.ts';

/** Kinds of output, each with one file in `pages/`. */
export type RouteKind =
	| 'root'
	| 'front'
	| 'article'
	| 'year'
	| 'month'
	| 'day'
	| 'topics'
	| 'topic'
	| 'topicSource'
	| 'tags'
	| 'tag'
	| 'searches'
	| 'savedSearch'
	| 'sources'
	| 'source'
	| 'search'
	| 'notices'
	| 'settings'
	| 'saved'
	| 'page'
	| 'notFound'
	| 'rootNotFound'
	| 'feed'
	| 'atomFeed'
	| 'jsonFeed'
	| 'feedStyle'
	| 'appManifest'
	| 'sitemap'
	| 'opml'
	| 'llms'
	| 'card'
	| 'editionCard'
	| 'robots';

/** One output of the site: its address and the parameters that its page gets. */
export interface Route {
	readonly kind: RouteKind;
	/**
	 * Path on the site; ends in a slash for a page, in a file name for anything else. The 404 pages are pages to Astro
	 * too (`/ru/404.html/`), but files to every host: `build/output.ts` names them so.
	 */
	readonly url: string;
	readonly params: Readonly<Record<string, string | undefined>>;
}

/** Every output of the site, without repeats. */
export function* routes(site: Site): Generator<Route> {
	yield* placeRoutes(site);
	yield* articleRoutes(site);
}

/** Every output but the pages of articles: those of which there are few, lists by name, sitemaps, cards. */
export function* placeRoutes(site: Site): Generator<Route> {
	yield* fixedRoutes(site);
	const lists = new Set([...allLists(site.catalog), ...standingLists(site)]);
	const inEditions = [...lists].sort().filter((list) => hasEdition(site.config, editionOf(list)));
	for (const list of inEditions) yield* listRoutes(list);
	yield* archiveRoutes(site, inEditions);
	for (const name of sitemapNames(site)) if (!FIXED_SITEMAPS.includes(name)) yield sitemapRoute(name);
	for (const permalink of permalinksWithCards(site)) yield cardRoute(permalink);
}

/** The pages of articles, oldest first. */
export function* articleRoutes(site: Site): Generator<Route> {
	for (const { permalink, lang } of eachPermalink(site.catalog)) {
		if (hasEdition(site.config, lang)) yield articleRoute(permalink);
	}
}

/** How many pages {@link articleRoutes} names. */
export function countArticleRoutes({ catalog, config }: Site): number {
	const inEditions = countLanguages(catalog).filter(({ lang }) => hasEdition(config, lang));
	return inEditions.reduce((sum, { count }) => sum + count, 0);
}

/** Outputs whose number and addresses depend on the small collections alone: fronts, indexes, pages of text, 404s, robots. */
export function* fixedRoutes(site: Site): Generator<Route> {
	yield { kind: 'root', url: '/', params: {} };
	yield { kind: 'rootNotFound', url: '/404.html/', params: {} };
	for (const lang of site.config.editions) {
		yield hubRoute(editionList(lang));
		yield* editionRoutes(site, lang);
	}
	for (const name of FIXED_SITEMAPS) yield sitemapRoute(name);
	for (const name of OPML_NAMES) yield { kind: 'opml', url: opmlUrl(name), params: { name } };
	yield { kind: 'llms', url: '/llms.txt', params: {} };
	yield { kind: 'robots', url: '/robots.txt', params: {} };
}

/** Parameters for a page's `getStaticPaths`: all outputs of its kind. */
export function staticPaths(site: Site, ...kinds: RouteKind[]): { params: Record<string, string | undefined> }[] {
	return [...routes(site)].filter(({ kind }) => kinds.includes(kind)).map(({ params }) => ({ params: { ...params } }));
}

/** Lists whose hub exists even while nothing stands in it. */
function standingLists({ config, topics, sources, searches }: Site): ListName[] {
	return config.editions.flatMap((lang) => [
		editionList(lang),
		...topics.map(({ id }) => `${lang}/topics/${id}`),
		...[...sources.values()].filter(({ enabled }) => enabled).map(({ id }) => `${lang}/sources/${id}`),
		...searches.filter((search) => questionIn(search, lang) !== undefined).map(({ id }) => searchList(lang, id)),
	]);
}

function* editionRoutes(site: Site, lang: string): Generator<Route> {
	yield { kind: 'editionCard', url: cardUrl(hubUrl(editionList(lang))), params: { lang } };
	yield { kind: 'notFound', url: notFoundUrl(lang), params: { lang } };
	yield { kind: 'appManifest', url: appManifestUrl(lang), params: { lang } };
	yield { kind: 'feedStyle', url: feedStyleUrl(lang), params: { lang } };
	for (const section of ['topics', 'tags', 'sources', 'searches', 'search', 'notices', 'settings', 'saved'] as const) {
		yield { kind: section, url: sectionUrl(lang, section), params: { lang } };
	}
	for (const page of site.pages.filter((candidate) => candidate.lang === lang)) {
		yield { kind: 'page', url: sectionUrl(lang, page.id), params: { lang, page: page.id } };
	}
}

function* listRoutes(list: ListName): Generator<Route> {
	if (list !== editionOf(list)) yield hubRoute(list);
	yield* feedRoutes(list);
}

/** The archives of lists by period, so that pages that show the same articles lie together. */
function* archiveRoutes(site: Site, lists: readonly ListName[]): Generator<Route> {
	const pages = lists.flatMap((list) =>
		Array.from(archivePages(site.catalog, list), ({ period }) => ({ list, period })),
	);
	const byPeriod = Map.groupBy(pages, ({ period }) => period);
	for (const period of [...byPeriod.keys()].sort()) {
		for (const { list } of byPeriod.get(period) ?? []) yield archiveRoute(list, period);
	}
}

/** True where a list has a hub: something stands in it, or it stands even while empty. */
export function isList(site: Site, list: ListName): boolean {
	return countArticles(site.catalog, list) > 0 || standingLists(site).includes(list);
}

/** The hub of a list. */
export function hubRoute(list: ListName): Route {
	const { kind, params } = describeList(list);
	return { kind, url: hubUrl(list), params: kind === 'front' ? params : { ...params, period: undefined } };
}

/** The hub of a list and its feeds. */
export function hubRoutes(list: ListName): Route[] {
	return [hubRoute(list), ...feedRoutes(list)];
}

function feedRoutes(list: ListName): Route[] {
	return feedFormatsOf(list).map(({ kind, file }) => ({ kind, url: feedUrl(list, file), params: { hub: list } }));
}

/** The page of a list's archive for a period. */
export function archiveRoute(list: ListName, period: Period): Route {
	const { kind, params } = describeList(list);
	const path = periodPath(period).slice(0, -1);
	const url = periodUrl(list, period);
	return kind === 'front' ? calendarRoute(list, path, url) : { kind, url, params: { ...params, period: path } };
}

/** A sitemap file by its name without ending. */
export function sitemapRoute(name: string): Route {
	return { kind: 'sitemap', url: `/${name}.xml`, params: { name } };
}

function calendarRoute(lang: string, path: string, url: string): Route {
	const [year = '', month, day] = path.split('/');
	if (month === undefined) return { kind: 'year', url, params: { lang, year } };
	if (day === undefined) return { kind: 'month', url, params: { lang, year, month } };
	return { kind: 'day', url, params: { lang, year, month, day } };
}

function describeList(list: ListName): { kind: RouteKind; params: Record<string, string> } {
	const [lang = '', group, key = '', from, source = ''] = list.split('/');
	if (group === 'topics' && from === 'from') return { kind: 'topicSource', params: { lang, topic: key, source } };
	if (group === 'topics') return { kind: 'topic', params: { lang, topic: key } };
	if (group === 'tags') return { kind: 'tag', params: { lang, tag: key } };
	if (group === 'searches') return { kind: 'savedSearch', params: { lang, search: key } };
	if (group === 'sources') return { kind: 'source', params: { lang, source: key } };
	return { kind: 'front', params: { lang } };
}

/** The card of an article. */
export function cardRoute(permalink: string): Route {
	return { ...articleRoute(permalink), kind: 'card', url: cardUrl(permalink) };
}

/** The page of an article. */
export function articleRoute(permalink: string): Route {
	const [, lang, year, month, day, slug] = permalink.split('/');
	return { kind: 'article', url: permalink, params: { lang, year, month, day, slug } };
}
