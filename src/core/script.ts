/** Scripts of many languages, which are told apart by sequences of letters. */
export const SHARED_SCRIPTS = ['Cyrl', 'Latn', 'Arab'] as const;

/** A script that many languages share, as its ISO 15924 code. */
export type SharedScript = (typeof SHARED_SCRIPTS)[number];

/** Scripts that one language of news writes, more than all others. */
const OWN: readonly (readonly [lang: string, script: string])[] = [
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
];

const NO_LETTER = 0;
const OTHER = 1;
/** Kinds of letters from 2 on: those of shared scripts, then those that give their language away. */
const PATTERNS = ['Cyrillic', 'Latin', 'Arabic', ...OWN.map(([, script]) => script)].map(
	(script) => new RegExp(`[\\p{Script=${script}}]`, 'u'),
);
const FIRST = 2;
const UNKNOWN = 255;
/** By code unit; halves of letters beyond the basic plane, which nobody writes news in, are no letters. */
const kinds = new Uint8Array(65_536).fill(UNKNOWN);
const WORDS: Readonly<Record<SharedScript, RegExp>> = {
	Cyrl: wordsOf('Cyrillic'),
	Latn: wordsOf('Latin'),
	Arab: wordsOf('Arabic'),
};

/** What most of a text is written in: a script that languages share, or one that gives its language away. */
export interface TextScript {
	/** How many letters the text has. */
	readonly letters: number;
	readonly script?: SharedScript;
	readonly lang?: string;
	/** That of the letters which are in the script of `lang`. */
	readonly share?: number;
}

/** The script of most of a text's letters; none where no script stands out or is known. */
export function findScript(text: string): TextScript {
	const counts = countKinds(text);
	const letters = counts.reduce((sum, count) => sum + count, 0);
	const shared = SHARED_SCRIPTS.map((script, index) => ({ script, count: counts[FIRST + index] ?? 0 }));
	// Texts of all scripts name things in Latin letters; the other way round is rare.
	const weigh = ({ script, count }: { script: SharedScript; count: number }): number =>
		script === 'Latn' ? count / 2 : count;
	const [most] = shared.sort((a, b) => weigh(b) - weigh(a));
	if (most === undefined || letters === 0) return { letters };
	const { script, count } = most;
	if (count >= letters / 2) return { letters, script };
	for (const [index, [lang]] of OWN.entries()) {
		const share = (counts[FIRST + SHARED_SCRIPTS.length + index] ?? 0) / letters;
		// Japanese is mostly Chinese letters with a few of its own.
		if (share > (lang === 'ja' ? 0.1 : 0.4)) return { letters, lang, share };
	}
	return count < letters / 3 ? { letters } : { letters, script };
}

/** Letters by their kind. */
function countKinds(text: string): Uint32Array {
	const counts = new Uint32Array(FIRST + PATTERNS.length);
	for (let at = 0; at < text.length; at++) {
		const unit = text.charCodeAt(at);
		const known = kinds[unit] ?? UNKNOWN;
		const kind = known === UNKNOWN ? learnKind(unit) : known;
		counts[kind] = (counts[kind] ?? 0) + 1;
	}
	counts[NO_LETTER] = 0;
	return counts;
}

function learnKind(unit: number): number {
	const character = String.fromCharCode(unit);
	const index = PATTERNS.findIndex((pattern) => pattern.test(character));
	const kind = index === -1 ? OTHER : FIRST + index;
	kinds[unit] = /\p{L}/u.test(character) ? kind : NO_LETTER;
	return kinds[unit] ?? NO_LETTER;
}

/** The words of a text that are written in one script, apostrophes within them included. */
export function wordsIn(text: string, script: SharedScript): readonly string[] {
	return text.match(WORDS[script]) ?? [];
}

function wordsOf(script: string): RegExp {
	return new RegExp(`\\p{Script=${script}}[\\p{Script=${script}}\\p{M}]*(?:'[\\p{Script=${script}}\\p{M}]+)*'?`, 'gu');
}
