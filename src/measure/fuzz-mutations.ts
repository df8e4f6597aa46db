import { generator } from './random.ts';

/** A document spoilt at random. */
export interface SpoiltDocument {
	readonly bytes: Uint8Array;
	/** What was done to it, in order. */
	readonly mutations: readonly string[];
}

const MAX_BYTES = 2_000_000;

/** The same document for the same seed: one of `documents`, or of two grown together, changed one to four times. */
export function spoil(documents: readonly Uint8Array[], seed: number): SpoiltDocument {
	const dice = new Dice(generator(seed), documents);
	let text = dice.document();
	const mutations = Array.from({ length: 1 + dice.below(4) }, () => dice.pick(Object.keys(MUTATIONS)));
	for (const name of mutations) text = (MUTATIONS[name]?.(text, dice) ?? text).slice(0, MAX_BYTES);
	return { bytes: Buffer.from(text, 'latin1'), mutations };
}

/** Chances. Documents are strings of one byte a character. */
class Dice {
	readonly #next: () => number;
	readonly #documents: readonly Uint8Array[];

	constructor(next: () => number, documents: readonly Uint8Array[]) {
		this.#next = next;
		this.#documents = documents;
	}

	/** A whole number from 0 up to `bound`, `bound` itself left out. */
	below(bound: number): number {
		return Math.floor(this.#next() * bound);
	}

	pick<T>(values: readonly [T, ...T[]] | readonly T[]): T {
		const value = values[this.below(values.length)];
		if (value === undefined) throw new RangeError('There is nothing to pick from.');
		return value;
	}

	document(): string {
		return Buffer.from(this.pick(this.#documents)).toString('latin1');
	}

	/** Start and end of a piece of a text, small ones more often. */
	piece(text: string): [start: number, end: number] {
		const start = this.below(text.length + 1);
		return [start, Math.min(text.length, start + Math.floor((text.length - start) * this.#next() ** 3))];
	}

	/** A size from ten to a hundred thousand, each order of magnitude alike. */
	size(): number {
		return Math.floor(10 ** (1 + 4 * this.#next()));
	}

	insert(text: string, added: string): string {
		const at = this.below(text.length + 1);
		return text.slice(0, at) + added + text.slice(at);
	}
}

type Mutation = (text: string, dice: Dice) => string;

const TAGS =
	'div p table tr td ul li a b blockquote svg math item entry description content title script style font'.split(' ');
const LABELS =
	'utf-8 utf-16 utf-16le windows-1251 koi8-r iso-2022-jp big5 gb18030 shift_jis x-user-defined utf-7 utf-32 bogus'.split(
		' ',
	);
const ENTITIES =
	'&#0; &#x0; &#xD800; &#1114112; &#99999999999999999999; &#x202e; &lt;script&gt; &amp;amp;lt; &bogus; &#; & &NotEqualTilde; &#8203; &quot; &lol9;'.split(
		' ',
	);
const PATTERNS = [
	' ',
	'\n',
	'\t',
	'<',
	'>',
	'<!--',
	'-->',
	'<![CDATA[',
	']]>',
	'&',
	'"',
	"'",
	'[',
	']',
	'(',
	'{',
	'}',
	'\\',
	'*',
	'_',
	'`',
	'|',
	'-',
	'#',
	'.',
	',',
	'/',
	'=',
	'a',
	'1',
	'\0',
	'@',
	'<a ',
	'</',
	'<?',
	'![',
	'](',
	'http://',
	'\u00e2\u0080\u008b',
	'\u00cc\u0081',
	'\u00e2\u0080\u00ae',
	'\u00f0\u009f\u0092\u00a9',
	'<br>',
	'%',
	';',
	'~~',
	'By ',
	' - ',
];
const NUMBERS = [
	'0',
	'-1',
	'1e999',
	'99999999999999999999',
	'2147483648',
	'9007199254740993',
	'NaN',
	'00000000',
	'3.14',
	'1'.repeat(5000),
];
const ENTITY_BOMB = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, index) => `<!ENTITY lol${index + 1} "${`&lol${index === 0 ? '' : index};`.repeat(10)}">`).join('')}]>`;

const MUTATIONS: Readonly<Record<string, Mutation>> = {
	bits(text, dice) {
		const bytes = Buffer.from(text, 'latin1');
		for (let left = 1 + dice.below(40); left > 0 && bytes.length > 0; left--) {
			const at = dice.below(bytes.length);
			bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.below(8));
		}
		return bytes.toString('latin1');
	},
	truncation: (text, dice) => text.slice(0, dice.below(text.length + 1)),
	deletion(text, dice) {
		const [start, end] = dice.piece(text);
		return text.slice(0, start) + text.slice(end);
	},
	repetition(text, dice) {
		const [start, end] = dice.piece(text);
		const times = Math.min(1 + dice.below(60), Math.ceil(MAX_BYTES / Math.max(1, end - start)));
		return text.slice(0, end) + text.slice(start, end).repeat(times) + text.slice(end);
	},
	splice(text, dice) {
		const other = dice.document();
		return text.slice(0, dice.below(text.length + 1)) + other.slice(dice.below(other.length + 1));
	},
	graft(text, dice) {
		const other = dice.document();
		return dice.insert(text, other.slice(...dice.piece(other)));
	},
	'tag soup'(text, dice) {
		const tags = text.match(/<[^<>]{1,200}>/g) ?? ['<p>'];
		const odds = 2 + dice.below(30);
		return text.replace(/<[^<>]{1,200}>/g, (tag) => {
			if (dice.below(odds) > 0) return tag;
			return dice.pick(['', tag + tag, dice.pick(tags), `</${dice.pick(TAGS)}>`, tag.slice(0, -1)]);
		});
	},
	entities(text, dice) {
		const odds = 5 + dice.below(500);
		return text.replace(/[a-z] /gi, (letter) => (dice.below(odds) > 0 ? letter : dice.pick(ENTITIES)));
	},
	'entity bomb': (text) => ENTITY_BOMB + text.replace(/<\?xml[^>]*>/, '').replaceAll(' the ', ' &lol9; '),
	'declared encoding': (text, dice) =>
		text.replace(/(encoding|charset)=(["']?)[\w-]+/gi, (_, key, quote) => `${key}=${quote}${dice.pick(LABELS)}`),
	'real encoding'(text, dice) {
		const decoded = Buffer.from(text, 'latin1').toString('utf8');
		const bytes = Buffer.from(decoded, 'utf16le');
		const big = dice.below(2) === 0 && bytes.length % 2 === 0;
		return dice.pick(['\u00ff\u00fe', '\u00fe\u00ff', '']) + (big ? bytes.swap16() : bytes).toString('latin1');
	},
	'byte order mark': (text, dice) =>
		dice.pick(['\u00ef\u00bb\u00bf', '\u00ff\u00fe', '\u00fe\u00ff', '\0\0\u00fe\u00ff']) + text,
	'huge attribute'(text, dice) {
		const value = dice.pick(PATTERNS).repeat(dice.size()).replaceAll('"', '');
		const places = [...text.matchAll(/<[a-z][\w:]*/gi)];
		const place = places.length === 0 ? undefined : dice.pick(places);
		const at = place === undefined ? 0 : place.index + place[0].length;
		return `${text.slice(0, at)} ${dice.pick(['href', 'src', 'class', 'style', 'alt', 'srcset', 'content', 'x'])}="${value}"${text.slice(at)}`;
	},
	'many attributes': (text, dice) =>
		dice.insert(
			text,
			`<p ${Array.from({ length: Math.min(20_000, dice.size()) }, (_, index) => `a${index}=1`).join(' ')}>`,
		),
	depth(text, dice) {
		const opening = dice.pick([
			`<${dice.pick(TAGS)}>`,
			`<${dice.pick(TAGS)}><${dice.pick(TAGS)}>`,
			'[',
			'{"a":',
			'> ',
			'- ',
			'<!--<',
		]);
		return dice.insert(text, opening.repeat(dice.size()));
	},
	numbers(text, dice) {
		const odds = 1 + dice.below(20);
		return text.replace(/\d+/g, (digits) => (dice.below(odds) > 0 ? digits : dice.pick(NUMBERS)));
	},
	pattern: (text, dice) => dice.insert(text, dice.pick(PATTERNS).repeat(dice.size())),
	'pattern of two': (text, dice) => dice.insert(text, (dice.pick(PATTERNS) + dice.pick(PATTERNS)).repeat(dice.size())),
	'odd characters'(text, dice) {
		const odds = 10 + dice.below(1000);
		return text.replace(/ /g, (space) => (dice.below(odds) > 0 ? space : dice.pick(PATTERNS)));
	},
	'upper case': (text, dice) => {
		const [start, end] = dice.piece(text);
		return text.slice(0, start) + text.slice(start, end).toUpperCase() + text.slice(end);
	},
	'one line': (text) => text.replace(/[\r\n]+/g, ' '),
};
