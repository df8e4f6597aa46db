/** An operator by its name in English. */
export type Operator = 'source' | 'topic' | 'tag' | 'lang' | 'from' | 'to';

/** A part of a question: a word, a quoted phrase, or an operator with its value. */
export interface QueryPart {
	/** As typed, without marks that cannot be seen. */
	readonly text: string;
	/** Without the minus before it, the operator's name, and quotes. */
	readonly value: string;
	readonly isExcluded: boolean;
	readonly isQuoted: boolean;
	/** A quote was opened and not closed: it is none, then. */
	readonly isUnclosed: boolean;
	/** `unknown` where it looks like one: `title:x`. */
	readonly operator?: Operator | 'unknown';
}

/** Longest question that is read, in characters. */
export const MAX_QUERY = 300;

/** What operators are called: by name in English first, then also, in Russian, in Kyrgyz. */
export const OPERATORS: readonly (readonly [Operator, ...string[]])[] = [
	['source', 'источник', 'булак'],
	['topic', 'тема'],
	['tag', 'тег'],
	['lang', 'language', 'язык', 'тил'],
	['from', 'since', 'от', 'с', 'тартып'],
	['to', 'until', 'до', 'по', 'чейин'],
];

/** Marks that cannot be seen: they come along when a text is copied. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * A minus before a word; a name and a colon that begin no address such as `https://…`; what stands in quotes, of which
 * keyboards and typesetters mix the English and the German ones; or a quote that is not closed, and the rest.
 */
const PART =
	/(?=\S)([-−](?=[\p{L}\p{N}"“”„«]))?(?:(\p{L}+):(?!\/\/))?(?:["“”„]([^"“”]*)["“”]|«([^»]*)»|(["“”„«]?)([^\s"“”„«]*))/gu;

/**
 * The parts of a question in its order, as far as it is read. A minus and an operator count where a word begins, an operator's value
 * follows its colon at once.
 *
 * @example splitQuery('-Ош source:"24.kg"').map(({ value }) => value) // => ['Ош', '24.kg']
 */
export function splitQuery(query: string): QueryPart[] {
	return Array.from(query.slice(0, MAX_QUERY).replace(UNSEEN, '').matchAll(PART), toPart);
}

function toPart([text, minus, name, quoted, angled, quote = '', rest = '']: RegExpExecArray): QueryPart {
	const inQuotes = quoted ?? angled;
	const known = name === undefined ? undefined : operatorOf(name);
	const isEmpty = inQuotes === undefined && quote + rest === '';
	// A colon after what is no operator, with nothing behind it, makes none.
	const operator = known ?? (name === undefined || isEmpty ? undefined : 'unknown');
	return {
		text,
		value: inQuotes ?? (rest || quote),
		isExcluded: minus !== undefined,
		isQuoted: inQuotes !== undefined,
		isUnclosed: quote !== '' && rest !== '',
		...(operator && { operator }),
	};
}

/** The operator of a name in any language of the editions. */
export function operatorOf(name: string): Operator | undefined {
	return OPERATORS.find((names) => names.includes(name.toLowerCase()))?.[0];
}

/** The operators that a word begins the name of. */
export function operatorsLike(word: string): Operator[] {
	return OPERATORS.filter((names) => names.some((name) => name.startsWith(word))).map(([operator]) => operator);
}
