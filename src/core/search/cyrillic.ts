/** Latin spellings and the Cyrillic letters that they stand for, in the order in which they are rewritten. */
type Spelling = readonly (readonly [RegExp, string])[];

/** Letters with marks that stand for one Cyrillic letter wherever they are used. */
const MARKED: Spelling = [
	[/[şš]/g, 'ш'],
	[/ŝ/g, 'щ'],
	[/[çčć]/g, 'ч'],
	[/ž/g, 'ж'],
	[/â/g, 'я'],
	[/û/g, 'ю'],
	[/ı/g, 'ы'],
	[/ĭ/g, 'y'],
];

/** As English and passports spell; applied last, to whatever the others leave. */
const COMMON: Spelling = [
	[/shch/g, 'щ'],
	[/sh/g, 'ш'],
	[/ch/g, 'ч'],
	[/d?zh|dj|j/g, 'ж'],
	[/kh/g, 'х'],
	[/eh(?![aeiouy])/g, 'э'],
	[/gh/g, 'г'],
	[/ph/g, 'ф'],
	[/t[sz]/g, 'ц'],
	[/x/g, 'кс'],
	[/ng(?=$|[^aeiouyыя])/g, 'н'],
	[/(?<=[aeou])i(?=e)/g, ''],
	[/i[iyj][aя]|i[aя]$/g, 'ия'],
	[/(?:[iy]?y|i[ij])$/g, 'ий'],
	[/yu/g, 'ю'],
	[/ya/g, 'я'],
	[/y[eo]/g, 'е'],
	[/(?<=[aeouаеоу])i(?![aeiouy])/g, 'й'],
	[/(?<=[aeiouаеоу])y/g, 'й'],
];

/** Spellings of other languages, each with the letters that give it away. */
const OTHERS: readonly (readonly [RegExp, Spelling])[] = [
	[
		/w|sch|zi[jy]|kyj$/, // German
		[
			[/schtsch/g, 'щ'],
			[/tsch/g, 'ч'],
			[/^sch|dsch/g, 'ж'],
			[/sch/g, 'ш'],
			[/ch/g, 'х'],
			[/(?<=[aeiou])s(?=[aeioubdg])|^s(?=e)/g, 'з'],
			[/j[eo]/g, 'е'],
			[/ja/g, 'я'],
			[/ju/g, 'ю'],
			[/j/g, 'й'],
			[/[cz]/g, 'ц'],
		],
	],
	[
		/ou|ch|dj|gu[ei]|eu/, // French
		[
			[/chtch/g, 'щ'],
			[/tch/g, 'ч'],
			[/ch/g, 'ш'],
			[/iou/g, 'ю'],
			[/ou/g, 'у'],
			[/eu/g, 'о'],
			[/gu(?=[ei])/g, 'г'],
		],
	],
	[
		/j|c(?=i[aiyя]|z)|x|ch(?=[mnrlts])/, // Scholars and standards
		[
			[/ch(?=[mnrlts])|x/g, 'х'],
			[/c(?!h)/g, 'ц'],
			[/ja/g, 'я'],
			[/ju/g, 'ю'],
			[/j[eo]/g, 'е'],
			[/jj?(?=[^aou]|$)/g, 'й'],
		],
	],
	[
		/[ou]e/, // ö and ü on keyboards without them
		[
			[/oe/g, 'о'],
			[/ue/g, 'у'],
		],
	],
	[/[шчы].*c|c.*[шчы]/, [[/c/g, 'ж']]], // Turkish
	[/ng[aeiouy]/, [[/ng/g, 'н']]], // Kyrgyz ң between vowels
];

const LETTERS = new Map(
	Array.from('aаbбcкdдeеfфgгhхiиkкlлmмnнoоpпqкrрsсtтuуvвwвyыzз'.matchAll(/(.)(.)/gu), ([, from = '', to = '']) => [
		from,
		to,
	]),
);

/**
 * How a name in small Latin letters may be spelled in Russian ones.
 *
 * @example cyrillicSpellings('shoygu') // => ['шойгу']
 */
export function cyrillicSpellings(word: string): string[] {
	const plain = rewrite(word.normalize('NFC'), MARKED)
		.normalize('NFD')
		.replace(/[\p{M}'.]/gu, '');
	const spellings = [
		COMMON,
		...OTHERS.flatMap(([sign, spelling]) => (sign.test(plain) ? [[...spelling, ...COMMON]] : [])),
	];
	return [...new Set(spellings.map((spelling) => toLetters(rewrite(plain, spelling))))];
}

function rewrite(text: string, spelling: Spelling): string {
	return spelling.reduce((so, [from, to]) => so.replace(from, to), text);
}

function toLetters(text: string): string {
	return text.replace(/[a-z]/g, (letter) => LETTERS.get(letter) ?? '');
}
