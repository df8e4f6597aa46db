/** Porter's stemmer (tartarus.org/martin/PorterStemmer). */
const CONSONANTS = '[^aeiou][^aeiouy]*';
const VOWELS = '[aeiouy][aeiou]*';

/** What stands before an ending: something with a vowel, with one after which consonants come, with two such. */
const VOWEL = new RegExp(`^(?:${CONSONANTS})?[aeiouy]`);
const ONE = new RegExp(`^(?:${CONSONANTS})?${VOWELS}${CONSONANTS}`);
const TWO = new RegExp(`^(?:${CONSONANTS})?(?:${VOWELS}${CONSONANTS}){2}`);
/** Short ones, such as `hop`. */
const SHORT = new RegExp(`^${CONSONANTS}[aeiouy][^aeiouwxy]$`);
const ONE_AND_LONG = new RegExp(`(?!${SHORT.source})${ONE.source}`);

/** What must stand before an ending, the endings, and what each becomes. */
type Step = readonly [before: RegExp, endings: RegExp, becomes: ReadonlyMap<string, string>];

const STEPS = [
	step(VOWEL, 'y>i'),
	step(
		ONE,
		'ational>ate tional>tion enci>ence anci>ance izer>ize bli>ble alli>al entli>ent eli>e ousli>ous ization>ize ' +
			'ation>ate ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive biliti>ble logi>log',
	),
	step(ONE, 'icate>ic ative> alize>al iciti>ic ical>ic ful> ness>'),
	step(TWO, 'al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize (?<=[st])ion'),
	step(ONE_AND_LONG, 'e'),
];

/**
 * The stem of an English word in small letters.
 *
 * @example stemEnglish('elections') // => 'elect'
 */
export function stemEnglish(word: string): string {
	if (word.length < 3) return word;
	// A first y is a consonant, as large Y is here.
	const singular = word.replace(/^y/, 'Y').replace(/(?<=.)(?:(ss|i)e|([^s]))s$/, '$1$2');
	const stem = STEPS.reduce(takeStep, withoutPast(singular));
	return (TWO.test(stem) ? stem.replace(/ll$/, 'l') : stem).toLowerCase();
}

function withoutPast(word: string): string {
	const [, stem = '', doubled] = /^(.+?)(?:(eed)|ed|ing)$/.exec(word) ?? [];
	if (doubled !== undefined) return ONE.test(stem) ? `${stem}ee` : word;
	if (!VOWEL.test(stem)) return word;
	return /(?:at|bl|iz)$/.test(stem) || SHORT.test(stem) ? `${stem}e` : stem.replace(/([^aeiouylsz])\1$/, '$1');
}

function takeStep(word: string, [before, endings, becomes]: Step): string {
	const [, stem = '', ending = ''] = endings.exec(word) ?? [];
	return before.test(stem) ? stem + (becomes.get(ending) ?? '') : word;
}

function step(before: RegExp, endings: string): Step {
	const becomes = new Map(
		endings.split(' ').map((each) => {
			const [ending = '', to = ''] = each.split('>');
			return [ending, to];
		}),
	);
	return [before, new RegExp(`^(.+?)(${[...becomes.keys()].join('|')})$`), becomes];
}
