/** Latin letters and the Cyrillic ones that look like them. */
const ALIKE = pairs('aаcсeеoоpрxхyуkкiіjјhһsѕəәɵөŋңAАBВCСEЕHНIІJЈKКMМOОPРSЅTТXХYУƏӘƟӨŊҢ');
const TO_CYRILLIC = new Map(ALIKE);
const TO_LATIN = new Map(ALIKE.map(([latin, cyrillic]) => [cyrillic, latin]));
/** Letters of other alphabets that stand for ө and ң where a keyboard or a font lacks them. */
const STAND_INS = new Map(pairs('ѳөѲӨӊңӉҢӈңӇҢ'));

const ADDRESS = /\b(?:https?:\/\/|www\.)\S+|[\w.+-]{1,64}@[\w-]+\.[\w.-]+/gu;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\u0300|\u0301/gu;
const APOSTROPHE = /[’‘ʻʼʹ`´′]/gu;
const STAND_IN = /[ѳѲӊӉӈӇ]/gu;
const MEETING = /\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u;
const WORD = /[\p{Script=Latin}\p{Script=Cyrillic}]+/gu;

/**
 * A text as its language is told from: in small letters, without addresses, stress marks and what cannot be seen; in
 * words that mix Latin and Cyrillic letters the odd ones are replaced by those that look alike.
 *
 * @example toPlainLetters('Кыргызcтaн') // => 'кыргызстан', whose c and first a were Latin
 */
export function toPlainLetters(text: string): string {
	const plain = text
		.replace(APOSTROPHE, "'")
		.normalize('NFC')
		.replace(ADDRESS, ' ')
		.replace(INVISIBLE, '')
		.replace(STAND_IN, (letter) => STAND_INS.get(letter) ?? letter);
	// The dot that small İ leaves behind is no letter.
	return (MEETING.test(plain) ? plain.replace(WORD, inOneScript) : plain).toLowerCase().replaceAll('\u0307', '');
}

function inOneScript(word: string): string {
	const letters = Array.from(word);
	const cyrillic = letters.filter((letter) => /\p{Script=Cyrillic}/u.test(letter));
	const latin = letters.length - cyrillic.length;
	if (cyrillic.length === 0 || latin === 0) return word;
	const ownLatin = latin - letters.filter((letter) => TO_CYRILLIC.has(letter)).length;
	const ownCyrillic = cyrillic.filter((letter) => !TO_LATIN.has(letter)).length;
	if (ownLatin === 0 && (ownCyrillic > 0 || cyrillic.length >= latin)) return swap(letters, TO_CYRILLIC);
	return ownCyrillic === 0 ? swap(letters, TO_LATIN) : word;
}

function swap(letters: readonly string[], alike: ReadonlyMap<string, string>): string {
	return letters.map((letter) => alike.get(letter) ?? letter).join('');
}

function pairs(letters: string): (readonly [string, string])[] {
	return Array.from(letters.matchAll(/(.)(.)/gu), ([, from = '', to = '']) => [from, to]);
}
