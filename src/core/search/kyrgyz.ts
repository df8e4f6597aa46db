/** Endings of Kyrgyz words, their ө, ү and ң written о, у and н. */
const ENDING = new RegExp(
	`(?:${[
		'[лдт][аео]р', // Plural.
		'[ыиу]?[бн][ыиу]з|[ыиу][мн]?|с[ыиу]н?', // Possessive.
		'[ндт][ыиу]н?|[гкн][аео]|н?[дт][аео]|н?[дтн][аео]н|[дт][аео]г[ыиу]', // Case.
		'[бп][ыиу]|[дт][ыиу]б[ыиу]', // Question.
		'[лдт][ыиу]к|[лдт]?(?:уу|оо)|с[ыиу]з', // Words made of nouns.
		'[ыиу]?[лш]?[гк][аео]н|[ыиу]?[лш][дт][ыиу]|[ыиу]п', // Verbs.
	].join('|')})$`,
);
const LONGEST_ENDING = 6;
const VOWELS = /[аеиоуыэюя]/g;

/** The last vowel of a stem and the first of an ending, if it has one, that may follow it. */
const HARMONY = /^(?:[аяы][аыу]?|[еэи][еиу]?|о[оу]?|[ую][аоеу]?)$/;

/** Endings taken off one word, and letters that are left at least. */
const MOST_ENDINGS = 3;
const SHORTEST_STEM = 3;

/**
 * The stem of a Kyrgyz word in small letters, its ө, ү and ң written о, у and н.
 *
 * @example stemKyrgyz('окмотторубуздун') // => 'окмот'
 */
export function stemKyrgyz(word: string): string {
	let stem = word;
	for (let count = 0; count < MOST_ENDINGS; count++) stem = stripEnding(stem);
	return stem.replace(/б$/, 'п').replace(/г$/, 'к');
}

/** Takes off the longest ending whose vowel suits the vowel before it. */
function stripEnding(word: string): string {
	for (let length = Math.min(LONGEST_ENDING, word.length - SHORTEST_STEM); length > 0; length--) {
		const stem = word.slice(0, -length);
		const ending = word.slice(-length);
		const isEnding = ENDING.exec(ending)?.index === 0 && !isPartOfStem(stem, ending);
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
