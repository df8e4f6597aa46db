import * as iuliia from 'iuliia';

/** Published tables, none of them ours; those that spell letters with signs are left to libraries. */
const TABLES = [
	iuliia.BGN_PCGN,
	iuliia.ICAO_DOC_9303,
	iuliia.ISO_9_1968,
	iuliia.WIKIPEDIA,
	iuliia.YANDEX_MAPS,
	iuliia.YANDEX_MONEY,
	iuliia.MOSMETRO,
	iuliia.MVD_782,
	iuliia.TELEGRAM,
	iuliia.UNGEGN_1987,
	iuliia.BS_2979,
	iuliia.GOST_52535,
	iuliia.GOST_16876_ALT,
	iuliia.SCIENTIFIC,
] as const;

/** Letters that these tables lack, as passports spell them and as BGN/PCGN does for Kyrgyz. */
const PASSPORT: Readonly<Record<string, string>> = { ө: 'o', ү: 'u', ң: 'n', Ө: 'O', Ү: 'U', Ң: 'N' };
const MARKED: Readonly<Record<string, string>> = { ө: 'ö', ү: 'ü', ң: 'ng', Ө: 'Ö', Ү: 'Ü', Ң: 'Ng' };

/** What BGN/PCGN (1979) spells otherwise in Kyrgyz than in Russian. */
const KYRGYZ: Readonly<Record<string, string>> = { ...MARKED, ж: 'j', Ж: 'J', э: 'e', Э: 'E', е: 'e', Е: 'E' };

/** A letter of Latin script, or a sign that people type for ь and ъ. */
const TYPED = /[\p{Script=Latin}\p{M}'’ʹʺ]/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;

type Letters = Readonly<Record<string, string>>;

/** All spellings of a text in Latin letters by these tables, each once, in a fixed order. */
function spellings(text: string, lang: string): string[] {
	const before: readonly Letters[] = lang === 'ky' ? [KYRGYZ, PASSPORT, MARKED] : [{}];
	const all = before.flatMap((letters) =>
		TABLES.map((table) =>
			iuliia.translate(
				text.replace(/\p{L}/gu, (letter) => letters[letter] ?? letter),
				table,
			),
		),
	);
	const known = new Set(Array.from(text).filter((sign) => !CYRILLIC.test(sign)));
	return [...new Set(all)].filter((spelled) =>
		Array.from(spelled).every((sign) => TYPED.test(sign) || known.has(sign)),
	);
}

/** One spelling of a text in Latin letters, another one for each turn. */
export function spellLatin(text: string, lang: string, turn: number): string {
	const all = spellings(text, lang);
	return all[turn % all.length] ?? text;
}

/** Some spellings of a text in Latin letters, other ones for each turn. */
export function someSpellings(text: string, lang: string, { turn, count }: { turn: number; count: number }): string[] {
	const all = spellings(text, lang);
	const step = Math.max(1, Math.floor(all.length / count));
	const chosen = Array.from({ length: count }, (_, at) => all[(turn + at * step) % Math.max(1, all.length)] ?? text);
	return [...new Set(chosen)];
}
