import { Parser } from 'htmlparser2';
import { decodeReferences, expandDeclared } from './xml-entities.ts';

/** An element of a feed, its namespaces, `xml:base` and `xml:lang` resolved. */
export interface XmlNode {
	/** Local name in lower case, with the usual prefix where it is of no feed format itself: `title`, `dc:creator`. */
	readonly name: string;
	/** By name in lower case. */
	readonly attributes: Readonly<Record<string, string>>;
	readonly children: (XmlNode | string)[];
	/** What `xml:base` says, for want of it the address of the document. */
	readonly base: string | undefined;
	readonly lang: string | undefined;
}

/** A document as far as it goes. */
export interface XmlDocument {
	readonly root: XmlNode;
	/** The elements in which the document breaks off, outermost first; none where it is whole. */
	readonly unclosed: readonly XmlNode[];
}

const MAX_DEPTH = 200;
/** Longest text between two tags, a long article many times over; the rest is left out. */
const MAX_TEXT = 5_000_000;
/** No feed needs more in one tag; what a hostile one adds is left out. */
const MAX_ATTRIBUTES = 64;
const ITEMS = new Set(['item', 'entry']);
/** Fields of an item that hold a line of text alone, and those that may follow one of them. */
const LINES = new Set(['title', 'link', 'pubdate', 'guid', 'published', 'updated', 'dc:date', 'dc:creator']);
const FIELDS = new Set([
	...LINES,
	'description',
	'summary',
	'content',
	'content:encoded',
	'category',
	'author',
	'enclosure',
	'comments',
]);
/** So many tags inside each other are no feed; what follows is left unread. */
const MAX_SKIPPED = 2000;
const CHUNK_LENGTH = 16_384;
/** Prefixes that feeds are read by, by a telling part of the namespace's address. Feed formats need none. */
const PREFIXES: readonly (readonly [RegExp, string])[] = [
	[
		/w3\.org\/2005\/atom|purl\.org\/atom\/|purl\.org\/rss\/1\.0\/?$|my\.netscape\.com\/rdf|channel\.netscape\.com\/rdf|backend\.userland\.com\/rss|blogs\.law\.harvard|\/rss\/?2?$/i,
		'',
	],
	[/purl\.org\/dc\/elements/i, 'dc:'],
	[/purl\.org\/dc\/terms/i, 'dcterms:'],
	[/purl\.org\/rss\/1\.0\/modules\/content/i, 'content:'],
	[/purl\.org\/rss\/1\.0\/modules\/slash/i, 'slash:'],
	[/search\.yahoo\.com\/mrss|tools\.search\.yahoo/i, 'media:'],
	[/podcast-1\.0\.dtd/i, 'itunes:'],
	[/feedburner/i, 'feedburner:'],
	[/pheedo/i, 'pheedo:'],
	[/1999\/02\/22-rdf-syntax/i, 'rdf:'],
	[/w3\.org\/1999\/xhtml/i, 'xhtml:'],
	[/wellformedweb\.org\/commentapi/i, 'wfw:'],
	[/purl\.org\/syndication\/thread/i, 'thr:'],
	[/w3\.org\/xml\/1998\/namespace/i, 'xml:'],
];

interface OpenElement {
	readonly node: XmlNode;
	readonly prefixes: ReadonlyMap<string, string>;
	/** Text since the last tag, its references undecoded: they may be cut between two pieces. */
	pending: string;
}

/** Reads any XML, however broken: unclosed, wrongly nested and unknown things are taken as they come. */
export function parseXml(text: string, base: string | undefined): XmlDocument {
	const builder = new XmlBuilder(base);
	const parser = new Parser(builder, {
		xmlMode: true,
		decodeEntities: false,
		lowerCaseTags: true,
		lowerCaseAttributeNames: true,
	});
	const mended = escapeLoneBrackets(expandDeclared(text));
	for (let at = 0; at < mended.length && builder.skipped < MAX_SKIPPED; at += CHUNK_LENGTH) {
		parser.write(mended.slice(at, at + CHUNK_LENGTH));
	}
	const unclosed = builder.openNodes();
	parser.end();
	return { root: builder.root, unclosed };
}

/** `<` where no tag can begin is a sign of the text, which nobody escaped: `2 <3`. In CDATA it means the same to HTML. */
function escapeLoneBrackets(text: string): string {
	return text.replace(/<(?![a-z_:/!?])/gi, '&lt;');
}

