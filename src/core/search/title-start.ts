import { toPlainWord } from './stems.ts';

/** Words that a title is half remembered by. */
const WORDS = 3;

/** Characters of a code: one of 46,656, so that a wrong one is rare and a table of them small. */
export const START_LENGTH = 3;

/**
 * A code for the first words of a title or a question, the commonest of them included; empty where there are too few.
 * Words that the index leaves out tell titles apart, too: of many with “mountains” one begins with “And the mountains”.
 *
 * @param words as they are typed.
 */
export function titleStart(words: readonly string[]): string {
	if (words.length < WORDS) return '';
	let hash = 0x811c9dc5;
	for (const letter of words.slice(0, WORDS).map(toPlainWord).join(' ')) {
		hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
	}
	return (hash % 36 ** START_LENGTH).toString(36).padStart(START_LENGTH, '0');
}
