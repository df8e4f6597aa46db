import { type Rules, rewrite, rulesOf, swapLetters } from '../rewrite.ts';

/** Letters with marks that stand for one Cyrillic letter wherever they are used. */
const MARKED = rulesOf('[şš]>ш ŝ>щ [çčć]>ч ž>ж â>я û>ю ı>ы ĭ>y');

/** As English and passports spell; applied last, to whatever the others leave. */
const COMMON = rulesOf(
	'shch>щ sh>ш ch>ч d?zh|dj|j>ж kh>х eh(?![aeiouy])>э gh>г ph>ф t[sz]>ц x>кс ng(?=$|[^aeiouyыя])>н ' +
		'(?<=[aeou])i(?=e)> i[iyj][aя]|i[aя]$>ия (?:[iy]?y|i[ij])$>ий yu>ю ya>я y[eo]>е ' +
		'(?<=[aeouаеоу])i(?![aeiouy])>й (?<=[aeiouаеоу])y>й',
);

/** Spellings of other languages, each with the letters that give it away. */
const OTHERS: readonly (readonly [RegExp, Rules])[] = [
	[
		/w|sch|zi[jy]|kyj$/, // German
		rulesOf(
			'schtsch>щ tsch>ч ^sch|dsch>ж sch>ш ch>х (?<=[aeiou])s(?=[aeioubdg])|^s(?=e)>з ' + 'j[eo]>е ja>я ju>ю j>й [cz]>ц',
		),
	],
	[/ou|ch|dj|gu[ei]|eu/, rulesOf('chtch>щ tch>ч ch>ш iou>ю ou>у eu>о gu(?=[ei])>г')], // French
	[
		/j|c(?=i[aiyя]|z)|x|ch(?=[mnrlts])/, // Scholars and standards
		rulesOf('ch(?=[mnrlts])|x>х c(?!h)>ц ja>я ju>ю j[eo]>е jj?(?=[^aou]|$)>й'),
	],
	[/[ou]e/, rulesOf('oe>о ue>у')], // ö and ü on keyboards without them
	[/[шчы].*c|c.*[шчы]/, rulesOf('c>ж')], // Turkish
	[/ng[aeiouy]/, rulesOf('ng>н')], // Kyrgyz ң between vowels
];

const LATIN = 'abcdefghiklmnopqrstuvwyz';
const CYRILLIC = 'абкдефгхиклмнопкрстуввыз';

/**
 * How a name in small Latin letters may be spelled in Russian ones.
 *
 * @example cyrillicSpellings('shoygu') // => ['шойгу']
 */
export function cyrillicSpellings(word: string): string[] {
	const plain = rewrite(word.normalize('NFC'), MARKED)
		.normalize('NFD')
		.replace(/[\p{M}'.]/gu, '');
	const others = OTHERS.filter(([sign]) => sign.test(plain)).map(([, rules]) => rewrite(plain, rules));
	return [...new Set([plain, ...others].map((spelling) => swapLetters(rewrite(spelling, COMMON), LATIN, CYRILLIC)))];
}
