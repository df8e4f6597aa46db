import { hasRow } from '#core/search/row.ts';
import { toPlainWord } from '#core/search/stems.ts';
import { searchTokens } from '#core/search/tokens.ts';
import { variantsOf } from '#core/search/variants.ts';

/** Keys to look for of each word of a phrase; none for a word that the index leaves out. */
export function phraseKeys(phrase: readonly string[]): string[][] {
	return phrase.map((word) =>
		searchTokens(word).every(({ key }) => key === '')
			? []
			: variantsOf(word)
					.map(({ key }) => key)
					.filter((key) => key !== ''),
	);
}

/** True where a text has the words in a row as they are typed, whatever the case and the keyboard. */
export function hasPhrase(text: string, phrase: readonly string[]): boolean {
	return hasRow(formsOf(text), phrase.flatMap(formsOf));
}

/** Share of a question's words, as typed on any keyboard, that a title has. */
export function shareInTitle(title: string, typed: readonly string[]): number {
	const words = new Set(formsOf(title));
	return typed.filter((word) => words.has(toForm(word))).length / Math.max(1, typed.length);
}

/** The words of a text as they are compared with words as typed, on any keyboard. */
export function formsOf(text: string): string[] {
	return searchTokens(text.replaceAll('\u200b', '')).map(({ word }) => toForm(word));
}

function toForm(word: string): string {
	return toPlainWord(word).replace(/[^\p{L}\p{N}]+/gu, '');
}
