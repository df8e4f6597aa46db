import type { Catalog } from '#catalog/catalog.ts';
import { countPeriods, type ListedArticle, listArticles, listsBelow } from '#catalog/queries.ts';
import { countWithdrawn, latestChanges } from '#catalog/sitemap-queries.ts';
import type { Day } from '#core/day.ts';
import { editionList, type ListName, searchList, sourceList, topicList } from '#core/list.ts';
import { type Period, periodBounds, periodKind, periodsOf, thirdPeriodOf } from '#core/period.ts';
import { questionIn } from '#core/saved-search.ts';
import { hasEdition } from '#core/site.ts';
import { HUB_SIZE } from './archive.ts';
import type { Site } from './site.ts';
import { newsSitemap } from './sitemap-news.ts';
import { absoluteUrl, hubUrl, sectionUrl } from './urls.ts';
import { rightsOf } from './views/teaser.ts';
import { escapeXml, withoutForbiddenCharacters } from './xml.ts';

/** Addresses in one file; the standard allows 50,000, but a new article rewrites the file of its days. */
const MAX_URLS = 2500;

const INDEX = 'sitemap-index';
const PAGES = 'sitemap-pages';
const NEWS = 'sitemap-news';
const PREFIX = 'sitemap-';

/** Lengths of the periods that a year, a month and a third of a month split into. */
const PART_LENGTH = { year: 7, month: 9, third: 10 } as const;

/** An address and when what stands there last changed (ISO 8601), where that is known. */
interface SitemapUrl {
	readonly url: string;
	readonly changedAt?: string | undefined;
}

/** Sitemaps that every site has: the index, one of hubs and pages, and one of news, which the index does not name. */
export const FIXED_SITEMAPS: readonly string[] = [INDEX, PAGES, NEWS];

/** Those sitemaps of some that list a day's articles. */
export function sitemapNamesOf(names: Iterable<string>, day: Day): string[] {
	const periods = periodsOf(day).map((period) => PREFIX + period);
	return [...names].filter((name) => periods.includes(name));
}

/** Names of the sitemap files: the index, one of hubs and pages, one of news, one a month with articles that search engines may show. */
export function sitemapNames(site: Site, maxUrls = MAX_URLS): string[] {
	return [...FIXED_SITEMAPS, ...articlePeriods(site, maxUrls).map((period) => PREFIX + period)];
}

/** The sitemap of a name as XML, or `undefined` where there is none. */
export function sitemap(site: Site, name: string, maxUrls = MAX_URLS): string | undefined {
	if (name === INDEX) return sitemapIndex(site, maxUrls);
	if (name === PAGES) return urlset(site, pageUrls(site));
	if (name === NEWS) return withoutForbiddenCharacters(newsSitemap(site, (article) => isIndexed(site, article)));
	const period = name.slice(PREFIX.length);
	if (!(name.startsWith(PREFIX) && articlePeriods(site, maxUrls).includes(period))) return undefined;
	return urlset(site, articleUrls(site, period));
}

function sitemapIndex(site: Site, maxUrls: number): string {
	const names = sitemapNames(site, maxUrls).filter((name) => name !== INDEX && name !== NEWS);
	const changes = new Map<string, number>();
	for (const { lang, source, day, changed } of latestChanges(site.catalog)) {
		if (!(hasEdition(site.config, lang) && rightsOf(site, source).searchEngines)) continue;
		for (const name of periodsOf(day)) changes.set(PREFIX + name, Math.max(changed, changes.get(PREFIX + name) ?? 0));
	}
	const toIso = (changed: number | undefined): string | undefined =>
		changed === undefined ? undefined : new Date(changed).toISOString();
	const entries = names.map((name) =>
		entry('sitemap', site, { url: `/${name}.xml`, changedAt: toIso(changes.get(name)) }),
	);
	return xmlDocument('sitemapindex', entries);
}

function urlset(site: Site, urls: Iterable<SitemapUrl>): string {
	return xmlDocument(
		'urlset',
		Array.from(urls, (url) => entry('url', site, url)),
	);
}

