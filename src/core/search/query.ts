import { MAX_QUERY, type Operator, type QueryPart, splitQuery } from './query-parts.ts';
import { type DayRange, dayRange, foldTag } from './query-values.ts';
import { isStopWord, searchTokens } from './tokens.ts';
import { type Variant, variantsOf } from './variants.ts';

/** A question as it is understood. */
export interface Query {
	/** The more of them an article has, the better it answers. Words of phrases stand here too. */
	readonly words: readonly QueryWord[];
	/** The same words as typed, one after another, those left out of `words` for being common among them. */
	readonly typed: readonly string[];
	/** Each must stand in the article, word by word, as typed. */
	readonly phrases: readonly (readonly string[])[];
	/** An article that has one is no answer. */
	readonly excluded: readonly QueryWord[];
	/** An article that has one, word by word, is no answer. */
	readonly excludedPhrases: readonly (readonly string[])[];
	readonly filters: QueryFilters;
	/** What could not be understood, in the order of the question. */
	readonly notes: readonly QueryNote[];
}

/** A word of a question as typed, and the spellings to look for, best first. */
export interface QueryWord {
	readonly text: string;
	readonly variants: readonly Variant[];
}

/** What an article must be: of any of the values of a name, where it has some, and of all names. */
export interface QueryFilters {
	readonly lang: readonly string[];
	/** Ids. */
	readonly source: readonly string[];
	/** Ids. */
	readonly topic: readonly string[];
	/** Names as `foldTag` gives them. */
	readonly tag: readonly string[];
	/** First and last day, `2021-07-29`. */
	readonly from?: string;
	readonly to?: string;
}

/** Why a part of a question does not do what it seems to be meant for. */
export type QueryNoteCode =
	/** `title:x`: there is no such operator; its words are looked for. */
	| 'unknown-operator'
	/** `source:`: nothing follows. */
	| 'empty-operator'
	/** `-source:x`: only words and phrases can be left out. */
	| 'excluded-operator'
	/** `from:yesterday`: no date. */
	| 'bad-date'
	/** `from:2022 to:2021`: read the other way round. */
	| 'reversed-dates'
	/** `source:x` names nothing that the site has; its words are looked for. */
	| 'unknown-source'
	| 'unknown-topic'
	| 'unknown-lang'
	| 'unclosed-quote'
	/** `-word` alone: leaves out, but asks for nothing. */
	| 'only-excluded'
	/** The rest of the question was not read. */
	| 'too-long';

/** A note on a part of a question, which is quoted as typed. */
export interface QueryNote {
	readonly code: QueryNoteCode;
	readonly part: string;
}

/** What the site calls its languages, sources and topics: the id for an id or a name, `undefined` for neither. */
export type QueryNames = Readonly<Record<'lang' | 'source' | 'topic', (name: string) => string | undefined>>;

/** Most words that are looked for. */
const MAX_WORDS = 20;

/** Ids as they stand: what is asked where the names are not known. */
const asTyped = (name: string): string => name.toLowerCase();
const AS_TYPED: QueryNames = { lang: asTyped, source: asTyped, topic: asTyped };

interface Reading {
	readonly words: string[];
	readonly phrases: string[][];
	readonly excluded: string[];
	readonly excludedPhrases: string[][];
	readonly filters: Record<'lang' | 'source' | 'topic' | 'tag', string[]>;
	readonly dates: { from?: DayRange; to?: DayRange };
	readonly notes: QueryNote[];
}

/**
 * Reads a question: `"phrase"`, `-word`, `-"phrase"`, `source:`, `topic:`, `tag:`, `lang:`, `from:`, `to:`, and words.
 * Whatever is none of these is read as words or left out, and noted. Stop words count where there is nothing else.
 *
 * @example parseQuery('ледник -Ош from:2021-07').filters.from // => '2021-07-01'
 */
