import type { Found } from './found.ts';

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
