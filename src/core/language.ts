import { addWord, type GramTrie, toGramTrie } from './gram-trie.ts';
import trained from './language-profiles.json' with { type: 'json' };
import { toPlainLetters } from './plain-letters.ts';
import { findScript, type SharedScript, wordsIn } from './script.ts';

/** What a text is written in. */
export interface DetectedLanguage {
	/** Language code such as `ky`; `und` where the text has too few letters or resembles no language that is known. */
	readonly lang: string;
	/** How clearly it beats the next language, from 0 to 1. */
	readonly confidence: number;
}

/** What one language looks like in one script. */
export interface LanguageProfile {
	readonly lang: string;
	/** ISO 15924 code, `Cyrl`. */
	readonly script: string;
	/** What a sequence of letters that the profile lacks is worth, in natural logarithms of probability. */
	readonly floor: number;
	/** What sequences of the language's own texts are worth on average. */
	readonly usual: number;
	/** Sequences, apart by spaces; those of line n are worth n/2 above the floor, lines counted from 1. */
	readonly grams: readonly string[];
}

/** Languages as `detectLanguageWith` reads them. */
export interface LanguageModel {
	readonly profiles: readonly LanguageProfile[];
	/** By script, the sequences of its profiles in their order; made when a text first needs them. */
	readonly tries: Map<SharedScript, GramTrie>;
}

/** Long texts are read at this many places, spread over all of it. */
const PLACES = 4;
const PLACE_LENGTH = 250;
const MIN_LETTERS = 3;
/** What a declared language is worth, in units of log probability: it decides between near equals only. */
const HINT_BONUS = 10;
/** The languages that the sources of the site write, worth a little more than far ones in three doubtful words. */
const HOME = new Set(['ky', 'ru', 'en']);
const HOME_BONUS = 3;
/** A text is in no known language where its sequences are worth this much less than usual on average … */
const STRANGE = 0.6;
/** … and in short texts, whose average says less, this much more divided by the root of their letters. */
const STRANGE_SHORT = 8;

let shipped: LanguageModel | undefined;

/**
 * The language of a text, by naive Bayes over its 1- to 4-letter sequences: of all of the text, so that a headline in
 * one language above a body in another has the body's. Letters are repaired for the decision alone.
 *
 * @param hint the language that the document declares, believed where the letters leave doubt.
 * @example detectLanguage('Бишкекте жаңы мектеп ачылды').lang // => 'ky'
 */
export function detectLanguage(text: string, hint?: string): DetectedLanguage {
	return detectLanguageWith(shippedModel(), text, hint);
}

/** The languages that Jarchy knows. */
export function shippedModel(): LanguageModel {
	shipped ??= toLanguageModel(trained.profiles);
	return shipped;
}

/** The language of a text among those of a model; see `detectLanguage`. */
export function detectLanguageWith(model: LanguageModel, text: string, hint?: string): DetectedLanguage {
	const sample = toPlainLetters(sampleOf(text));
	// Feeds declare all kinds of things; what is no language code is no language.
	const declared = /^[a-z]{2,3}(?![^-_])/.exec(hint?.trim().toLowerCase() ?? '')?.[0];
	const { letters, script, lang = 'und', share = 0 } = findScript(sample);
	if (letters < MIN_LETTERS) return { lang: declared ?? 'und', confidence: 0 };
	if (script === undefined) return { lang, confidence: share };
	const [best, next] = rank(model, { sample, script, declared });
	if (best === undefined) return { lang: 'und', confidence: 0 };
	const isStrange = best.usual - best.average > STRANGE + STRANGE_SHORT / Math.sqrt(letters);
	if (isStrange && best.lang !== declared) {
		const isKnown = model.profiles.some(({ lang }) => lang === declared);
		return { lang: isKnown ? 'und' : (declared ?? 'und'), confidence: 0 };
	}
	return { lang: best.lang, confidence: next === undefined ? 1 : 1 - Math.exp((next.score - best.score) / 4) };
}

/** Profiles as `detectLanguageWith` reads them. */
export function toLanguageModel(profiles: readonly LanguageProfile[]): LanguageModel {
	return { profiles, tries: new Map() };
}

/** The 1- to 4-letter sequences of a word in small letters, its ends written `_`. */
export function gramsOf(word: string): string[] {
	const padded = `_${word}_`;
	const grams: string[] = [];
	for (let start = 0; start < padded.length; start++) {
		for (let length = 1; length <= 4 && start + length <= padded.length; length++) {
			const gram = padded.slice(start, start + length);
			if (gram !== '_') grams.push(gram);
		}
	}
	return grams;
}

function sampleOf(text: string): string {
	if (text.length <= PLACES * PLACE_LENGTH) return text;
	const step = (text.length - PLACE_LENGTH) / (PLACES - 1);
	const starts = Array.from({ length: PLACES }, (_, place) => Math.floor(place * step));
	return starts.map((start) => text.slice(start, start + PLACE_LENGTH)).join(' ');
}

interface Candidate {
	readonly lang: string;
	readonly usual: number;
	/** What a sequence of the text is worth. */
	readonly average: number;
	/** The probability of the text in this language, as a logarithm, with what speaks for the language besides. */
	readonly score: number;
}

/** The likeliest profile and the likeliest of another language. */
function rank(
	model: LanguageModel,
	text: { sample: string; script: SharedScript; declared: string | undefined },
): readonly (Candidate | undefined)[] {
	const profiles = model.profiles.filter(({ script }) => script === text.script);
	const trie = model.tries.get(text.script) ?? toGramTrie(profiles);
	model.tries.set(text.script, trie);
	const totals = new Int32Array(profiles.length);
	let grams = 0;
	for (const word of wordsIn(text.sample, text.script)) grams += addWord(trie, word, totals);
	const candidates = profiles.map(({ lang, usual, floor }, index): Candidate => {
		const worth = (totals[index] ?? 0) / 2 + grams * floor;
		const bonus = (lang === text.declared ? HINT_BONUS : 0) + (HOME.has(lang) ? HOME_BONUS : 0);
		return { lang, usual, average: worth / grams, score: worth + bonus };
	});
	const [best, ...others] = candidates.sort((a, b) => b.score - a.score);
	return [best, others.find(({ lang }) => lang !== best?.lang)];
}
