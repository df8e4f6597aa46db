import type { Picture } from './article.ts';
import { cutAtWord } from './excerpt.ts';
import type { Rights } from './source.ts';

/** Of a picture's description, where the source lets us show less than its text. */
export const MAX_ALT_LENGTH = 120;

/**
 * The part of a text (plain, or Markdown without tables and code) that a source's rights allow.
 * An excerpt ends at a sentence where one ends in its second half, else at a word with an ellipsis.
 * Idempotent: cutting a cut text changes nothing.
 */
export function limitText(text: string, rights: Rights): string {
	if (rights.text === 'full') return text;
	if (rights.text === 'link') return '';
	return cutWords(text, rights.words ?? 0);
}

/** The part of a body (Markdown) that a source's rights allow: pictures, whose words would count, stand in whole texts alone. */
export function limitBody(body: string, rights: Rights): string {
	return rights.text === 'full'
		? body
		: limitText(body.replace(/!\[(?:[^[\]\\]|\\.)*\]\([^()\s]*\)/g, '').trim(), rights);
}

/** A lead picture as far as its source allows: where less than the whole text may be shown, its words must not carry the rest. */
export function limitPicture(picture: Picture | undefined, { images, text }: Rights): Picture | undefined {
	if (picture === undefined || images !== 'copy') return undefined;
	if (text === 'full') return picture;
	const { caption: _, ...rest } = picture;
	return { ...rest, alt: cutAtWord(rest.alt, MAX_ALT_LENGTH) };
}

function cutWords(text: string, words: number): string {
	const found = [...text.matchAll(/\S+/g)];
	if (found.length <= words) return text;
	const kept = found.slice(0, words);
	const sentence = kept.findLastIndex((word) => /[.!?…][»”"')\]]*$/.test(word[0]));
	if (sentence + 1 >= words / 2) return text.slice(0, endOf(kept[sentence]));
	let end = endOf(kept.at(-1));
	while (end > 0 && /[\s,;:.–—-]/.test(text.charAt(end - 1))) end--;
	return `${text.slice(0, end)}…`;
}

function endOf(word: RegExpExecArray | undefined): number {
	return word === undefined ? 0 : word.index + word[0].length;
}
