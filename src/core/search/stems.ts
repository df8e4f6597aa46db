import { toPlainLetters } from '../plain-letters.ts';
import { swapLetters } from '../rewrite.ts';
import { stemEnglish } from './english.ts';
import { toAscii } from './letters.ts';
import { stemRussian } from './russian.ts';

/** Longest word that is read whole; what is longer is no word of any language. */
const MAX_WORD = 60;

/** Letters of a key: words that begin alike for so long mean the same, and short keys make small indexes. */
const KEY_LENGTH = 8;
/** Of keys of numbers and of letters that count as five each. */
const LONG_KEY_LENGTH = 40;

/** Letters that are left of a name at least. */
const SHORTEST_NAME = 3;

const CYRILLIC = /\p{Script=Cyrillic}/u;

/** A word in small letters of one alphabet, without what cannot be seen; Cyrillic in the letters of a Russian keyboard. */
export function toPlainWord(word: string): string {
	const plain = toPlainLetters(word.slice(0, MAX_WORD)).normalize('NFC');
	return CYRILLIC.test(plain) ? swapLetters(plain, 'ёөүң', 'еоун') : plain;
}

/** True for a plain word with Cyrillic letters. */
export function isCyrillic(plain: string): boolean {
	return CYRILLIC.test(plain);
}

/**
 * The key of a plain word: that of its stem, Russian for Cyrillic and English for Latin letters, whatever language it is
 * of, since nobody knows the language of a question. Russian endings are few in Kyrgyz, where words begin with their stem.
 *
 * @example toKey('выборами') // => 'vibor'
 */
export function toKey(plain: string): string {
	if (/\d/.test(plain)) return toAscii(toPlainNumber(plain)).slice(0, LONG_KEY_LENGTH);
	const word = plain.replace(/'s?$|['.]/g, '');
	return cutKey(toAscii(isCyrillic(word) ? stemCyrillic(word) : stemLatin(word)));
}

/** A key without the end that only tells apart what means the same. */
function cutKey(key: string): string {
	return key.slice(0, key.startsWith('x') ? LONG_KEY_LENGTH : KEY_LENGTH);
}

/** Names in -ов and -ев lose that in one case alone as Snowball has it, and «Беларусь» is no verb: both have one stem here. */
function stemCyrillic(word: string): string {
	const name = word.replace(/(?<=.[ое]в)(?:а|у|е|ы|ым|ой|ом|ых|ыми)$/, '').replace(/(?<=^|а)русь$/, 'рус');
	if (/.{2}иев$/.test(name)) return name.slice(0, -2);
	const stem = stemRussian(name);
	return stem.length < SHORTEST_NAME && /[ое]в$/.test(name) ? name : stem;
}

function stemLatin(word: string): string {
	const bare = word.normalize('NFD').replace(/\p{M}/gu, '');
	return /^[a-z]+$/.test(bare) ? stemEnglish(bare) : bare;
}

/** `1,000` is 1000; the point of `3.14` stays, as a letter. */
function toPlainNumber(plain: string): string {
	return plain.replace(/[., ](?=\d{3}(?!\d))/g, '').replace(/(?<=\d)[.,](?=\d)/, 'd');
}
