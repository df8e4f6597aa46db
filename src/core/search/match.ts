import type { Query, QueryFilters, QueryWord } from './query.ts';
import { foldName } from './query-values.ts';
import { searchTokens } from './tokens.ts';
import { variantsOf } from './variants.ts';

/** What filters ask of an article. */
export interface FilteredArticle {
	readonly source: string;
	/** Ids. */
	readonly topics: readonly string[];
	readonly tags: readonly string[];
	/** `2021-07-29`. */
	readonly day: string;
}

/** The words of an article, made once for all questions. */
export interface MatchedText {
	/** Words of the title and of the text, each in order. */
	readonly parts: readonly (readonly string[])[];
	/** Each word in the letters of any keyboard, with its key in the index. */
	readonly keys: ReadonlyMap<string, string>;
}

/** True where an article passes the filters of a question, its language aside: one of the values of each name that has any. */
export function passesFilters(filters: QueryFilters, article: FilteredArticle): boolean {
	const { source, topic, tag, from = '', to = '9' } = filters;
	const isOf = (asked: readonly string[], given: readonly string[]): boolean =>
		asked.length === 0 || given.some((value) => asked.includes(value));
	return (
		article.day >= from &&
		article.day <= to &&
		isOf(source, [article.source]) &&
		isOf(topic, article.topics) &&
		(tag.length === 0 || isOf(tag, article.tags.map(foldName)))
	);
}

/** True where filters alone do not tell whether an article answers. */
export function asksForWords({ words, phrases, excluded, excludedPhrases }: Query): boolean {
	return [words, phrases, excluded, excludedPhrases].some(({ length }) => length > 0);
}

/** The words of an article's title and text, to match questions with. */
export function toMatchedText(...texts: readonly string[]): MatchedText {
	const keys = new Map<string, string>();
	const parts = texts.map((text) =>
		searchTokens(text).map((token) => {
			const word = toWord(token.text);
			const isFirstOfCompound = /[-‐‑]$/.test(token.text);
			// In the index the first part of a compound may stand for the whole.
			keys.set(toLetters(word), isFirstOfCompound ? (searchTokens(word)[0]?.key ?? '') : token.key);
			return word;
		}),
	);
	return { parts, keys };
}

/**
 * True where a text has **all** that a question asks for: each word in any of its forms, each phrase word by word as it
 * is typed, and nothing that is excluded. Unlike a reader's question, one that stands does not find what merely begins
 * like a word.
 *
 * @example `Нарын` is found in “Нарында” and “Naryn”, not in “нары” or “народ”.
 */
export function matchesText({ words, phrases, excluded, excludedPhrases }: Query, text: MatchedText): boolean {
	return (
		words.every((word) => hasWord(text, word)) &&
		phrases.every((phrase) => hasPhrase(text, phrase)) &&
		!excluded.some((word) => hasWord(text, word)) &&
		!excludedPhrases.some((phrase) => hasPhrase(text, phrase))
	);
}

/**
 * A word stands in a text in another form where that begins with its base and search takes the two for one word; in
 * another alphabet where they have one key.
 */
function hasWord({ keys }: MatchedText, { text, variants }: QueryWord): boolean {
	const asked = toLetters(toWord(text));
	if (keys.has(asked)) return true;
	const base = asked.replace(ENDING, '');
	const wanted = new Set(variants.map(({ key }) => key));
	const isCyrillic = CYRILLIC.test(asked);
	return [...keys].some(([word, key]) =>
		CYRILLIC.test(word) === isCyrillic
			? begins(word, base) && variantsOf(word).some((variant) => wanted.has(variant.key))
			: wanted.has(key),
	);
}

/** A last к or п becomes г or б before a Kyrgyz ending: китеп, китеби. */
function begins(word: string, base: string): boolean {
	const softened = base.replace(/к$/, 'г').replace(/п$/, 'б');
	return base.length > 1 && (word.startsWith(base) || word.startsWith(softened));
}

function hasPhrase({ parts }: MatchedText, phrase: readonly string[]): boolean {
	const asked = phrase.flatMap((word) => searchTokens(word).map(({ text }) => toWord(text)));
	return parts.some((words) => words.some((_, start) => asked.every((word, index) => words[start + index] === word)));
}

const CYRILLIC = /\p{Script=Cyrillic}/u;
/** What other forms of a word need not have. */
const ENDING = /(?:ть|[аеиоуыэюяйьaeiouy]{1,2})$/;
/** Letters that keyboards lack. */
const PLAIN: Readonly<Record<string, string>> = { ө: 'о', ү: 'у', ң: 'н' };

/** A word in small letters, ё as е, without the signs around and in it. */
function toWord(text: string): string {
	return text
		.normalize('NFC')
		.toLowerCase()
		.replaceAll('ё', 'е')
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}

function toLetters(word: string): string {
	return word.replace(/[өүң]/g, (letter) => PLAIN[letter] ?? letter);
}
