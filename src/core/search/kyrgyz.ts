import { swapLetters } from '../rewrite.ts';

/** Endings of Kyrgyz nouns, their ө, ү and ң written о, у and н: plural, possessive, case. */
const NOUN_ENDINGS = [
	'[лдт][аео]р',
	'[ыиу]?[бн][ыиу]з|[ыиу][мн]?|с[ыиу]н?',
	'[ндт][ыиу]н?|[гкн][аео]|н?[дт][аео]|н?[дтн][аео]н|[дт][аео]г[ыиу]',
];
const NOUN_ENDING = new RegExp(`(?:${NOUN_ENDINGS.join('|')})$`);
const ENDING = new RegExp(
	`(?:${[
		...NOUN_ENDINGS,
		'[бп][ыиу]|[дт][ыиу]б[ыиу]', // Question.
		'[лдт][ыиу]к|[лдт]?(?:уу|оо)|с[ыиу]з', // Words made of nouns.
		'[ыиу]?[лш]?[гк][аео]н|[ыиу]?[лш][дт][ыиу]|[ыиу]п', // Verbs.
	].join('|')})$`,
);
/** The same in the letters of keys, of which Russian stems may lack a last vowel. */
const KEY_ENDING = new RegExp(
	`^(?:${swapLetters(NOUN_ENDINGS.join('|'), 'абгдеиклмнорстузы', 'abgdeiklmnorstuzi')}){1,3}$`,
);
const LONGEST_ENDING = 6;
const VOWELS = /[аеиоуыэюя]/g;
const TWO_VOWELS = /^[аеиоуыэюя]{2}/;

/** The last vowel of a stem and the first of an ending, if it has one, that may follow it. */
const HARMONY = /^(?:[аяы][аыу]?|[еэи][еиу]?|о[оу]?|[ую][аоеу]?)$/;

/** Endings taken off one word, and letters that are left at least: of any word, and of one that is known to be a word. */
const MOST_ENDINGS = 3;
const SHORTEST_STEM = 3;
const SHORTEST_KNOWN = 2;

/**
 * The stem of a Kyrgyz word in small letters, its ө, ү and ң written о, у and н.
 *
 * @param least letters that are left at least: those of a word that this one may be a form of.
 * @example stemKyrgyz('окмотторубуздун') // => 'окмот'
 * @example stemKyrgyz('элдин', 2) // => 'эл'
 */
export function stemKyrgyz(word: string, least = SHORTEST_STEM): string {
	let stem = word;
	for (let count = 0; count < MOST_ENDINGS; count++) stem = stripEnding(stem, Math.max(SHORTEST_KNOWN, least));
	return stem.replace(/б$/, 'п').replace(/г$/, 'к');
}

/**
 * True where a key may be that of a Kyrgyz noun with endings, and another that of the noun.
 *
 * @example isKeyOfForm('osht', 'osh') // => true, for «Ошто» and «Ош»
 */
export function isKeyOfForm(key: string, stem: string): boolean {
	const voiced = stem.replace(/p$/, 'b').replace(/k$/, 'g');
	if (!(key.startsWith(stem) || key.startsWith(voiced))) return false;
	const rest = key.slice(stem.length);
	return rest === '' || KEY_ENDING.test(rest) || ['a', 'e', 'o'].some((vowel) => KEY_ENDING.test(rest + vowel));
}

/** Takes off the longest ending whose vowel suits the vowel before it. */
function stripEnding(word: string, least: number): string {
	const isShort = least < SHORTEST_STEM;
	for (let length = Math.min(LONGEST_ENDING, word.length - least); length > 0; length--) {
		const stem = word.slice(0, -length);
		const ending = word.slice(-length);
		// Much begins like a short word: элүү is no form of эл.
		if (isShort && TWO_VOWELS.test(`${stem.at(-1)}${ending}`)) continue;
		const isEnding = (isShort ? NOUN_ENDING : ENDING).exec(ending)?.index === 0 && !isPartOfStem(stem, ending);
		if (isEnding && isInHarmony(stem, ending)) return stem;
	}
	return word;
}

/** After a vowel б is more often the last letter of a noun (китеп, китеби) than the start of a question. */
function isPartOfStem(stem: string, ending: string): boolean {
	return /^б[ыиу]$/.test(ending) && /[аеиоуыэюя]$/.test(stem);
}

function isInHarmony(stem: string, ending: string): boolean {
	const last = stem.match(VOWELS)?.at(-1);
	return last !== undefined && HARMONY.test(last + (ending.match(VOWELS)?.[0] ?? ''));
}
