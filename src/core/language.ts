import trained from './language-profiles.json' with { type: 'json' };

/** What a text is written in. */
export interface DetectedLanguage {
	/** Language code such as `ky`; `und` where the text has too few letters. */
	readonly lang: string;
	/** How clearly it beats the next language, from 0 to 1. */
	readonly confidence: number;
}

const SAMPLE_LENGTH = 2000;
const MIN_LETTERS = 3;
/** What a declared language is worth, in units of log probability: it decides between near equals only. */
const HINT_BONUS = 8;
/** The languages that the sources of the site write, worth a little more than far ones in three doubtful words. */
const HOME = new Set(['ky', 'ru', 'en']);
const HOME_BONUS = 3;

/** Scripts that few enough languages write to be told apart by a letter. */
const BY_SCRIPT: readonly (readonly [RegExp, string])[] = [
	[/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
	[/\p{Script=Hangul}/gu, 'ko'],
	[/\p{Script=Han}/gu, 'zh'],
	[/\p{Script=Devanagari}/gu, 'hi'],
	[/\p{Script=Thai}/gu, 'th'],
	[/\p{Script=Georgian}/gu, 'ka'],
	[/\p{Script=Armenian}/gu, 'hy'],
	[/\p{Script=Greek}/gu, 'el'],
	[/\p{Script=Hebrew}/gu, 'he'],
];

interface Model {
	readonly langs: readonly string[];
	/** What an n-gram that a language's profile lacks is worth there. */
	readonly floors: readonly number[];
	/** Per n-gram, what it is worth above the floor in each language that has it: index, worth, index, worth … */
	readonly worths: ReadonlyMap<string, readonly number[]>;
}

let model: Model | undefined;

/**
 * The language of a text, by naive Bayes over its 1- to 4-letter sequences.
 *
 * @param hint the language that the document declares, believed where the letters leave doubt.
 * @example detectLanguage('Бишкекте жаңы мектеп ачылды').lang // => 'ky'
 */
export function detectLanguage(text: string, hint?: string): DetectedLanguage {
	const sample = text.slice(0, SAMPLE_LENGTH).normalize('NFC').toLowerCase();
	const letters = sample.match(/\p{L}/gu)?.length ?? 0;
	const declared = hint?.toLowerCase().split(/[-_]/, 1)[0];
	if (letters < MIN_LETTERS) return { lang: declared ?? 'und', confidence: 0 };
	for (const [pattern, lang] of BY_SCRIPT) {
		const share = (sample.match(pattern)?.length ?? 0) / letters;
		if (share > (lang === 'ja' ? 0.1 : 0.4)) return { lang, confidence: share };
	}
	return bestOf(scoresOf(sample), declared);
}

function scoresOf(sample: string): { lang: string; score: number }[] {
	model ??= load();
	const scores = new Float64Array(model.langs.length);
	let grams = 0;
	for (const gram of gramsOf(sample)) {
		grams++;
		const worths = model.worths.get(gram) ?? [];
		for (let at = 0; at < worths.length; at += 2) {
			const lang = worths[at] ?? 0;
			scores[lang] = (scores[lang] ?? 0) + (worths[at + 1] ?? 0);
		}
	}
	const { floors } = model;
	return model.langs.map((lang, index) => ({ lang, score: (scores[index] ?? 0) + grams * (floors[index] ?? 0) }));
}

function bestOf(scores: readonly { lang: string; score: number }[], declared: string | undefined): DetectedLanguage {
	const ranked = scores
		.map(({ lang, score }) => ({
			lang,
			score: score + (lang === declared ? HINT_BONUS : 0) + (HOME.has(lang) ? HOME_BONUS : 0),
		}))
		.sort((a, b) => b.score - a.score);
	const lang = ranked[0]?.lang ?? 'und';
	// Two profiles of one language, such as Uzbek in its two scripts, are no rivals.
	const next = ranked.find((other) => other.lang !== lang);
	return { lang, confidence: 1 - Math.exp(((next?.score ?? 0) - (ranked[0]?.score ?? 0)) / 4) };
}

/** The 1- to 4-letter sequences of the words of a text in lower case, word ends written `_`. */
export function* gramsOf(sample: string): Iterable<string> {
	for (const word of sample.match(/[\p{L}\p{M}'’ʻʼ]+/gu) ?? []) {
		const padded = `_${word.replace(/[’ʻʼ]/g, "'")}_`;
		for (let start = 0; start < padded.length; start++) {
			for (let length = 1; length <= 4 && start + length <= padded.length; length++) {
				const gram = padded.slice(start, start + length);
				if (gram !== '_') yield gram;
			}
		}
	}
}

function load(): Model {
	const worths = new Map<string, number[]>();
	for (const [index, { grams }] of trained.profiles.entries()) {
		for (const [step, line] of grams.entries()) {
			for (const gram of line === '' ? [] : line.split(' ')) {
				const known = worths.get(gram);
				if (known === undefined) worths.set(gram, [index, (step + 1) / 2]);
				else known.push(index, (step + 1) / 2);
			}
		}
	}
	return {
		langs: trained.profiles.map(({ lang }) => lang),
		floors: trained.profiles.map(({ floor }) => floor),
		worths,
	};
}
