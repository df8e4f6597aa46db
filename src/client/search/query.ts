import { isStopWord, searchTokens } from '#core/search-text.ts';

/** A word of a question: the spellings to look for, best first. Each also finds the words that it begins. */
export interface QueryWord {
	readonly variants: readonly Variant[];
}

/** A spelling to look for and how much finding it counts. */
export interface Variant {
	readonly key: string;
	readonly weight: number;
}

/** Longest question that is read, in characters, and most words of it that are looked for. */
export const MAX_QUERY = 300;
const MAX_WORDS = 20;

/** How much the beginning of a word counts against the word as typed. */
const STEM_WEIGHT = 0.6;

/**
 * The words to look for. Nothing in a question is an operator: quotes, signs and brackets only part words.
 * Stop words count where there is nothing else.
 */
export function parseQuery(query: string): QueryWord[] {
	const keys = [...new Set(searchTokens(query.slice(0, MAX_QUERY)).map(({ key }) => key))].filter((key) => key !== '');
	const telling = keys.filter((key) => key.length > 1 && !isStopWord(key));
	return (telling.length > 0 ? telling : keys).slice(0, MAX_WORDS).map((key) => ({ variants: variantsOf(key) }));
}

/**
 * Russian and Kyrgyz words end in many ways and begin in one, so a word is also looked for by its beginning:
 * all but four letters, at least five (four of a word of five).
 */
function variantsOf(key: string): Variant[] {
	const stem = key.slice(0, key.length > 5 ? Math.max(5, key.length - 4) : 4);
	const word: Variant = { key, weight: 1 };
	return stem.length < key.length && /^\p{L}+$/u.test(key) ? [word, { key: stem, weight: STEM_WEIGHT }] : [word];
}
