import { isStopWord, searchTokens } from './tokens.ts';
import { type Variant, variantsOf } from './variants.ts';

/** A question as it is understood. */
export interface Query {
	readonly words: readonly QueryWord[];
}

/** A word of a question: the spellings to look for, best first. Each also finds the words that it begins. */
export interface QueryWord {
	readonly variants: readonly Variant[];
}

/** Longest question that is read, in characters, and most words of it that are looked for. */
export const MAX_QUERY = 300;
const MAX_WORDS = 20;

/**
 * Reads a question. Nothing in it is an operator: quotes, signs and brackets only part words.
 * Stop words count where there is nothing else.
 */
export function parseQuery(query: string): Query {
	const keys = [...new Set(searchTokens(query.slice(0, MAX_QUERY)).map(({ key }) => key))].filter((key) => key !== '');
	const telling = keys.filter((key) => key.length > 1 && !isStopWord(key));
	const asked = (telling.length > 0 ? telling : keys).slice(0, MAX_WORDS);
	return { words: asked.map((key) => ({ variants: variantsOf(key) })) };
}
