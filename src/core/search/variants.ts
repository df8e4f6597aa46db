import { cyrillicSpellings } from './cyrillic.ts';
import { stemKyrgyz } from './kyrgyz.ts';
import { isCyrillic, toKey, toPlainWord } from './stems.ts';

/** A spelling to look for and how much finding it counts. */
export interface Variant {
	readonly key: string;
	readonly weight: number;
}

/** How much finding another spelling, or only the beginning of a long word, counts against the word itself. */
const OTHER_WEIGHT = 0.7;
const BEGINNING_WEIGHT = 0.7;

/** Letters of a key that few words begin with. */
const LONG = 5;

/** Beginning of a long key that is looked for too. */
const BEGINNING = 6;

/**
 * The keys by which a word of a question, as typed, is looked for, best first; each also finds the keys that it begins.
 *
 * @example variantsOf('Shoygu') // => keys 'shoigu', also that of «Шойгу»
 */
export function variantsOf(word: string): Variant[] {
	const plain = toPlainWord(word);
	const weights = new Map([[toKey(plain), 1]]);
	const add = (key: string, weight: number): void => {
		// What begins with a key is found by it; that of a short one, or with a last s, is looked for by itself, to come first.
		const isFound = [...weights.keys()].some(
			(known) => known.length >= LONG && key.startsWith(known) && key.length !== known.length + 1,
		);
		if (!(isFound || weights.has(key))) weights.set(key, weight);
	};
	if (/\d/.test(plain)) return toVariants(weights);
	for (const stem of isCyrillic(plain) ? kyrgyzStems(plain) : []) add(toKey(stem), OTHER_WEIGHT);
	for (const spelling of isCyrillic(plain) ? [] : cyrillicSpellings(plain)) add(toKey(spelling), OTHER_WEIGHT);
	for (const [key, weight] of [...weights]) {
		if (/^[a-wyz]/.test(key)) add(key.slice(0, BEGINNING), weight * BEGINNING_WEIGHT);
	}
	return toVariants(weights);
}

/** A Kyrgyz stem, and the form that its last letter takes before vowels. */
function kyrgyzStems(plain: string): string[] {
	const stem = stemKyrgyz(plain);
	return [stem, stem.replace(/п$/, 'б').replace(/к$/, 'г')];
}

function toVariants(weights: ReadonlyMap<string, number>): Variant[] {
	return [...weights].filter(([key]) => key !== '').map(([key, weight]) => ({ key, weight }));
}
