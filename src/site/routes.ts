import { allLists, eachArticle } from '#catalog/queries.ts';
import { editionList, type ListName } from '#core/list.ts';
import { periodPath } from '#core/period.ts';
import { hasEdition } from '#core/site.ts';
import { archivePages } from './archive.ts';
import type { Site } from './site.ts';
import { sitemapNames } from './sitemap.ts';
import { feedUrl, hubUrl, notFoundUrl, sectionUrl } from './urls.ts';

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
	| 'sources'
	| 'source'
	| 'search'
	| 'notices'
	| 'page'
	| 'notFound'
	| 'rootNotFound'
	| 'feed'
	| 'sitemap'
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

/** Every output of the site, without repeats. Order: editions, lists by name, articles oldest first. */
export function* routes(site: Site): Generator<Route> {
	yield { kind: 'root', url: '/', params: {} };
	yield { kind: 'rootNotFound', url: '/404.html/', params: {} };
	for (const lang of site.config.editions) yield* editionRoutes(site, lang);
	const lists = new Set([...allLists(site.catalog), ...standingLists(site)]);
	for (const list of [...lists].sort()) {
		if (hasEdition(site.config, list.split('/')[0] ?? '')) yield* listRoutes(site, list);
	}
	for (const article of eachArticle(site.catalog)) {
		if (hasEdition(site.config, article.lang)) yield articleRoute(article.permalink);
	}
	for (const name of sitemapNames(site)) yield { kind: 'sitemap', url: `/${name}.xml`, params: { name } };
	yield { kind: 'robots', url: '/robots.txt', params: {} };
}

/** Parameters for a page's `getStaticPaths`: all outputs of its kind. */
export function staticPaths(site: Site, ...kinds: RouteKind[]): { params: Record<string, string | undefined> }[] {
	return [...routes(site)].filter(({ kind }) => kinds.includes(kind)).map(({ params }) => ({ params: { ...params } }));
}

/** Lists whose hub exists even while nothing stands in it. */
function standingLists({ config, topics, sources }: Site): ListName[] {
	return config.editions.flatMap((lang) => [
		editionList(lang),
		...topics.map(({ id }) => `${lang}/topics/${id}`),
		...[...sources.values()].filter(({ enabled }) => enabled).map(({ id }) => `${lang}/sources/${id}`),
	]);
}

function* editionRoutes(site: Site, lang: string): Generator<Route> {
	yield { kind: 'notFound', url: notFoundUrl(lang), params: { lang } };
	for (const section of ['topics', 'tags', 'sources', 'search', 'notices'] as const) {
		yield { kind: section, url: sectionUrl(lang, section), params: { lang } };
	}
	for (const page of site.pages.filter((candidate) => candidate.lang === lang)) {
		yield { kind: 'page', url: sectionUrl(lang, page.id), params: { lang, page: page.id } };
	}
}

function* listRoutes(site: Site, list: ListName): Generator<Route> {
	const { kind, params } = describeList(list);
	yield { kind, url: hubUrl(list), params: { ...params, period: undefined } };
	yield { kind: 'feed', url: feedUrl(list), params: { hub: list } };
	for (const { period } of archivePages(site.catalog, list)) {
		const path = periodPath(period).slice(0, -1);
		const url = `${hubUrl(list)}${path}/`;
		if (kind === 'front') yield calendarRoute(list, path, url);
		else yield { kind, url, params: { ...params, period: path } };
	}
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
	if (group === 'sources') return { kind: 'source', params: { lang, source: key } };
	return { kind: 'front', params: { lang } };
}

function articleRoute(permalink: string): Route {
	const [, lang, year, month, day, slug] = permalink.split('/');
	return { kind: 'article', url: permalink, params: { lang, year, month, day, slug } };
}
