import { searchTokens } from '#core/search/tokens.ts';

/** A stretch of text, marked where it is what was looked for. */
export interface TextPart {
	readonly text: string;
	readonly isMarked: boolean;
}

/** Words that an excerpt shows. */
const LENGTH = 32;

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
	const end = Math.min(start + LENGTH, words.length);
	const parts = words
		.slice(start, end)
		.flatMap((word, index) => (found.has(start + index) ? markWord(word) : [plain(word)]));
	return join([...(start > 0 ? [plain('… ')] : []), ...parts, ...(end < words.length ? [plain('…')] : [])]);
}

/** A title with the words marked that begin with one of the keys looked for. */
export function markTitle(title: string, keys: readonly string[]): TextPart[] {
	const [first] = searchTokens(title);
	if (first === undefined) return [plain(title)];
	const before = title.slice(0, title.indexOf(first.text));
	const isFound = (key: string): boolean => keys.some((wanted) => fold(key).startsWith(fold(wanted)));
	return join([
		plain(before),
		...searchTokens(title).flatMap(({ text, key }) => (isFound(key) ? markWord(text) : [plain(text)])),
	]);
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

/** A word marked without the signs and space that follow it. */
function markWord(word: string): TextPart[] {
	const length = /^[\p{L}\p{M}\p{N}'’ʼ‐‑-]*[\p{L}\p{M}\p{N}]/u.exec(word)?.[0].length ?? word.length;
	return [{ text: word.slice(0, length), isMarked: true }, plain(word.slice(length))];
}

function plain(text: string): TextPart {
	return { text, isMarked: false };
}

/** Neighbours of one kind as one part; empty ones left out. */
function join(parts: readonly TextPart[]): TextPart[] {
	const joined: TextPart[] = [];
	for (const part of parts) {
		const last = joined.at(-1);
		if (part.text === '') continue;
		if (last !== undefined && !last.isMarked && !part.isMarked)
			joined[joined.length - 1] = plain(last.text + part.text);
		else joined.push(part);
	}
	return joined;
}

function fold(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '');
}
