import { cyrillicSpellings } from './cyrillic.ts';
import { stemKyrgyz } from './kyrgyz.ts';
import { neededWords, type Query, type QueryFilters, type QueryWord } from './query.ts';
import { foldTag } from './query-values.ts';
import { hasRow } from './row.ts';
import { isCyrillic, toKey, toPlainWord } from './stems.ts';
import { searchTokens } from './tokens.ts';

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
	/** Plain words of the title and of the text, each in order. */
	readonly parts: readonly (readonly string[])[];
	/** The plain words, each with its key in the index, by their first letter. */
	readonly words: ReadonlyMap<string, ReadonlyMap<string, string>>;
	/** The keys of words in Cyrillic, and of those in other letters, names among these also as Cyrillic spells them. */
	readonly keys: Readonly<Record<'cyrillic' | 'other', ReadonlySet<string>>>;
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
		(tag.length === 0 || isOf(tag, article.tags.map(foldTag)))
	);
}

/** True where filters alone do not tell whether an article answers. */
export function asksForWords({ words, phrases, excluded, excludedPhrases }: Query): boolean {
	return [words, phrases, excluded, excludedPhrases].some(({ length }) => length > 0);
}

/** The words of an article's title and text, to match questions with. */
export function toMatchedText(...texts: readonly string[]): MatchedText {
	const words = new Map<string, Map<string, string>>();
	const keys = { cyrillic: new Set<string>(), other: new Set<string>() };
	const names = new Set<string>();
	const parts = texts.map((text) =>
		searchTokens(text).map((token) => {
			const word = toPlainWord(token.word);
			if (isLatinName(token.word)) names.add(word.replace(/'s?$/, ''));
			const alike = words.get(word.charAt(0)) ?? new Map<string, string>();
			if (alike.has(word)) return word;
			// The first part of a compound may have the key of the whole.
			const key = /[-‐‑]$/.test(token.text) ? toKey(word) : token.key;
			words.set(word.charAt(0), alike.set(word, key));
			keys[isCyrillic(word) ? 'cyrillic' : 'other'].add(key);
			return word;
		}),
	);
	for (const spelling of [...names].flatMap(cyrillicSpellings)) keys.other.add(toKey(spelling));
	return { parts, words, keys };
}

/** Latin letters that begin with a capital one: a Cyrillic question is found in them as a name alone. */
function isLatinName(word: string): boolean {
	return /^(?=\p{Lu})\p{Script=Latin}/u.test(word);
}

/**
 * Makes the test whether a text has **all** that a question asks for: each word in any of its forms, each phrase word
 * by word, and nothing that is left out. Unlike a reader's question, one that stands does not find what merely begins
 * like a word.
 *
 * @example `Нарын` is found in “Нарында” and “Naryn”, not in “нары” or “народ”.
 */
export function matcherOf(query: Query): (text: MatchedText) => boolean {
	const needed = [...neededWords(query).map(wordTest), ...query.phrases.map(phraseTest)];
	const unwanted = [...query.excluded.map(wordTest), ...query.excludedPhrases.map(phraseTest)];
	return (text) => needed.every((isIn) => isIn(text)) && !unwanted.some((isIn) => isIn(text));
}

type TextTest = (text: MatchedText) => boolean;

/** A word stands in a text in any of its forms, or of those of a Cyrillic spelling; in other letters where it has the same key. */
function wordTest({ text }: QueryWord): TextTest {
	const asked = toPlainWord(text);
	if (isCyrillic(asked)) {
		const [isForm, key] = [formTest(asked), toKey(asked)];
		return (given) => isForm(given) || given.keys.other.has(key);
	}
	const spellings = [asked, ...cyrillicSpellings(asked)];
	const [forms, keys] = [spellings.map(formTest), spellings.map(toKey)];
	return (given) => forms.some((isForm) => isForm(given)) || keys.some((each) => given.keys.cyrillic.has(each));
}

/**
 * Another form of a word begins with its base and has the same Russian or English stem, or begins with all of it and goes
 * on with Kyrgyz endings alone.
 */
function formTest(asked: string): TextTest {
	const [key, base] = [toKey(asked), asked.replace(ENDING, '')];
	return ({ words }) => {
		const alike = words.get(asked.charAt(0)) ?? new Map<string, string>();
		if (alike.has(asked)) return true;
		for (const [found, foundKey] of alike) {
			if (foundKey === key && found.startsWith(base)) return true;
			if (begins(found, asked) && stemKyrgyz(found, asked.length).length <= asked.length) return true;
		}
		return false;
	};
}

/** What other forms of a word need not have. */
const ENDING = /(?:ть|[аеиоуыэюяйьaeiouy]{1,2})$/;

/** A last к or п becomes г or б before a Kyrgyz ending: китеп, китеби. */
function begins(word: string, start: string): boolean {
	return word.startsWith(start) || word.startsWith(start.replace(/к$/, 'г').replace(/п$/, 'б'));
}

function phraseTest(phrase: readonly string[]): TextTest {
	const asked = phrase.flatMap((word) => searchTokens(word).map((token) => toPlainWord(token.word)));
	return ({ parts }) => parts.some((words) => hasRow(words, asked));
}
