/** Scripts of many languages, which are told apart by sequences of letters. */
export const SHARED_SCRIPTS = ['Cyrl', 'Latn', 'Arab'] as const;

/** A script that many languages share, as its ISO 15924 code. */
export type SharedScript = (typeof SHARED_SCRIPTS)[number];

/** A script that one language of news writes, more than all others. */
const OWN: readonly (readonly [lang: string, letters: RegExp])[] = (
	[
		['ja', 'Hiragana}\\p{Script=Katakana'],
		['ko', 'Hangul'],
		['zh', 'Han'],
		['hi', 'Devanagari'],
		['bn', 'Bengali'],
		['pa', 'Gurmukhi'],
		['gu', 'Gujarati'],
		['or', 'Oriya'],
		['ta', 'Tamil'],
		['te', 'Telugu'],
		['kn', 'Kannada'],
		['ml', 'Malayalam'],
		['si', 'Sinhala'],
		['th', 'Thai'],
		['lo', 'Lao'],
		['bo', 'Tibetan'],
		['my', 'Myanmar'],
		['km', 'Khmer'],
		['mn', 'Mongolian'],
		['am', 'Ethiopic'],
		['ka', 'Georgian'],
		['hy', 'Armenian'],
		['el', 'Greek'],
		['he', 'Hebrew'],
	] as const
).map(([lang, script]) => [lang, new RegExp(`[\\p{Script=${script}}]`, 'gu')]);

const LETTER = /\p{L}/gu;
const LETTERS: Readonly<Record<SharedScript, RegExp>> = {
	Cyrl: /\p{Script=Cyrillic}/gu,
	Latn: /\p{Script=Latin}/gu,
	Arab: /\p{Script=Arabic}/gu,
};
const WORDS: Readonly<Record<SharedScript, RegExp>> = {
	Cyrl: wordsOf('Cyrillic'),
	Latn: wordsOf('Latin'),
	Arab: wordsOf('Arabic'),
};

/** What most of a text is written in: a script that languages share, or one that gives its language away. */
export type TextScript = { readonly script: SharedScript } | { readonly lang: string; readonly share: number };

/** The script of most of a text's letters, or undefined where no script stands out or is known. */
export function findScript(text: string): TextScript | undefined {
	const letters = countLetters(text);
	const counts = SHARED_SCRIPTS.map((script) => ({ script, count: count(text, LETTERS[script]) }));
	// Texts of all scripts name things in Latin letters; the other way round is rare.
	const weight = (script: SharedScript): number => (script === 'Latn' ? 0.5 : 1);
	const [most] = counts.sort((a, b) => b.count * weight(b.script) - a.count * weight(a.script));
	if (most !== undefined && most.count >= letters / 2) return { script: most.script };
	for (const [lang, pattern] of OWN) {
		const share = count(text, pattern) / letters;
		// Japanese is mostly Chinese letters with a few of its own.
		if (share > (lang === 'ja' ? 0.1 : 0.4)) return { lang, share };
	}
	return most === undefined || most.count < letters / 3 ? undefined : { script: most.script };
}

/** The words of a text that are written in one script, apostrophes within them included. */
export function wordsIn(text: string, script: SharedScript): readonly string[] {
	return text.match(WORDS[script]) ?? [];
}

export function countLetters(text: string): number {
	return count(text, LETTER);
}

function count(text: string, pattern: RegExp): number {
	return text.match(pattern)?.length ?? 0;
}

function wordsOf(script: string): RegExp {
	return new RegExp(`\\p{Script=${script}}[\\p{Script=${script}}\\p{M}]*(?:'[\\p{Script=${script}}\\p{M}]+)*'?`, 'gu');
}
