import type { Rights } from './source.ts';

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
