import { parseQuery } from './query.ts';
import { type Match, type Ranked, rank } from './rank.ts';
import type { Filters } from './state.ts';

/** What of `/pagefind/pagefind.js` is used. */
export interface PagefindModule {
	createInstance(options: Readonly<Record<string, unknown>>): PagefindInstance;
}

interface PagefindInstance {
	search(word: string, options: { filters: Filters }): Promise<{ results: PagefindResult[] }>;
}

interface PagefindResult {
	readonly id: string;
	readonly score: number;
	readonly words: number[];
	data(): Promise<PagefindFragment>;
}

interface PagefindFragment {
	readonly url: string;
	readonly raw_content?: string;
	readonly meta: Readonly<Record<string, string>>;
}

/** An article found, whose text is fetched when it is shown. */
export interface Hit {
	readonly places: readonly number[];
	fetch(): Promise<HitText>;
}

/** What a result shows. */
export interface HitText {
	readonly url: string;
	readonly title: string;
	readonly source: string;
	/** Instant with the offset of the site's time zone. */
	readonly date: string;
	readonly lang: string;
	/** Words parted by U+200B, `&`, `<` and `>` escaped. */
	readonly content: string;
}

/** An answer: the articles found, best first, and the keys that were looked for. */
export interface Answer {
	readonly hits: readonly Hit[];
	readonly keys: readonly string[];
}

/** A search index in use. */
export interface Engine {
	/** Looks for the words of a question. @throws where the index cannot be fetched. */
	search(query: string, filters: Filters): Promise<Answer>;
}

/** Measured on questions in Russian and English: short texts win less, near spellings win more than by default. */
const RANKING = { pageLength: 0.3, termSimilarity: 2 };

/**
 * Opens the index at `basePath`. It runs on the page's own thread: a worker would be a second program to fetch, and
 * is given up after five seconds, which a slow line needs to fetch the first one.
 */
export function openEngine(pagefind: PagefindModule, basePath: string): Engine {
	const instance = pagefind.createInstance({ basePath, baseUrl: '/', noWorker: true, ranking: RANKING });
	const matchesOf = async (key: string, filters: Filters): Promise<PagefindMatch[]> => {
		const { results } = await instance.search(key, { filters });
		return results.map((result) => ({ id: result.id, score: result.score, places: result.words, result }));
	};
	return {
		async search(query, filters) {
			const words = parseQuery(query);
			const found = await Promise.all(
				words.map(({ variants }) =>
					Promise.all(variants.map(async ({ key, weight }) => ({ weight, matches: await matchesOf(key, filters) }))),
				),
			);
			return { hits: rank(found).map(toHit), keys: words.flatMap(({ variants }) => variants.map(({ key }) => key)) };
		},
	};
}

interface PagefindMatch extends Match {
	readonly result: PagefindResult;
}

function toHit({ match, places }: Ranked<PagefindMatch>): Hit {
	return {
		places,
		async fetch() {
			const { url, meta, raw_content: content = '' } = await match.result.data();
			const { title = '', source = '', date = '', lang = '' } = meta;
			return { url, title, source, date, lang, content };
		},
	};
}
