import { LRUCache } from 'lru-cache';
import type { Article } from '#core/article.ts';
import type { Day } from '#core/day.ts';
import type { ListName } from '#core/list.ts';
import { editionList } from '#core/list.ts';
import type { Notice } from '#core/notice.ts';
import type { Page } from '#core/page.ts';
import type { Period } from '#core/period.ts';
import type { Removal } from '#core/removal.ts';
import type { SavedSearch } from '#core/saved-search.ts';
import type { Source } from '#core/source.ts';
import type { Topic } from '#core/topic.ts';
import type { Catalog, Row } from './catalog.ts';

/** An article as lists know it: its frontmatter less identity and fingerprint. */
export type ListedArticle = Omit<Article, 'identity' | 'fingerprint'> & {
	/** False where no article is a reprint of it: asked along with it, since most have none. */
	readonly hasReprints?: boolean;
};

/** Columns that {@link toPlaced} reads. */
const PLACED = `article.data, article.path, article.day, article.sha256,
	EXISTS (SELECT 1 FROM article AS copy WHERE copy.reprint_of = article.id) AS has_reprints`;

/** Articles that a process remembers: those of a busy month, which its pages show again and again. */
const REMEMBERED = 10_000;

const remembered = new WeakMap<Catalog, LRUCache<string, PlacedArticle>>();

/** Reads each article of a catalog once, as far as memory goes. For whoever knows that nobody changes the catalog meanwhile. */
export function rememberArticles(catalog: Catalog): void {
	remembered.set(catalog, new LRUCache({ max: REMEMBERED }));
}

/** A stretch of days, both inclusive. */
export interface DayRange {
	readonly first: Day;
	readonly last: Day;
}

/** How many articles a list has in a period. */
export interface PeriodCount {
	readonly period: Period;
	readonly count: number;
}

/** A list below another with its number of articles: `key` is the last part of its name. */
export interface ListCount {
	readonly list: ListName;
	readonly key: string;
	readonly count: number;
}

export function findArticle(catalog: Catalog, id: string): ListedArticle | undefined {
	return findPlaced(catalog, id);
}

/** The article whose page stands at `permalink`. */
export function findByPermalink(catalog: Catalog, permalink: string): PlacedArticle | undefined {
	return toArticle(catalog, catalog.get('SELECT id FROM article WHERE permalink = ?', permalink));
}

/** Path of an article's file, relative to the content folder. */
export function findArticlePath(catalog: Catalog, id: string): string | undefined {
	const path = catalog.get('SELECT path FROM article WHERE id = ?', id)?.['path'];
	return path === undefined ? undefined : String(path);
}

/** SHA-256 of an article's file, in hex. */
export function findArticleDigest(catalog: Catalog, id: string): string | undefined {
	const digest = catalog.get('SELECT sha256 FROM article WHERE id = ?', id)?.['sha256'];
	return digest === undefined ? undefined : String(digest);
}

/** Articles of a list, newest first (ties by id), all of a range or the newest `limit`. */
export function listArticles(
	catalog: Catalog,
	list: ListName,
	select: { range?: DayRange; limit?: number },
): ListedArticle[] {
	const { first, last } = select.range ?? { first: '', last: '9' };
	const rows = catalog.all(
		'SELECT id FROM listing WHERE list = ? AND day BETWEEN ? AND ? ORDER BY day DESC, published DESC, id DESC LIMIT ?',
		list,
		first,
		last,
		select.limit ?? -1,
	);
	return toArticles(catalog, rows);
}

/** Number of articles in a list; 0 where there is no such list. */
export function countArticles(catalog: Catalog, list: ListName): number {
	return Number(catalog.get('SELECT count FROM list WHERE list = ?', list)?.['count'] ?? 0);
}

/** Counts of a list's periods of one length (4 year, 7 month, 9 third, 10 day) that start with `within`, oldest first. */
export function countPeriods(
	catalog: Catalog,
	list: ListName,
	select: { length: 4 | 7 | 9 | 10; within?: Period },
): PeriodCount[] {
	const within = select.within ?? '';
	const rows = catalog.all(
		'SELECT period, count FROM period WHERE list = ? AND length = ? AND period >= ? AND period < ? ORDER BY period',
		list,
		select.length,
		within,
		`${within}~`,
	);
	return rows.map((row) => ({ period: String(row['period']), count: Number(row['count']) }));
}

/** Counts of the newest periods of one length in which a list has articles, oldest first. */
export function newestPeriods(
	catalog: Catalog,
	list: ListName,
	{ length, limit }: { length: 4 | 7 | 10; limit: number },
): PeriodCount[] {
	const rows = catalog.all(
		'SELECT period, count FROM period WHERE list = ? AND length = ? ORDER BY period DESC LIMIT ?',
		list,
		length,
		limit,
	);
	return rows.map((row) => ({ period: String(row['period']), count: Number(row['count']) })).reverse();
}

