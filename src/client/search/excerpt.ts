import { searchTokens } from '#core/search/tokens.ts';

/** A stretch of text, marked where it is what was looked for. */
export interface TextPart {
	readonly text: string;
	readonly isMarked: boolean;
}

/** Words that an excerpt shows. */
const LENGTH = 32;

const MARKED = /^[\p{L}\p{M}\p{N}'’ʼ‐‑-]*[\p{L}\p{M}\p{N}]/u;

/** Words shown before the first one found, where the text does not begin there. */
const LEAD = 4;

/**
 * The stretch of an article with most of the words found, those marked.
 *
 * @param content text of a fragment: words parted by U+200B.
 * @param places places of the words found.
 */
export function toExcerpt(content: string, places: readonly number[]): TextPart[] {
	const words = content.split('\u200b');
	const found = new Set(places);
	const start = findStart(
		[...found].sort((a, b) => a - b),
		words.length,
	);
	const end = start + LENGTH;
	const shown = words.slice(start, end).map((word, index) => [word, found.has(start + index)] as const);
	return [...(start > 0 ? [plain('… ')] : []), ...markWords(shown), ...(end < words.length ? [plain('…')] : [])];
}

/** A title with the words marked that begin with one of the keys looked for. */
export function markTitle(title: string, keys: readonly string[]): TextPart[] {
	const tokens = searchTokens(title);
	const [first] = tokens;
	const before = first ? title.slice(0, title.indexOf(first.text)) : title;
	const isFound = (key: string): boolean => keys.some((wanted) => key.startsWith(wanted));
	return [plain(before), ...markWords(tokens.map(({ text, key }) => [text, isFound(key)]))];
}

/** Where the window begins that holds the most of the places, the earliest of several. */
function findStart(places: readonly number[], length: number): number {
	let best = { start: 0, count: 0 };
	for (const [index, place] of places.entries()) {
		const start = Math.max(0, Math.min(place - LEAD, length - LENGTH));
		const count = places.slice(index).filter((other) => other < start + LENGTH).length;
		if (count > best.count) best = { start, count };
	}
	return best.start;
}

/** Words of which some are marked, those without the signs and space that follow them. */
function markWords(words: readonly (readonly [word: string, isFound: boolean])[]): TextPart[] {
	return words.flatMap(([word, isFound]) => {
		const text = isFound ? (MARKED.exec(word)?.[0] ?? word) : '';
		return [{ text, isMarked: isFound }, plain(word.slice(text.length))];
	});
}

function plain(text: string): TextPart {
	return { text, isMarked: false };
}
