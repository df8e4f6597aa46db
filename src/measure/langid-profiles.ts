import { gramsOf, type LanguageProfile } from '#core/language.ts';
import { toPlainLetters } from '#core/plain-letters.ts';
import { findScript, SHARED_SCRIPTS, type SharedScript, wordsIn } from '#core/script.ts';

/** A text whose language is known. */
export interface LanguageRow {
	/** ISO 639 code, its script behind it or not: `ky`, `kir_Cyrl`. */
	readonly lang: string;
	readonly text: string;
}

/** How many sequences of letters a profile keeps. */
const SIZE = 3000;
/** Worths are kept in halves of a unit of log probability. */
const STEP = 0.5;
/** A script that fewer of a language's texts are in is a stray quotation. */
const MIN_SHARE = 0.1;

/** Uzbek is written in Cyrillic, too, but data has it in Latin letters alone. */
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

/**
 * The two-letter code of a language, or the shortest that it has; of a language that is several, the large one's.
 *
 * @example languageCode('uzn_Latn') // => 'uz'
 */
export function languageCode(lang: string): string {
	return new Intl.Locale(lang.replace(/[-_].*$/, '')).language;
}

/** What each language of the rows looks like, a profile a script; the same for the same rows in the same order. */
export function trainProfiles(rows: readonly LanguageRow[]): LanguageProfile[] {
	const byLang = Map.groupBy(rows, ({ lang }) => languageCode(lang));
	return [...byLang].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([lang, own]) => profilesOf(lang, own));
}

function inCyrillic(text: string): string {
	let result = text;
	for (const [latin, cyrillic] of UZBEK) result = result.replaceAll(latin, cyrillic);
	return result;
}

function profilesOf(lang: string, rows: readonly LanguageRow[]): LanguageProfile[] {
	const texts = rows.map(({ text }) => toPlainLetters(text));
	const byScript = Map.groupBy(texts, (text) => findScript(text).script);
	const latin = byScript.get('Latn') ?? [];
	if (lang === 'uz' && !byScript.has('Cyrl')) byScript.set('Cyrl', latin.map(inCyrillic));
	return SHARED_SCRIPTS.flatMap((script) => {
		const own = byScript.get(script) ?? [];
		return own.length < texts.length * MIN_SHARE ? [] : [{ lang, script, ...measure(own, script) }];
	});
}

function measure(texts: readonly string[], script: SharedScript): Omit<LanguageProfile, 'lang' | 'script'> {
	const counts = new Map<string, number>();
	let total = 0;
	for (const text of texts) {
		for (const gram of wordsIn(text, script).flatMap(gramsOf)) {
			counts.set(gram, (counts.get(gram) ?? 0) + 1);
			total++;
		}
	}
	const top = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, SIZE);
	// What is not among them shares what is left, thinly spread.
	const floor = Number((Math.log((top.at(-1)?.[1] ?? 1) / total) - 3).toFixed(2));
	const steps: string[][] = [];
	let worth = 0;
	for (const [gram, count] of top) {
		const step = Math.max(0, Math.round((Math.log(count / total) - floor) / STEP) - 1);
		steps[step] = [...(steps[step] ?? []), gram];
		worth += count * (step + 1) * STEP;
	}
	const usual = Number((floor + worth / total).toFixed(2));
	return { floor, usual, grams: Array.from(steps, (step) => (step ?? []).sort().join(' ')) };
}
