import type { Found } from './found.ts';

/** What is looked for of one word: what each spelling found in a shard, and how much that counts. */
export interface WordFound {
	readonly key: string;
	readonly weight: number;
	readonly found: Found;
}

/** How well the articles of a shard answer, by their number. */
export interface Scores {
	/** Zero where nothing of a question was found. */
	readonly score: Float64Array;
	/** Words of the question found. */
	readonly words: Uint8Array;
}

/** How much finding all words counts against finding one. */
const COVERAGE_BOOST = 1.5;

/** How much a word in the title, or among the first words of the text, counts against one further down. */
const TITLE_BOOST = 1.5;
const LEAD_BOOST = 1.1;
const LEAD_WORDS = 40;

/** How much more an article counts whose title begins as the question does. */
const START_BOOST = 2;

/** How much more an article of the newest day counts than one of old days, and after how many days half of that is left. */
const RECENCY_BOOST = 0.3;
const RECENCY_HALF_LIFE = 60;

/**
 * How well the articles of a shard answer. A word scores by its best spelling, an article by the sum over its words,
 * raised by the share of words that it has: so a long question finds something, and an article with every word comes
 * first.
 */
export function scoreShard(count: number, words: readonly (readonly WordFound[])[]): Scores {
	const score = new Float64Array(count);
	const found = new Uint8Array(count);
	for (const variants of words) {
		const best = bestOf(count, variants);
		for (const [page, value] of best.entries()) {
			if (value === 0) continue;
			score[page] = (score[page] ?? 0) + value;
			found[page] = (found[page] ?? 0) + 1;
		}
	}
	for (const [page, ofWords] of found.entries()) {
		score[page] = (score[page] ?? 0) * (1 + COVERAGE_BOOST * (ofWords / Math.max(1, words.length)) ** 2);
	}
	return { score, words: found };
}

/** How much a word tells that some of so many articles have, as Pagefind weighs it. */
export function rarity(pages: number, total: number): number {
	return Math.log(1 + (total - pages + 0.5) / (pages + 0.5));
}

/** The score of an article whose title begins as the question does, even where that is of common words alone. */
export function withStart(score: number): number {
	return Math.max(1, score) * (1 + START_BOOST);
}

/** What is left of a score when the article is so many days older than the newest one. */
export function withRecency(score: number, ageInDays: number): number {
	return score * (1 + RECENCY_BOOST * 2 ** (-Math.max(0, ageInDays) / RECENCY_HALF_LIFE));
}

/** The best score that any spelling of a word gives, by article. */
function bestOf(count: number, variants: readonly WordFound[]): Float64Array {
	const best = new Float64Array(count);
	for (const { weight, found } of variants) {
		for (const [row, page] of found.pages.entries()) {
			const isLead = (found.places[row]?.[0] ?? LEAD_WORDS) < LEAD_WORDS;
			const place = (found.inTitle[row] === 1 ? TITLE_BOOST : 1) * (isLead ? LEAD_BOOST : 1);
			const score = (found.scores[row] ?? 0) * weight * place;
			if (score > (best[page] ?? 0)) best[page] = score;
		}
	}
	return best;
}
