import { toPlainWord } from '#core/search/stems.ts';
import { searchTokens } from '#core/search/tokens.ts';
import { variantsOf } from '#core/search/variants.ts';
import type { Found } from './found.ts';

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

/**
 * Articles that may have the words of a phrase in a row: in the text they stand so, or the title has them all. Words
 * that the index leaves out may be any.
 *
 * @param words what was found of each word, by spelling.
 */
export function phrasePages(words: readonly (readonly Found[])[]): Set<number> {
	const asked = words.flatMap((found, offset) => (found.length === 0 ? [] : [{ offset, rows: rowsOf(found) }]));
	const [first, ...others] = asked;
	if (first === undefined) return new Set();
	const pages = [...first.rows].filter(([page, row]) => {
		const rows = others.map((other) => ({ offset: other.offset - first.offset, row: other.rows.get(page) }));
		if (rows.some((other) => other.row === undefined)) return false;
		if (row.inTitle && rows.every((other) => other.row?.inTitle === true)) return true;
		return [...row.places].some((place) => rows.every((other) => other.row?.places.has(place + other.offset) === true));
	});
	return new Set(pages.map(([page]) => page));
}

/** True where a text has the words in a row as they are typed, whatever the case. */
export function hasPhrase(text: string, phrase: readonly string[]): boolean {
	const words = phrase.flatMap(formsOf);
	const forms = formsOf(text);
	return words.length > 0 && forms.some((_, start) => words.every((word, index) => forms[start + index] === word));
}

/** Share of a question's words, as typed on any keyboard, that a title has. */
export function shareInTitle(title: string, typed: readonly string[]): number {
	const words = new Set(searchTokens(title).map(({ word }) => toPlainWord(word)));
	return typed.filter((word) => words.has(toPlainWord(word))).length / Math.max(1, typed.length);
}

/** The words of a text as they are compared with words as typed. */
export function formsOf(text: string): string[] {
	return searchTokens(text.replaceAll('\u200b', '')).map((token) => fold(token.text));
}

function fold(word: string): string {
	return word
		.normalize('NFC')
		.toLowerCase()
		.replaceAll('ё', 'е')
		.replace(/[^\p{L}\p{N}]+/gu, '');
}

function rowsOf(found: readonly Found[]): Map<number, { places: Set<number>; inTitle: boolean }> {
	const rows = new Map<number, { places: Set<number>; inTitle: boolean }>();
	for (const { pages, places, inTitle } of found) {
		for (const [index, page] of pages.entries()) {
			const row = rows.get(page) ?? { places: new Set(), inTitle: false };
			for (const place of places[index] ?? []) row.places.add(place);
			row.inTitle ||= inTitle[index] === 1;
			rows.set(page, row);
		}
	}
	return rows;
}
