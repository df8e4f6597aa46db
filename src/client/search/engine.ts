import { parseQuery } from '#core/search/query.ts';
import { type Match, type Ranked, rank } from './rank.ts';
import type { Shard } from './shards.ts';
import type { Filters } from './state.ts';

/** What of `/pagefind/pagefind.js` is used. */
export interface PagefindModule {
	createInstance(options: Readonly<Record<string, unknown>>): PagefindInstance;
}

interface PagefindInstance {
	mergeIndex(path: string, options: Readonly<Record<string, unknown>>): Promise<void>;
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
	/** The same in every answer that names the article. */
	readonly id: string;
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
	/** Its source and its topics: what readers may mute. */
	readonly about: string;
	/** Words parted by U+200B, `&`, `<` and `>` escaped. */
	readonly content: string;
}

/** An answer: the articles found, best first, and the keys that were looked for. */
export interface Answer {
	readonly hits: readonly Hit[];
	readonly keys: readonly string[];
}

/** The search in use: what all shards share, and those shards that were opened. */
export interface Engine {
	/** Opens a shard; does nothing where it is open. @throws where it cannot be fetched: the engine is of no use then. */
	open(shard: Shard): Promise<void>;
	/** Looks for the words of a question in the shards that are open. @throws where the index cannot be fetched. */
	search(query: string, filters: Filters): Promise<Answer>;
}

/** Measured on questions in Russian and English: short texts win less, near spellings win more than by default. */
const RANKING = { pageLength: 0.3, termSimilarity: 2 };

/** Code of no language, as the build gives it. */
const LANGUAGE = 'zxx';

/**
 * Starts the search at `basePath`. It runs on the page's own thread: a worker would be a second program to fetch, and
 * is given up after five seconds, which a slow line needs to fetch the first one.
 */
export function openEngine(pagefind: PagefindModule, basePath: string): Engine {
	const instance = pagefind.createInstance({
		basePath,
		baseUrl: '/',
		noWorker: true,
		metaCacheTag: '',
		ranking: RANKING,
	});
	const opened = new Map<string, Promise<void>>();
	const merge = ({ key, tag }: Shard): Promise<void> =>
		instance.mergeIndex(`${basePath}${key}/`, {
			language: LANGUAGE,
			baseUrl: '/',
			metaCacheTag: tag,
			ranking: RANKING,
		});
	const matchesOf = async (key: string, filters: Filters): Promise<PagefindMatch[]> => {
		const { results } = await instance.search(key, { filters });
		return results.map((result) => ({ id: result.id, score: result.score, places: result.words, result }));
	};
	return {
		open(shard) {
			const opening = opened.get(shard.key) ?? merge(shard);
			opened.set(shard.key, opening);
			return opening;
		},
		async search(query, filters) {
			if (opened.size === 0) return { hits: [], keys: [] };
			const { words } = parseQuery(query);
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
		id: match.id,
		places,
		async fetch() {
			const { url, meta, raw_content: content = '' } = await match.result.data();
			const { title = '', source = '', date = '', lang = '', about = '' } = meta;
			return { url, title, source, date, lang, about, content };
		},
	};
}