/** Number of articles of a list in one period. */
export function countInPeriod(catalog: Catalog, list: ListName, period: Period): number {
	const row = catalog.get(
		'SELECT count FROM period WHERE list = ? AND length = ? AND period = ?',
		list,
		period.length,
		period,
	);
	return Number(row?.['count'] ?? 0);
}

/** Lists directly below `prefix` (`ru/topics`), by key. */
export function listsBelow(catalog: Catalog, prefix: string): ListCount[] {
	const start = `${prefix}/`;
	const rows = catalog.all(
		'SELECT list, count FROM list WHERE list >= ? AND list < ? ORDER BY list',
		start,
		`${start}~`,
	);
	return rows
		.map((row) => ({
			list: String(row['list']),
			key: String(row['list']).slice(start.length),
			count: Number(row['count']),
		}))
		.filter(({ key }) => !key.includes('/'));
}

/** Every list that has articles, by name. */
export function allLists(catalog: Catalog): ListName[] {
	return catalog.all('SELECT list FROM list ORDER BY list').map((row) => String(row['list']));
}

/** The articles right before and after one in its edition. */
export function findNeighbours(
	catalog: Catalog,
	{ id, lang, day, publishedAt }: Pick<PlacedArticle, 'id' | 'lang' | 'day' | 'publishedAt'>,
): { previous?: ListedArticle; next?: ListedArticle } {
	const place = [editionList(lang), day, Date.parse(publishedAt), id] as const;
	const query = (sign: '<' | '>', order: 'DESC' | 'ASC'): ListedArticle | undefined =>
		toArticle(
			catalog,
			catalog.get(
				`SELECT id FROM listing WHERE list = ? AND (day, published, id) ${sign} (?, ?, ?)
				 ORDER BY day ${order}, published ${order}, id ${order} LIMIT 1`,
				...place,
			),
		);
	const [previous, next] = [query('<', 'DESC'), query('>', 'ASC')];
	return { ...(previous === undefined ? {} : { previous }), ...(next === undefined ? {} : { next }) };
}

/** Addresses of the articles of an edition right before and right after a place in time, whoever stands there. */
export function findBeside(
	catalog: Catalog,
	{
		lang,
		day,
		published,
		id,
	}: { readonly lang: string; readonly day: Day; readonly published: number; readonly id: string },
): { permalink: string }[] {
	const query = (sign: '<' | '>', order: 'DESC' | 'ASC'): Row | undefined =>
		catalog.get(
			`SELECT permalink FROM listing JOIN article USING (id) WHERE list = ? AND (listing.day, listing.published, listing.id) ${sign} (?, ?, ?)
			 ORDER BY listing.day ${order}, listing.published ${order}, listing.id ${order} LIMIT 1`,
			editionList(lang),
			day,
			published,
			id,
		);
	return [query('<', 'DESC'), query('>', 'ASC')].flatMap((row) =>
		row === undefined ? [] : [{ permalink: String(row['permalink']) }],
	);
}

/** Ids of the articles that name an article as related, whether it exists or not. */
export function relatedTo(catalog: Catalog, id: string): string[] {
	return catalog.all('SELECT id FROM relation WHERE target = ? ORDER BY id', id).map((row) => String(row['id']));
}

/** Every list that an article stands in, with its day. */
export function findListings(catalog: Catalog, id: string): { list: ListName; day: Day }[] {
	const rows = catalog.all('SELECT list, day FROM listing WHERE id = ? ORDER BY list', id);
	return rows.map(({ list, day }) => ({ list: String(list), day: String(day) }));
}

/** Addresses of a list's articles on some days, oldest first. */
export function permalinksOn(catalog: Catalog, list: ListName, { first, last }: DayRange): string[] {
	const rows = catalog.all(
		'SELECT permalink FROM listing JOIN article USING (id) WHERE list = ? AND listing.day BETWEEN ? AND ? ORDER BY listing.day, listing.published, listing.id',
		list,
		first,
		last,
	);
	return rows.map((row) => String(row['permalink']));
}

/** Address and language of every article, oldest first. */
export function* eachPermalink(catalog: Catalog): Generator<{ readonly permalink: string; readonly lang: string }> {
	const statement = catalog.db.prepare('SELECT permalink, lang FROM article ORDER BY published, id');
	for (const row of statement.iterate()) yield { permalink: String(row['permalink']), lang: String(row['lang']) };
}

/** Path and SHA-256 of every file of articles and small collections, by path. */
export function* eachDigest(catalog: Catalog): Generator<string> {
	for (const table of ['article', 'document']) {
		const statement = catalog.db.prepare(`SELECT path, sha256 FROM ${table} ORDER BY path`);
		for (const { path, sha256 } of statement.iterate()) yield `${String(path)} ${String(sha256)}`;
	}
}

