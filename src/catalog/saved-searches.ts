import { fileURLToPath } from 'node:url';
import type { Article } from '#core/article.ts';
import type { ContentProblem } from '#core/content-error.ts';
import { dayOf } from '#core/day.ts';
import { editionList, type ListName, searchList } from '#core/list.ts';
import { faultsOf, queryNames, questionIn, type SavedSearch } from '#core/saved-search.ts';
import { asksForWords, type MatchedText, matcherOf, passesFilters, toMatchedText } from '#core/search/match.ts';
import { parseQuery, type Query, type QueryNames } from '#core/search/query.ts';
import type { SiteConfig } from '#core/site.ts';
import type { Rights } from '#core/source.ts';
import type { Catalog, Row } from './catalog.ts';
import { isTracked, noteArticle } from './changes.ts';
import { codeDigest, READING_INPUTS } from './code-digest.ts';
import { Counts } from './counts.ts';
import { findBody, sha256 } from './documents.ts';
import { allSearches, allSources, allTopics, countArticles } from './queries.ts';
import { searchText } from './search-text.ts';

/** What of an article a saved search asks about, its body aside. */
type AskedArticle = Pick<
	Article,
	'lang' | 'source' | 'reprintOf' | 'topics' | 'tags' | 'title' | 'excerpt' | 'publishedAt'
>;

/** A saved search in one edition. */
interface StandingSearch {
	readonly list: ListName;
	readonly lang: string;
	readonly query: Query;
	readonly asksForWords: boolean;
	readonly matches: (text: MatchedText) => boolean;
}

/** How many articles were asked about so far, of how many. */
type ProgressListener = (done: number, total: number) => void;

/** Articles between two reports of progress. */
const REPORTED = 500;

/**
 * The saved searches of a site, and the lists of the articles that answer them. A changed article is asked about as it
 * is taken in; where a search, the rights of a source or our own code changed, all that it may reach is asked about again
 * by {@link SavedSearches.settle}.
 */
export class SavedSearches {
	/** What is wrong with questions, as far as only the whole site tells: no such source, topic or edition. */
	readonly problems: readonly ContentProblem[];
	readonly #catalog: Catalog;
	readonly #timeZone: string;
	readonly #searches: readonly StandingSearch[];
	readonly #rights: ReadonlyMap<string, Rights | undefined>;
	/** What the answers of each list, and those from each source, depend on. */
	readonly #stamps: ReadonlyMap<string, string>;
	/** Names of stamps that are others than those of the answers in the catalog. */
	readonly #outdated: ReadonlySet<string>;

