import { swapLetters } from './rewrite.ts';

/** Latin letters and the Cyrillic ones that look like them. */
const LATIN = 'aceopxykijhsəɵŋABCEHIJKMOPSTXYƏƟŊ';
const CYRILLIC = 'асеорхукіјһѕәөңАВСЕНІЈКМОРЅТХУӘӨҢ';
/** Letters of other alphabets that stand for ө and ң where a keyboard or a font lacks them. */
const STAND_INS = 'ѳѲӊӉӈӇ';
const STOOD_FOR = 'өӨңҢңҢ';

const ADDRESS = /\b(?:https?:\/\/|www\.)\S+|[\w.+-]{1,64}@[\w-]+\.[\w.-]+/gu;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\u0300|\u0301/gu;
const APOSTROPHE = /[’‘ʻʼʹ`´′]/gu;
const CYRILLIC_LETTER = /\p{Script=Cyrillic}/gu;
const LATIN_LETTER = /\p{Script=Latin}/u;
const MEETING = /\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u;
const WORD = /[\p{Script=Latin}\p{Script=Cyrillic}]+/gu;

/**
 * A text as its language is told from: in small letters, without addresses, stress marks and what cannot be seen; in
 * words that mix Latin and Cyrillic letters the odd ones are replaced by those that look alike.
 *
 * @example toPlainLetters('Кыргызcтaн') // => 'кыргызстан', whose c and first a were Latin
 */
export function toPlainLetters(text: string): string {
	const plain = text.replace(APOSTROPHE, "'").normalize('NFC').replace(ADDRESS, ' ').replace(INVISIBLE, '');
	const usual = swapLetters(plain, STAND_INS, STOOD_FOR);
	// The dot that small İ leaves behind is no letter.
	return (MEETING.test(usual) ? usual.replace(WORD, inOneScript) : usual).toLowerCase().replaceAll('\u0307', '');
}

/** In Cyrillic letters where those that are not Latin can be, by most of them where it could be either. */
function inOneScript(word: string): string {
	const cyrillic = word.match(CYRILLIC_LETTER)?.length ?? 0;
	const asCyrillic = swapLetters(word, LATIN, CYRILLIC);
	const asLatin = swapLetters(word, CYRILLIC, LATIN);
	const isLatin = asLatin.search(CYRILLIC_LETTER) < 0;
	if (!LATIN_LETTER.test(asCyrillic) && (!isLatin || cyrillic * 2 >= word.length)) return asCyrillic;
	return isLatin ? asLatin : word;
}