class XmlBuilder {
	readonly root: XmlNode;
	skipped = 0;
	readonly #open: OpenElement[];

	constructor(base: string | undefined) {
		this.root = { name: '', attributes: {}, children: [], base, lang: undefined };
		this.#open = [{ node: this.root, prefixes: new Map(), pending: '' }];
	}

	openNodes(): XmlNode[] {
		return this.#open.slice(1).map(({ node }) => node);
	}

	onopentag(tag: string, written: Readonly<Record<string, string>>): void {
		if (this.#open.length > MAX_DEPTH) {
			this.skipped++;
			return;
		}
		this.#endText();
		const parent = this.#top();
		const attributes = attributesOf(written);
		const prefixes = declared(attributes, parent.prefixes);
		const name = nameOf(tag, prefixes);
		// CDF, the oldest format of feeds, has an attribute of its own.
		const ownBase = attributes['xml:base'] ?? (name === 'channel' ? attributes['base'] : undefined);
		const node: XmlNode = {
			name,
			attributes,
			children: [],
			base: ownBase === undefined ? parent.node.base : baseFrom(ownBase, parent.node.base),
			lang: attributes['xml:lang'] ?? parent.node.lang,
		};
		this.#holderOf(name).children.push(node);
		this.#open.push({ node, prefixes, pending: '' });
	}

	onclosetag(): void {
		if (this.skipped > 0) this.skipped--;
		else if (this.#open.length > 1) {
			this.#endText();
			this.#open.pop();
		}
	}

	ontext(piece: string): void {
		const top = this.#top();
		if (top.pending.length < MAX_TEXT) top.pending += piece;
	}

	oncdatastart(): void {
		this.#endText();
	}

	oncdataend(): void {
		const top = this.#top();
		if (top.pending !== '') top.node.children.push(top.pending);
		top.pending = '';
	}

	onend(): void {
		this.#endText();
	}

	#top(): OpenElement {
		return this.#open.at(-1) ?? { node: this.root, prefixes: new Map(), pending: '' };
	}

	#endText(): void {
		const top = this.#top();
		if (top.pending === '') return;
		top.node.children.push(decodeReferences(top.pending));
		top.pending = '';
	}

	/** Where an element belongs: never into an unclosed item, nor into an unclosed field of one. */
	#holderOf(name: string): XmlNode {
		let at = this.#open.length - 1;
		if (FIELDS.has(name)) while (LINES.has(this.#open[at]?.node.name ?? '')) at--;
		const item = ITEMS.has(name) ? this.#open.findIndex(({ node }) => ITEMS.has(node.name)) : -1;
		return this.#open[item === -1 ? at : item - 1]?.node ?? this.root;
	}
}

/** A base that leads nowhere changes nothing. */
function baseFrom(written: string, outer: string | undefined): string | undefined {
	const url = URL.parse(written, outer);
	return url === null || !/^https?:$/.test(url.protocol) ? outer : url.href;
}

function attributesOf(written: Readonly<Record<string, string>>): Record<string, string> {
	const attributes: Record<string, string> = {};
	let count = 0;
	for (const name in written) {
		if (++count > MAX_ATTRIBUTES) break;
		attributes[name] = decodeReferences(written[name] ?? '').trim();
	}
	return attributes;
}

function declared(
	attributes: Readonly<Record<string, string>>,
	outer: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
	let prefixes: Map<string, string> | undefined;
	for (const name in attributes) {
		if (!name.startsWith('xmlns')) continue;
		const address = attributes[name] ?? '';
		const usual = PREFIXES.find(([pattern]) => pattern.test(address))?.[1];
		if (usual === undefined || !/^xmlns(:|$)/.test(name)) continue;
		prefixes ??= new Map(outer);
		prefixes.set(name.slice(6), usual);
	}
	return prefixes ?? outer;
}

function nameOf(tag: string, prefixes: ReadonlyMap<string, string>): string {
	const colon = tag.indexOf(':');
	const prefix = tag.slice(0, Math.max(0, colon));
	const usual = prefixes.get(prefix) ?? (prefix === '' || prefix === 'atom' || prefix === 'rss' ? '' : `${prefix}:`);
	return usual + tag.slice(colon + 1);
}