export function parseQuery(text: string, names: QueryNames = AS_TYPED): Query {
	const reading: Reading = {
		words: [],
		phrases: [],
		excluded: [],
		excludedPhrases: [],
		filters: { lang: [], source: [], topic: [], tag: [] },
		dates: {},
		notes: [],
	};
	for (const part of splitQuery(text)) readPart(reading, part, names);
	const { phrases, excludedPhrases, notes } = reading;
	const filters = { ...reading.filters, ...toSpan(reading) };
	const [allWords, allExcluded] = [toWords(reading.words), toWords(reading.excluded)];
	const [words, excluded] = [allWords.slice(0, MAX_WORDS), allExcluded.slice(0, MAX_WORDS)];
	if (words.length === 0 && excluded.length + excludedPhrases.length > 0 && !hasFilters(filters))
		notes.push({ code: 'only-excluded', part: '' });
	if (text.length > MAX_QUERY || allWords.length > MAX_WORDS || allExcluded.length > MAX_WORDS)
		notes.push({ code: 'too-long', part: '' });
	return { words, typed: reading.words, phrases, excluded, excludedPhrases, filters, notes };
}

/**
 * The words that an article must have that has all. To rank by, words of one letter say nothing beside others: half of
 * all words begin so.
 *
 * @example neededWords(parseQuery('план Б')).map(({ text }) => text) // => ['план', 'Б']
 */
export function neededWords({ words, typed }: Pick<Query, 'words' | 'typed'>): QueryWord[] {
	const known = new Set(words.map(({ text }) => text));
	const letters = typed.filter((text) => text.length === 1 && !isStopWord(text) && !known.has(text));
	return [...words, ...[...new Set(letters)].map((text) => ({ text, variants: variantsOf(text) }))];
}

/** True where filters leave anything out. */
export function hasFilters({ lang, source, topic, tag, from, to }: QueryFilters): boolean {
	return [...lang, ...source, ...topic, ...tag, from, to].some((value) => value !== undefined);
}

function readPart(reading: Reading, part: QueryPart, names: QueryNames): void {
	const { phrases, excludedPhrases, excluded, words, notes } = reading;
	const { text, value, operator, isExcluded, isQuoted } = part;
	const found = wordsOf(value);
	if (part.isUnclosed) notes.push({ code: 'unclosed-quote', part: text });
	if (operator === 'unknown') {
		notes.push({ code: 'unknown-operator', part: text });
		words.push(...wordsOf(text));
	} else if (operator) readOperator(reading, { ...part, operator }, names);
	else {
		// A word with a hyphen is several words, of which each alone may stand in an article.
		const isPhrase = isQuoted ? found.length > 0 : isExcluded && found.length > 1;
		if (isPhrase) (isExcluded ? excludedPhrases : phrases).push(found);
		if (!isExcluded) words.push(...found);
		else if (!(isPhrase || isQuoted)) excluded.push(...found);
	}
}

function readOperator(
	{ words, filters, dates, notes }: Reading,
	{ text, value, operator, isExcluded, isQuoted }: QueryPart & { readonly operator: Operator },
	names: QueryNames,
): void {
	const note = (code: QueryNoteCode, part = text): void => void notes.push({ code, part });
	if (isExcluded) note('excluded-operator');
	else if (value.trim() === '') note('empty-operator');
	else if (operator === 'from' || operator === 'to') {
		const range = dayRange(value);
		if (range) dates[operator] = range;
		else note('bad-date');
	} else {
		for (const name of isQuoted ? [value] : value.split(',').filter(Boolean)) {
			const id = operator === 'tag' ? foldTag(name) : names[operator](name);
			if (id !== undefined) filters[operator].push(id);
			else {
				if (operator !== 'tag') note(`unknown-${operator}`, name);
				words.push(...wordsOf(name));
			}
		}
	}
}

/** First and last day asked for; the wrong way round they are turned. */
function toSpan({ dates: { from, to }, notes }: Reading): Pick<QueryFilters, 'from' | 'to'> {
	if (from && to && from.from > to.to) {
		notes.push({ code: 'reversed-dates', part: '' });
		return { from: to.from, to: from.to };
	}
	return { ...(from && { from: from.from }), ...(to && { to: to.to }) };
}

/** The words of a text as typed. */
function wordsOf(text: string): string[] {
	return searchTokens(text).map(({ word }) => word);
}

/** Words to look for: each once, stop words only where there is nothing else. */
function toWords(typed: readonly string[]): QueryWord[] {
	const telling = typed.filter((word) => word.length > 1 && !isStopWord(word));
	const words = new Map<string, QueryWord>();
	for (const text of telling.length > 0 ? telling : typed) {
		const variants = variantsOf(text);
		const [best] = variants;
		if (best && !words.has(best.key)) words.set(best.key, { text, variants });
	}
	return [...words.values()];
}