	/** The searches of the small files that the catalog holds, which must be up to date. */
	constructor(catalog: Catalog, { editions, timeZone }: SiteConfig) {
		const sources = allSources(catalog);
		const names = queryNames({ editions, sources, topics: allTopics(catalog) });
		const questions = allSearches(catalog).flatMap((search) => questionsOf(search, editions, names));
		this.#catalog = catalog;
		this.#timeZone = timeZone;
		this.problems = [
			...allSearches(catalog).flatMap((search) => strangeEditions(search, editions)),
			...questions.flatMap(({ problems }) => problems),
		];
		this.#searches = questions.filter(({ problems }) => problems.length === 0);
		this.#rights = new Map(sources.map(({ id, rights }) => [id, rights]));
		this.#stamps = new Map([
			...stampsOfSearches(this.#searches),
			...sources.map(({ id, rights }) => [SOURCES + id, JSON.stringify(rights ?? {})] as const),
		]);
		this.#outdated = this.#findOutdated();
	}

	/** The lists of saved searches that an article answers. */
	listsOf(article: AskedArticle, body: string): ListName[] {
		return this.#answers(article, () => body, this.#searches);
	}

	/** Asks about every article again whose answers may be others, and about those that nobody was asked about. */
	settle(onProgress?: ProgressListener): void {
		const catalog = this.#catalog;
		const counts = new Counts(catalog);
		const changed = this.#searches.filter(({ list }) => this.#outdated.has(list));
		for (const lang of new Set(changed.map((search) => search.lang))) {
			const total = countArticles(catalog, editionList(lang));
			let done = 0;
			for (const row of rows(catalog, 'WHERE lang = ?', lang)) {
				if (done % REPORTED === 0) onProgress?.(done, total);
				done++;
				this.#ask(row, changed, counts);
			}
		}
		for (const name of this.#outdated) {
			if (!name.startsWith(SOURCES) || this.#searches.length === 0) continue;
			for (const row of rows(catalog, 'WHERE source = ?', name.slice(SOURCES.length))) {
				this.#ask(row, this.#searches, counts);
			}
		}
		for (const row of rows(catalog, 'JOIN unasked USING (id) ORDER BY id')) {
			note(catalog, row, this.#ask(row, this.#searches, counts));
		}
		counts.flush();
		catalog.run('DELETE FROM unasked');
		this.#writeStamps();
	}

	/**
	 * Names the stamps that are others by now, or gone. They are noted as outdated, should this sync not get to
	 * {@link SavedSearches.settle}. Of the first articles of all each is asked about as it comes.
	 */
	#findOutdated(): Set<string> {
		const catalog = this.#catalog;
		if (catalog.get('SELECT 1 FROM article LIMIT 1') === undefined) this.#writeStamps();
		const known = new Map(catalog.all('SELECT * FROM asked').map(({ name, stamp }) => [String(name), stamp]));
		const outdated = [...known.keys(), ...this.#stamps.keys()].filter(
			(name) => this.#stamps.get(name) !== known.get(name),
		);
		for (const name of outdated) {
			catalog.run('INSERT OR REPLACE INTO asked VALUES (?, ?)', name, OUTDATED);
			if (this.#stamps.has(name)) continue;
			for (const table of ['listing', 'period', 'list']) catalog.run(`DELETE FROM ${table} WHERE list = ?`, name);
		}
		return new Set(outdated);
	}

	#writeStamps(): void {
		const catalog = this.#catalog;
		catalog.run('DELETE FROM asked');
		for (const stamp of this.#stamps) catalog.run('INSERT INTO asked VALUES (?, ?)', ...stamp);
	}

	/** Brings the lists of some searches in line with an article; returns those that it came into or left. */
	#ask(row: Row, searches: readonly StandingSearch[], counts: Counts): ListName[] {
		const catalog = this.#catalog;
		const [id, day] = [String(row['id']), String(row['day'])];
		const article: AskedArticle = JSON.parse(String(row['data']));
		const answered = new Set(this.#answers(article, () => findBody(catalog.contentDir, String(row['path'])), searches));
		const held = new Set(catalog.all('SELECT list FROM listing WHERE id = ?', id).map(({ list }) => String(list)));
		const lists = searches.map(({ list }) => list).filter((list) => answered.has(list) !== held.has(list));
		for (const list of lists) {
			if (held.has(list)) catalog.run('DELETE FROM listing WHERE list = ? AND id = ?', list, id);
			else catalog.run('INSERT INTO listing VALUES (?, ?, ?, ?)', list, day, Number(row['published']), id);
			counts.addListed([list], day, held.has(list) ? -1 : 1);
		}
		return lists;
	}

	/** The original stands for its reprints, as under topics and tags. The text is asked for once, and only where words are. */
	#answers(article: AskedArticle, body: () => string, searches: readonly StandingSearch[]): ListName[] {
		const rights = this.#rights.get(article.source);
		const asked = searches.filter(({ lang }) => lang === article.lang);
		if (asked.length === 0 || article.reprintOf !== undefined || rights?.ownSearch !== true) return [];
		const filtered = {
			source: article.source,
			topics: article.topics.map(({ id }) => id),
			tags: article.tags,
			day: dayOf(article.publishedAt, this.#timeZone),
		};
		let text: MatchedText | undefined;
		return asked
			.filter(({ query }) => passesFilters(query.filters, filtered))
			.filter((search) => {
				if (!search.asksForWords) return true;
				text ??= toMatchedText(article.title, searchText(body(), article.excerpt, rights));
				return search.matches(text);
			})
			.map(({ list }) => list);
	}
}

/** What the names of sources begin with among those of lists, none of which begins so. */
const SOURCES = 'sources/';

/** Where our own code lies. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A stamp that fits nothing. */
const OUTDATED = '';

/** Articles as they are asked about, one by one. */
function rows(catalog: Catalog, which: string, ...values: string[]): Iterable<Row> {
	const statement = catalog.db.prepare(`SELECT id, path, permalink, lang, day, published, data FROM article ${which}`);
	return statement.iterate(...values);
}

function questionsOf(
	search: SavedSearch,
	editions: readonly string[],
	names: QueryNames,
): (StandingSearch & { readonly problems: readonly ContentProblem[] })[] {
	return editions.flatMap((lang) => {
		const question = questionIn(search, lang);
		if (question === undefined) return [];
		const query = parseQuery(question, names);
		const place = {
			file: `searches/${search.id}.yaml`,
			field: typeof search.query === 'string' ? 'query' : `query.${lang}`,
			found: JSON.stringify(question),
		};
		const problems = faultsOf(question, names).map((expected) => ({ ...place, expected }));
		const list = searchList(lang, search.id);
		return [{ list, lang, query, asksForWords: asksForWords(query), matches: matcherOf(query), problems }];
	});
}

/** Questions that no edition asks. */
function strangeEditions({ id, query }: SavedSearch, editions: readonly string[]): ContentProblem[] {
	return Object.entries(typeof query === 'string' ? {} : query)
		.filter(([lang]) => !editions.includes(lang))
		.map(([lang, question]) => ({
			file: `searches/${id}.yaml`,
			field: `query.${lang}`,
			expected: `expected the language code of an edition (${editions.join(', ')}) before the colon`,
			found: JSON.stringify(question),
		}));
}

/** What the answers of each list depend on, the articles and their sources aside: the question, and how it is read. */
function stampsOfSearches(searches: readonly StandingSearch[]): (readonly [string, string])[] {
	if (searches.length === 0) return [];
	const code = codeDigest(ROOT, [...READING_INPUTS, 'src/catalog/saved-searches.ts']);
	return searches.map(({ list, query }) => [list, sha256(JSON.stringify([code, query]))] as const);
}

/** Tells builds that an article came into lists, or left them. */
function note(catalog: Catalog, row: Row, lists: readonly ListName[]): void {
	if (lists.length === 0 || !isTracked(catalog)) return;
	noteArticle(catalog, {
		id: String(row['id']),
		permalink: String(row['permalink']),
		lang: String(row['lang']),
		published: Number(row['published']),
		day: String(row['day']),
		lists,
		pictures: [],
		labels: {},
	});
}
