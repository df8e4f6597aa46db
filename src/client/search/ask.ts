import type { Shard } from '#core/search/index-files.ts';
import { START_BYTES, START_WORDS } from '#core/search/title-start.ts';
import type { Answer, Hit, Question } from './engine.ts';
import { finish, PAGE_SIZE, readHit } from './finish.ts';
import { forgetSearch, getSearch } from './loader.ts';
import { shareInTitle } from './phrase.ts';
import { hasPhrases } from './rerank.ts';
import { nextShards, shardsFor, UNASKED_BYTES } from './shards.ts';

export type { Question } from './engine.ts';

/** Bytes that are read of one question's older news to see whether a title begins as it does. */
const TITLE_BYTES = 150_000;

/** Share of a question's words that such a title has at least: a question may go on otherwise than the title. */
const TITLE_SHARE = 2 / 3;

/** An answer so far: the shards that were asked, newest first, and older ones that were not. */
export interface Progress extends Answer {
	readonly open: readonly Shard[];
	readonly closed: readonly Shard[];
	/** True where the page's script and the index are of two versions: the page is to be loaded anew. */
	readonly isOutdated: boolean;
}

/** The answer to no question. */
export const NOTHING: Progress = {
	hits: [],
	fullCount: 0,
	hasTitle: false,
	keys: [],
	facets: { lang: {}, source: {}, topic: {}, year: {} },
	failed: [],
	open: [],
	closed: [],
	isOutdated: false,
};

/** Whom a search tells how it goes. */
export interface AskListener {
	/** Told before an older shard is fetched. */
	readonly onOpening: (shard: Shard) => void;
	/** Told what the newest shards answer, while older ones are asked. */
	readonly onSoFar: (answer: Progress) => void;
}

/**
 * Asks the newest shards that may hold an answer, and older ones as long as a page of results with all words is not
 * full and they cost little. Whose title the question begins with is found among older ones, too.
 *
 * @throws where nothing can be fetched.
 */
export async function ask(question: Question, { onOpening, onSoFar }: AskListener): Promise<Progress> {
	const { engine, shards, isOutdated } = await getSearch();
	const all = shardsFor(shards, question.query.filters);
	let found: Progress = { ...NOTHING, closed: all, isOutdated };
	let spent = 0;
	let isShown = false;
	// What the reader has opened stays open for the next question.
	const firstClosed = all.findIndex((shard) => !engine.isOpen(shard));
	const open = firstClosed < 0 ? all : all.slice(0, firstClosed);
	for (;;) {
		const isBegun = found.open.length > 0;
		const more = found.fullCount >= PAGE_SIZE && found.loosened === undefined ? [] : nextShards(found.closed, spent);
		const next = isBegun || open.length === 0 ? more : open;
		if (next.length === 0 || question.isStale?.() === true) break;
		const [first] = next;
		if (isBegun && first !== undefined) onOpening(first);
		// Their texts are fetched once: most of them stay among the first.
		if (isBegun && !isShown && found.hits.length > 0 && question.query.phrases.length === 0) {
			isShown = true;
			void finish(question, found).then(onSoFar, () => undefined);
		}
		found = await askShards(question, found, next);
		spent += next.reduce((sum, { bytes }) => sum + bytes, 0);
	}
	const answer = await finish(question, found);
	if (answer.hits.length > 0) onSoFar(answer);
	const hits = await findTitles(question, answer);
	// In an order by date they are where they belong: after all that is newer.
	return { ...answer, hits: question.order === 'date' ? [...answer.hits, ...hits] : [...hits, ...answer.hits] };
}

/**
 * Asks one older shard more. The results that the reader has before them stay first, as they are.
 *
 * @param shown how many of the results so far the reader has before them
 */
export async function askOlder(question: Question, so: Progress, shown: number): Promise<Progress> {
	const found = await askShards(question, so, so.closed.slice(0, 1));
	const first = so.hits.slice(0, shown);
	const ids = new Set(first.map(({ id }) => id));
	const more = await finish(question, { ...found, hits: found.hits.filter(({ id }) => !ids.has(id)) });
	// What has a phrase as it was typed answers alone.
	if (first.length > 0 && so.loosened === undefined && more.loosened !== undefined)
		return { ...more, hits: first, facets: so.facets, loosened: undefined };
	const sure = more.sure === undefined ? undefined : first.length + more.sure;
	return { ...more, hits: [...first, ...more.hits], sure };
}

/** Asks all shards so far and some more. Where one failed, the next question fetches their list anew: they may have others. */
async function askShards(question: Question, so: Progress, next: readonly Shard[]): Promise<Progress> {
	const { engine } = await getSearch();
	const open = [...so.open, ...next];
	const answer = await engine.search(question, open);
	if (answer.failed.length > 0) forgetSearch();
	if (open.length > 0 && answer.failed.length === open.length)
		throw new Error('No part of the index could be fetched.');
	return { ...so, ...answer, open, closed: so.closed.filter((shard) => !next.includes(shard)) };
}

/**
 * Articles of shards that were not asked whose titles are what was typed, where none that was found is one: of the
 * newest titles that so many bytes tell of, until one has all the words.
 */
async function findTitles({ query, isTyping, isStale }: Question, { hasTitle, closed }: Progress): Promise<Hit[]> {
	const { typed, excluded, excludedPhrases, filters } = query;
	const isHalf = typed.length < START_WORDS || (isTyping === true && typed.length === START_WORDS);
	// What only the words of a text tell is not known of these.
	if (hasTitle || isHalf || excluded.length + excludedPhrases.length + filters.tag.length > 0) return [];
	const { engine } = await getSearch();
	const looked = newestWithin(closed, TITLE_BYTES / START_BYTES);
	const has = await Promise.all(looked.map((shard) => engine.hasTitles(query, shard).catch(() => false)));
	const found: Hit[] = [];
	let spent = 0;
	for (const shard of looked.filter((_, index) => has[index])) {
		if (!engine.isOpen(shard)) spent += shard.bytes;
		if (isStale?.() === true || (spent > UNASKED_BYTES && spent > shard.bytes)) break;
		const hits = await engine.titled(query, shard).catch(() => []);
		for (const { hit, text } of await Promise.all(hits.slice(0, PAGE_SIZE).map(readHit))) {
			const share = text !== undefined && hasPhrases(text, query.phrases) ? shareInTitle(text.title, typed) : 0;
			if (share === 1) return [hit, ...found];
			if (share >= TITLE_SHARE) found.push(hit);
		}
	}
	return found;
}

/** The newest shards of so many articles together. */
function newestWithin(shards: readonly Shard[], most: number): Shard[] {
	let articles = 0;
	return shards.filter(({ count }) => {
		articles += count;
		return articles <= most;
	});
}
