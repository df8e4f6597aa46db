/** A spelling to look for and how much finding it counts. */
export interface Variant {
	readonly key: string;
	readonly weight: number;
}

/** How much the beginning of a word counts against the word as typed. */
const STEM_WEIGHT = 0.6;

/**
 * The spellings under which a word of a question is looked for, best first; each also finds the words that it begins.
 * Russian and Kyrgyz words end in many ways and begin in one, so a word is also looked for by its beginning:
 * all but four letters, at least five (four of a word of five).
 */
export function variantsOf(key: string): Variant[] {
	const stem = key.slice(0, key.length > 5 ? Math.max(5, key.length - 4) : 4);
	const word: Variant = { key, weight: 1 };
	return stem.length < key.length && /^\p{L}+$/u.test(key) ? [word, { key: stem, weight: STEM_WEIGHT }] : [word];
}
