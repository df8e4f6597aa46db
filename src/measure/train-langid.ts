import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'astro/zod';
import { gramsOf } from '#core/language.ts';

/** How many sequences of letters a profile keeps. */
const SIZE = 900;
/** Worths are kept in halves of a unit of log probability. */
const STEP = 0.5;

/** Languages of the corpus whose letters alone do not give them away. */
const LANGS: Readonly<Record<string, string>> = {
	kir_Cyrl: 'ky',
	rus_Cyrl: 'ru',
	eng_Latn: 'en',
	kaz_Cyrl: 'kk',
	uzn_Latn: 'uz',
	tgk_Cyrl: 'tg',
	tur_Latn: 'tr',
	tat_Cyrl: 'tt',
	bak_Cyrl: 'ba',
	khk_Cyrl: 'mn',
	ukr_Cyrl: 'uk',
	bel_Cyrl: 'be',
	bul_Cyrl: 'bg',
	mkd_Cyrl: 'mk',
	srp_Cyrl: 'sr',
	azj_Latn: 'az',
	tuk_Latn: 'tk',
	deu_Latn: 'de',
	fra_Latn: 'fr',
	spa_Latn: 'es',
	ita_Latn: 'it',
	por_Latn: 'pt',
	pol_Latn: 'pl',
	arb_Arab: 'ar',
	pes_Arab: 'fa',
	uig_Arab: 'ug',
};

/** Uzbek is written in Cyrillic, too, but the corpus has it in Latin letters alone. */
const UZBEK: readonly (readonly [string, string])[] = [
	["o'", 'ў'],
	["g'", 'ғ'],
	['sh', 'ш'],
	['ch', 'ч'],
	['yo', 'ё'],
	['yu', 'ю'],
	['ya', 'я'],
	['ye', 'е'],
	['ts', 'ц'],
	["'", 'ъ'],
	...Array.from('abdefghijklmnopqrstuvxyz', (letter, index): [string, string] => [
		letter,
		Array.from('абдефгҳижклмнопқрстувхйз')[index] ?? '',
	]),
];

const ORIGIN =
	'Made by src/measure/train-langid.ts from SIB-200 (github.com/dadelani/sib-200), whose sentences come from FLORES-200: texts under CC BY-SA 4.0. Line n of grams holds the 1- to 4-letter sequences worth n/2 above the floor, in natural logarithms of probability; _ is a word end.';

const rowSchema = z.looseObject({ lang: z.string(), text: z.string() });

/** Rebuilds `src/core/language-profiles.json` from the sentences of SIB-200 in a data folder. */
export function trainLangid(dataDir: string): void {
	const rows = gunzipSync(readFileSync(join(dataDir, 'langid/sib200-30langs.jsonl.gz')))
		.toString('utf8')
		.trim()
		.split('\n');
	const texts = new Map<string, string[]>();
	for (const row of rows) {
		const { lang, text } = rowSchema.parse(JSON.parse(row));
		const code = LANGS[lang];
		if (code === undefined) continue;
		texts.set(code, [...(texts.get(code) ?? []), text]);
		if (code === 'uz') texts.set('uz (Cyrillic)', [...(texts.get('uz (Cyrillic)') ?? []), inCyrillic(text)]);
	}
	const profiles = [...texts].map(([name, lines]) => profileOf(name.slice(0, 2), lines));
	writeFileSync(
		new URL('../core/language-profiles.json', import.meta.url),
		`${JSON.stringify({ origin: ORIGIN, profiles }, undefined, '\t')}\n`,
	);
}

function inCyrillic(text: string): string {
	let result = text.toLowerCase().replace(/[’ʻʼ‘]/g, "'");
	for (const [latin, cyrillic] of UZBEK) result = result.replaceAll(latin, cyrillic);
	return result;
}

function profileOf(lang: string, lines: readonly string[]): { lang: string; floor: number; grams: string[] } {
	const counts = new Map<string, number>();
	let total = 0;
	for (const line of lines) {
		for (const gram of gramsOf(line.normalize('NFC').toLowerCase())) {
			counts.set(gram, (counts.get(gram) ?? 0) + 1);
			total++;
		}
	}
	const top = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, SIZE);
	// What is not among them shares what is left, thinly spread.
	const floor = Math.log((top.at(-1)?.[1] ?? 1) / total) - 3;
	const steps: string[][] = [];
	for (const [gram, count] of top) {
		const step = Math.max(0, Math.round((Math.log(count / total) - floor) / STEP) - 1);
		steps[step] = [...(steps[step] ?? []), gram];
	}
	return { lang, floor: Number(floor.toFixed(2)), grams: Array.from(steps, (step) => (step ?? []).sort().join(' ')) };
}
