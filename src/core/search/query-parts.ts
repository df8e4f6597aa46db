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

/** What an operator is called, in English, Russian and Kyrgyz. */
export const OPERATORS: Readonly<Record<Operator, readonly string[]>> = {
	source: ['source', 'источник', 'булак'],
	topic: ['topic', 'тема'],
	tag: ['tag', 'тег'],
	lang: ['lang', 'language', 'язык', 'тил'],
	from: ['from', 'since', 'от', 'с', 'тартып'],
	to: ['to', 'until', 'до', 'по', 'чейин'],
};

const BY_NAME: ReadonlyMap<string, Operator> = new Map(
	Object.entries(OPERATORS).flatMap(([operator, names]) =>
		names.map((name): [string, Operator] => [name, isOperator(operator) ? operator : 'tag']),
	),
);

/** Which quote closes which; keyboards and typesetters mix the English and the German ones. */
const CLOSING: Readonly<Record<string, string>> = { '"': '"“”', '“': '"“”', '”': '"“”', '„': '"“”', '«': '»' };

/** Marks that cannot be seen: they come along when a text is copied. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const SPACE = /\s/;

/** A name and a colon with something close behind it, which is no address such as `https://…`. */
const OPERATOR = /^(\p{L}+):(?!\/\/)/u;

/**
 * The parts of a question in its order. A minus and an operator count where a word begins, an operator's value
 * follows its colon at once.
 *
 * @example splitQuery('-Ош source:"24.kg"').map(({ value }) => value) // => ['Ош', '24.kg']
 */
export function splitQuery(query: string): QueryPart[] {
	const parts: QueryPart[] = [];
	let rest = query.replace(UNSEEN, '').trimStart();
	while (rest !== '') {
		const text = rest.slice(0, lengthOfPart(rest));
		parts.push(readPart(text));
		rest = rest.slice(text.length).trimStart();
	}
	return parts;
}

/** How far a part reaches that begins where the rest of the question does. */
function lengthOfPart(rest: string): number {
	const start = /^[-−]?(?:\p{L}+:)?/u.exec(rest)?.[0].length ?? 0;
	const quoted = lengthOfQuote(rest.slice(start));
	if (quoted > 0) return start + quoted;
	for (let at = Math.max(1, start + ((rest.charAt(start) in CLOSING) ? 1 : 0)); at < rest.length; at += 1) {
		const sign = rest.charAt(at);
		if (SPACE.test(sign) || sign in CLOSING) return at;
	}
	return rest.length;
}

/** Length of the quotation that a text begins with; 0 where it begins with none, or one without an end. */
function lengthOfQuote(text: string): number {
	const closing = CLOSING[text.charAt(0)] ?? '';
	for (let at = 1; closing !== '' && at < text.length; at += 1) if (closing.includes(text.charAt(at))) return at + 1;
	return 0;
}

function readPart(text: string): QueryPart {
	const isExcluded = /^[-−][\p{L}\p{N}"“”„«]/u.test(text);
	const word = isExcluded ? text.slice(1) : text;
	const name = OPERATOR.exec(word)?.[1];
	const value = name === undefined ? word : word.slice(name.length + 1);
	const isQuoted = value.length > 1 && lengthOfQuote(value) === value.length;
	const isUnclosed = !isQuoted && value.length > 1 && value.charAt(0) in CLOSING;
	return {
		text,
		value: value.slice(isQuoted || isUnclosed ? 1 : 0, isQuoted ? -1 : undefined),
		isExcluded,
		isQuoted,
		isUnclosed,
		...(name !== undefined &&
			(value !== '' || operatorOf(name) !== undefined) && { operator: operatorOf(name) ?? 'unknown' }),
	};
}

/** The operator of a name in any language of the editions. */
export function operatorOf(name: string): Operator | undefined {
	return BY_NAME.get(name.toLowerCase());
}

/** The operators that a word begins the name of. */
export function operatorsLike(word: string): Operator[] {
	return [...new Set([...BY_NAME].filter(([name]) => name.startsWith(word)).map(([, operator]) => operator))];
}

function isOperator(name: string): name is Operator {
	return Object.hasOwn(OPERATORS, name);
}
