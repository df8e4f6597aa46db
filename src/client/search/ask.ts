import type { Answer, Hit } from './engine.ts';
import { getSearch, withinLimit } from './loader.ts';
import { isWorthOpening, type Shard, shardsFor } from './shards.ts';
import { type SearchState, toFilters } from './state.ts';

/** Results shown at a time. */
export const PAGE_SIZE = 10;

/** What is asked, and the years that the site has articles of. */
export interface Question {
	readonly state: SearchState;
	readonly years: readonly string[];
}

/** An answer so far: the shards that were asked, newest first, and older ones that were not. */
export interface Progress extends Answer {
	readonly open: readonly Shard[];
	readonly closed: readonly Shard[];
}

/** The answer to no question. */
export const NOTHING: Progress = { hits: [], keys: [], open: [], closed: [] };

/**
 * Asks the newest shard that may hold an answer, and older ones as long as a page of results is not full and they
 * cost little.
 *
 * @param onOpening told before an older shard is fetched
 * @throws where something cannot be fetched.
 */
export async function ask(question: Question, onOpening: (shard: Shard) => void): Promise<Progress> {
	if (question.state.q === '') return NOTHING;
	const { shards } = await withinLimit(getSearch());
	let found: Progress = { ...NOTHING, closed: shardsFor(shards, question.state) };
	let spent = 0;
	for (;;) {
		const [next] = found.closed;
		if (found.hits.length >= PAGE_SIZE || !isWorthOpening(next, spent)) return found;
		if (spent > 0) onOpening(next);
		found = await askNext(question, found);
		spent += next.bytes;
	}
}

/**
 * Asks one older shard more. The results that the reader has before them stay first, as they are.
 *
 * @param shown how many of the results so far the reader has before them
 */
export async function askOlder(question: Question, so: Progress, shown: number): Promise<Progress> {
	return withFirst(so.hits.slice(0, shown), await askNext(question, so));
}

/** Asks all shards so far and the next older one. */
async function askNext({ state, years }: Question, so: Progress): Promise<Progress> {
	const { engine } = await withinLimit(getSearch());
	const open = [...so.open, ...so.closed.slice(0, 1)];
	await withinLimit(Promise.all(open.map((shard) => engine.open(shard))));
	const answer = await withinLimit(engine.search(state.q, toFilters(state, years)));
	if (answer.hits.length === 0 && !navigator.onLine)
		throw new Error('Pagefind takes what it cannot fetch for nothing found.');
	return { ...answer, open, closed: so.closed.slice(1) };
}

function withFirst(shown: readonly Hit[], found: Progress): Progress {
	const ids = new Set(shown.map(({ id }) => id));
	return { ...found, hits: [...shown, ...found.hits.filter(({ id }) => !ids.has(id))] };
}
