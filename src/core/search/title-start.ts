import { toPlainWord } from './stems.ts';

/** Words that a title is half remembered by. */
export const START_WORDS = 3;

/** Bytes of a code: so many that among 50,000 titles hardly one has another's, so few that all of them are fetched at once. */
export const START_BYTES = 3;

/**
 * A code for the first words of a title or a question, the commonest of them included; zero where there are too few.
 * Words that the index leaves out tell titles apart, too: of many with “mountains” one begins with “And the mountains”.
 *
 * @param words as they are typed.
 */
export function titleStart(words: readonly string[]): number {
	if (words.length < START_WORDS) return 0;
	let hash = 0x811c9dc5;
	for (const letter of words.slice(0, START_WORDS).map(toPlainWord).join(' ')) {
		hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
	}
	return hash % 256 ** START_BYTES || 1;
}