function xmlDocument(name: string, entries: readonly string[]): string {
	const lines = [
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<${name} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`,
		...entries,
		`</${name}>`,
	];
	return `${lines.join('\n')}\n`;
}

function entry(name: string, { config }: Site, { url, changedAt }: SitemapUrl): string {
	const changed = changedAt === undefined ? '' : `<lastmod>${escapeXml(changedAt)}</lastmod>`;
	return `<${name}><loc>${escapeXml(absoluteUrl(config, url))}</loc>${changed}</${name}>`;
}

/** Fronts, hubs of topics, saved searches and sources, lists of lists, pages of text. Hubs of tags and archives are found from there. */
function* pageUrls(site: Site): Generator<SitemapUrl> {
	for (const lang of site.config.editions) {
		yield hubOf(site, editionList(lang));
		for (const section of ['topics', 'tags', 'searches', 'sources', 'notices'])
			yield { url: sectionUrl(lang, section) };
		for (const { id } of site.topics) yield hubOf(site, topicList(lang, id));
		for (const search of site.searches) {
			if (questionIn(search, lang) !== undefined) yield hubOf(site, searchList(lang, search.id));
		}
		for (const { id, enabled, rights } of site.sources.values()) {
			if (enabled && rights?.searchEngines === true) yield hubOf(site, sourceList(lang, id));
		}
		for (const page of site.pages) if (page.lang === lang) yield { url: sectionUrl(lang, page.id) };
	}
}

/** A hub changes when one of the articles it shows comes or changes. */
function hubOf({ catalog }: Site, list: ListName): SitemapUrl {
	const changes = listArticles(catalog, list, { limit: HUB_SIZE }).map(changedAt);
	return { url: hubUrl(list), changedAt: changes.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1) };
}

function* articleUrls(site: Site, period: Period): Generator<SitemapUrl> {
	for (const lang of site.config.editions) {
		for (const article of listArticles(site.catalog, editionList(lang), { range: periodBounds(period) }).reverse()) {
			if (isIndexed(site, article)) yield { url: article.permalink, changedAt: changedAt(article) };
		}
	}
}

/** Whether search engines may show a page: where its source lets them and still has it itself. As `robots` in its head. */
function isIndexed(site: Site, { source, removedAt }: ListedArticle): boolean {
	return rightsOf(site, source).searchEngines && removedAt === undefined;
}

function changedAt({ updatedAt, firstSeenAt }: ListedArticle): string {
	return updatedAt ?? firstSeenAt;
}

/** The months with articles to list, oldest first; where one has too many for a file, its thirds, then their days. */
function articlePeriods(site: Site, maxUrls: number): Period[] {
	return [...countIndexed(site, PART_LENGTH.year)].flatMap(([month, count]) =>
		split(site, { period: month, count, maxUrls }),
	);
}

function split(site: Site, { period, count, maxUrls }: { period: Period; count: number; maxUrls: number }): Period[] {
	const kind = periodKind(period);
	if (count <= maxUrls || kind === 'day') return [period];
	const parts = [...countIndexed(site, PART_LENGTH[kind], period.slice(0, 7))];
	return parts
		.filter(([part]) => isPart(part, period))
		.flatMap(([part, size]) => split(site, { period: part, count: size, maxUrls }));
}

function isPart(part: Period, period: Period): boolean {
	return periodKind(period) !== 'third' || thirdPeriodOf(part) === period;
}

/** How many articles search engines may show in each period of a length: all but those of sources that refuse it, and those withdrawn. */
function countIndexed(site: Site, length: 4 | 7 | 9 | 10, within = ''): Map<Period, number> {
	const counts = new Map<Period, number>();
	const count = (list: ListName, sign: 1 | -1): void => addCounts(counts, site.catalog, { list, sign, length, within });
	for (const lang of site.config.editions) {
		count(editionList(lang), 1);
		for (const { list, key } of listsBelow(site.catalog, `${lang}/sources`)) {
			if (!rightsOf(site, key).searchEngines) count(list, -1);
		}
	}
	for (const { lang, source, day, count: withdrawn } of countWithdrawn(site.catalog)) {
		const period = periodsOf(day).find((candidate) => candidate.length === length) ?? '';
		const isCounted = period.startsWith(within) && site.config.editions.some((edition) => edition === lang);
		if (isCounted && rightsOf(site, source).searchEngines) counts.set(period, (counts.get(period) ?? 0) - withdrawn);
	}
	return new Map([...counts].filter(([, size]) => size > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function addCounts(
	counts: Map<Period, number>,
	catalog: Catalog,
	{ list, sign, ...select }: { list: ListName; sign: 1 | -1; length: 4 | 7 | 9 | 10; within: Period },
): void {
	for (const { period, count } of countPeriods(catalog, list, select))
		counts.set(period, (counts.get(period) ?? 0) + sign * count);
}