/** Every file of `media/` with each language and source of the articles that show it, by file. */
export function* eachPicture(
	catalog: Catalog,
): Generator<{ readonly file: string; readonly lang: string; readonly source: string }> {
	const statement = catalog.db.prepare(
		'SELECT DISTINCT file, lang, source FROM picture JOIN article USING (id) ORDER BY file, lang, source',
	);
	for (const { file, lang, source } of statement.iterate()) {
		yield { file: String(file), lang: String(lang), source: String(source) };
	}
}

/** Languages and sources of the articles that show a file of `media/`. */
export function usesOfPicture(catalog: Catalog, file: string): { lang: string; source: string }[] {
	const rows = catalog.all('SELECT DISTINCT lang, source FROM picture JOIN article USING (id) WHERE file = ?', file);
	return rows.map(({ lang, source }) => ({ lang: String(lang), source: String(source) }));
}

/** Reprints of an article, oldest first. */
export function reprintsOf(catalog: Catalog, id: string): ListedArticle[] {
	return toArticles(catalog, catalog.all('SELECT id FROM article WHERE reprint_of = ? ORDER BY published, id', id));
}

/** The most frequent spelling of a tag in an edition, ties by code point; the key where nobody uses it. */
export function tagLabel(catalog: Catalog, lang: string, key: string): string {
	const row = catalog.get(
		'SELECT label FROM tag WHERE lang = ? AND key = ? ORDER BY count DESC, label LIMIT 1',
		lang,
		key,
	);
	return String(row?.['label'] ?? key);
}

/** An article with the place of its file and its day. */
export type PlacedArticle = ListedArticle & { readonly path: string; readonly day: Day; readonly sha256: string };

/** An article with the place of its file. */
export function findPlaced(catalog: Catalog, id: string): PlacedArticle | undefined {
	const known = remembered.get(catalog)?.get(id);
	if (known !== undefined) return known;
	const row = catalog.get(`SELECT ${PLACED} FROM article WHERE id = ?`, id);
	const article = row === undefined ? undefined : toPlaced(row);
	if (article !== undefined) remembered.get(catalog)?.set(id, article);
	return article;
}

/** The articles of some languages that appeared on some days, oldest first. */
export function placedArticles(catalog: Catalog, langs: readonly string[], { first, last }: DayRange): PlacedArticle[] {
	const rows = langs.flatMap((lang) =>
		catalog.all(
			`SELECT ${PLACED}, article.published FROM listing JOIN article USING (id)
			 WHERE list = ? AND listing.day BETWEEN ? AND ?`,
			editionList(lang),
			first,
			last,
		),
	);
	return rows
		.map((row) => ({ published: Number(row['published']), article: toPlaced(row) }))
		.sort((a, b) => a.published - b.published || (a.article.id < b.article.id ? -1 : 1))
		.map(({ article }) => article);
}

function toPlaced(row: Row): PlacedArticle {
	const article: Article = JSON.parse(String(row['data']));
	return Object.assign(article, {
		hasReprints: row['has_reprints'] === 1,
		path: String(row['path']),
		day: String(row['day']),
		sha256: String(row['sha256']),
	});
}

/** Number of articles per language, those without an edition included. */
export function countLanguages(catalog: Catalog): { lang: string; count: number }[] {
	const rows = catalog.all("SELECT list, count FROM list WHERE instr(list, '/') = 0 ORDER BY list");
	return rows.map((row) => ({ lang: String(row['list']), count: Number(row['count']) }));
}

/** The newest `firstSeenAt` of all articles, in UTC: the instant a build counts as its own. */
export function newestFirstSeen(catalog: Catalog): string | undefined {
	const newest = catalog.get('SELECT max(first_seen) AS newest FROM article')?.['newest'];
	return typeof newest === 'string' ? newest : undefined;
}

export function allSources(catalog: Catalog): Source[] {
	return documents(catalog, 'sources');
}

/** Topics in menu order. */
export function allTopics(catalog: Catalog): Topic[] {
	return documents<Topic>(catalog, 'topics').sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

export function allNotices(catalog: Catalog): Notice[] {
	return documents(catalog, 'notices');
}

/** Saved searches, by id. */
export function allSearches(catalog: Catalog): SavedSearch[] {
	return documents(catalog, 'searches');
}

/** What was taken down on request, by id. */
export function allRemovals(catalog: Catalog): Removal[] {
	return documents(catalog, 'removed');
}

export function allPages(catalog: Catalog): Page[] {
	return documents(catalog, 'pages');
}

/** Rows hold what `documents.ts` checked when the file was read, so they are trusted here. */
function documents<T>(catalog: Catalog, kind: string): T[] {
	return catalog
		.all('SELECT data FROM document WHERE kind = ? ORDER BY id', kind)
		.map((row): T => JSON.parse(String(row['data'])));
}

/** The articles that rows name. */
function toArticles(catalog: Catalog, rows: readonly Row[]): PlacedArticle[] {
	return rows.flatMap((row) => toArticle(catalog, row) ?? []);
}

function toArticle(catalog: Catalog, row: Row | undefined): PlacedArticle | undefined {
	return row === undefined ? undefined : findPlaced(catalog, String(row['id']));
}
