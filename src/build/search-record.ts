import { readBody, sha256 } from '#catalog/documents.ts';
import {
	type DayRange,
	findArticle,
	type ListedArticle,
	type PlacedArticle,
	placedArticles,
	reprintsOf,
} from '#catalog/queries.ts';
import { searchText } from '#catalog/search-text.ts';
import { localIso } from '#core/day.ts';
import type { HitText } from '#core/search/index-files.ts';
import { titleStart } from '#core/search/title-start.ts';
import { type SearchToken, searchTokens } from '#core/search/tokens.ts';
import { hasEdition } from '#core/site.ts';
import type { Site } from '#site/site.ts';
import type { FacetValues } from './search-facets.ts';

/** An article as search indexes it and as results show it. */
export interface SearchRecord {
	/** Address in the index: the permalink and a digest of all that its files show of the article, so that their names follow both. */
	readonly key: string;
	readonly content: string;
	readonly title: string;
	readonly facets: FacetValues;
	readonly shown: HitText;
}

/** Stands for a word that is not indexed but keeps its place. */
const PLACE = '-';

/** A text of no words: Pagefind drops a record without any. No question has this word, since it has no letter. */
export const NO_WORDS = '_';

/** Pagefind cuts a text at these where it has any, else at spaces. */
const CUT = '\u200b';

/** The articles of some days that search may find, oldest first: the order decides the names of the index's files. */
export function* searchRecords(site: Site, days: DayRange): Generator<SearchRecord> {
	for (const article of findable(site, days)) yield toSearchRecord(site, article);
}

/** Digest of all that the records of some days are made from, apart from our own code; made without reading a text. */
export function digestOfRecords(site: Site, days: DayRange): string {
	const articles = findable(site, days);
	const sources = [...new Set(articles.map(({ source }) => source))].sort();
	const parts = [
		site.config.timeZone,
		...sources.map((id) => JSON.stringify([id, site.sources.get(id)?.name, site.sources.get(id)?.rights])),
		...articles.map((article) => `${article.id} ${article.sha256} ${countFolded(site, article)}`),
	];
	return sha256(parts.join('\n'));
}

function findable(site: Site, days: DayRange): PlacedArticle[] {
	const articles = placedArticles(site.catalog, site.config.editions, days);
	return articles.filter((article) => isAllowed(site, article) && !isFolded(site, article));
}

function isAllowed({ config, sources }: Site, { lang, source }: ListedArticle): boolean {
	return hasEdition(config, lang) && sources.get(source)?.rights?.ownSearch === true;
}

/** A reprint is left out where its original is found. */
function isFolded(site: Site, { reprintOf }: ListedArticle): boolean {
	const original = reprintOf === undefined ? undefined : findArticle(site.catalog, reprintOf);
	return original !== undefined && isAllowed(site, original);
}

/** How many reprints of an article are left out for it. */
function countFolded(site: Site, { id, hasReprints }: PlacedArticle): number {
	return hasReprints ? reprintsOf(site.catalog, id).filter((article) => isAllowed(site, article)).length : 0;
}

function toSearchRecord(site: Site, article: PlacedArticle): SearchRecord {
	const title = searchTokens(clean(article.title));
	const text = searchTokens(clean(textOf(site, article)));
	const foldedCount = countFolded(site, article);
	const shown: HitText = {
		url: article.permalink,
		title: clean(article.title),
		source: site.sources.get(article.source)?.name ?? article.source,
		date: localIso(article.publishedAt, site.config.timeZone),
		lang: article.lang,
		about: [article.source, ...article.topics.map(({ id }) => id)].join(' '),
		...(foldedCount > 0 && { foldedCount }),
		content: text.map((token) => token.text).join(CUT),
	};
	const { day, lang, source, tags } = article;
	const start = titleStart(title.map(({ word }) => word));
	const facets: FacetValues = { day, lang, source, topics: article.topics.map(({ id }) => id), tags, start };
	return {
		key: `${article.permalink}#${sha256(JSON.stringify([shown, facets])).slice(0, 16)}`,
		content: keysOf(text),
		title: keysOf(title),
		facets,
		shown,
	};
}

/** The text that the source allows, cut as the article's page cuts it. */
function textOf(site: Site, article: PlacedArticle): string {
	const rights = site.sources.get(article.source)?.rights;
	if (rights === undefined) return '';
	return searchText(readBody(site.catalog.contentDir, article), article.excerpt, rights);
}

function clean(text: string): string {
	return text.replaceAll(CUT, '').replace(/\s+/g, ' ').trim();
}

function keysOf(tokens: readonly SearchToken[]): string {
	return tokens.map(({ key }) => key || PLACE).join(' ') || NO_WORDS;
}
