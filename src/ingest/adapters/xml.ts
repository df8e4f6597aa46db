import { Parser } from 'htmlparser2';

/** An element of a feed, its namespaces, `xml:base` and `xml:lang` resolved. */
export interface XmlNode {
	/** Local name in lower case, with the usual prefix where it is of no feed format itself: `title`, `dc:creator`. */
	readonly name: string;
	/** By name in lower case. */
	readonly attributes: Readonly<Record<string, string>>;
	readonly children: (XmlNode | string)[];
	readonly base: string | undefined;
	readonly lang: string | undefined;
}

const MAX_DEPTH = 200;
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
		/w3\.org\/2005\/atom|purl\.org\/atom\/|purl\.org\/rss\/1\.0\/?$|my\.netscape\.com\/rdf|backend\.userland\.com\/rss|blogs\.law\.harvard|\/rss\/?2?$/i,
		'',
	],
	[/purl\.org\/dc\/elements/i, 'dc:'],
	[/purl\.org\/dc\/terms/i, 'dcterms:'],
	[/purl\.org\/rss\/1\.0\/modules\/content/i, 'content:'],
	[/search\.yahoo\.com\/mrss|tools\.search\.yahoo/i, 'media:'],
	[/podcast-1\.0\.dtd/i, 'itunes:'],
	[/feedburner/i, 'feedburner:'],
	[/1999\/02\/22-rdf-syntax/i, 'rdf:'],
	[/w3\.org\/1999\/xhtml/i, 'xhtml:'],
	[/wellformedweb\.org\/commentapi/i, 'wfw:'],
];

/** Reads any XML, however broken: unclosed, wrongly nested and unknown things are taken as they come. */
export function parseXml(text: string, base: string | undefined): XmlNode {
	const root: XmlNode = { name: '', attributes: {}, children: [], base, lang: undefined };
	const open: { node: XmlNode; prefixes: ReadonlyMap<string, string> }[] = [{ node: root, prefixes: new Map() }];
	const top = () => open[open.length - 1] ?? { node: root, prefixes: new Map<string, string>() };
	let skipped = 0;
	const parser = new Parser(
		{
			onopentag: (tag, written) => {
				if (open.length > MAX_DEPTH) {
					skipped++;
					return;
				}
				const parent = top();
				const attributes = lowerCased(written);
				const prefixes = declared(attributes, parent.prefixes);
				const name = nameOf(tag.toLowerCase(), prefixes);
				const node: XmlNode = {
					name,
					attributes,
					children: [],
					base: URL.parse(attributes['xml:base'] ?? '', parent.node.base)?.href ?? parent.node.base,
					lang: attributes['xml:lang'] ?? parent.node.lang,
				};
				holderOf(
					name,
					open.map((entry) => entry.node),
				).children.push(node);
				open.push({ node, prefixes });
			},
			onclosetag: () => {
				if (skipped > 0) skipped--;
				else if (open.length > 1) open.pop();
			},
			ontext: (piece) => top().node.children.push(piece),
		},
		{ xmlMode: true, decodeEntities: true },
	);
	for (let at = 0; at < text.length && skipped < MAX_SKIPPED; at += CHUNK_LENGTH)
		parser.write(text.slice(at, at + CHUNK_LENGTH));
	parser.end();
	return root;
}

/** Where an element belongs: never into an unclosed item, nor into an unclosed field of one. */
function holderOf(name: string, open: readonly XmlNode[]): XmlNode {
	let at = open.length - 1;
	if (FIELDS.has(name)) while (LINES.has(open[at]?.name ?? '')) at--;
	const item = ITEMS.has(name) ? open.findIndex((outer) => ITEMS.has(outer.name)) : -1;
	return (
		open[item === -1 ? at : item - 1] ?? { name: '', attributes: {}, children: [], base: undefined, lang: undefined }
	);
}

function lowerCased(attributes: Readonly<Record<string, string>>): Record<string, string> {
	return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value.trim()]));
}

function declared(
	attributes: Readonly<Record<string, string>>,
	outer: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
	const inner = Object.entries(attributes).filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'));
	if (inner.length === 0) return outer;
	const prefixes = new Map(outer);
	for (const [name, address] of inner) {
		const usual = PREFIXES.find(([pattern]) => pattern.test(address))?.[1];
		if (usual !== undefined) prefixes.set(name.slice(6), usual);
	}
	return prefixes;
}

function nameOf(tag: string, prefixes: ReadonlyMap<string, string>): string {
	const colon = tag.indexOf(':');
	const prefix = tag.slice(0, Math.max(0, colon));
	const usual = prefixes.get(prefix) ?? (prefix === '' || prefix === 'atom' || prefix === 'rss' ? '' : `${prefix}:`);
	return usual + tag.slice(colon + 1);
}

/** The first child of the first of these names that has one. */
export function childOf(node: XmlNode, ...names: readonly string[]): XmlNode | undefined {
	for (const name of names) {
		const found = childrenOf(node, name)[0];
		if (found !== undefined) return found;
	}
	return undefined;
}

/** All children of a name. */
export function childrenOf(node: XmlNode, name: string): XmlNode[] {
	return node.children.filter((child) => typeof child !== 'string').filter((child) => child.name === name);
}

/** All elements of these names below a node, in order, also those that broken XML left inside each other. */
export function descendantsOf(node: XmlNode, names: readonly string[], found: XmlNode[] = []): XmlNode[] {
	for (const child of node.children) {
		if (typeof child === 'string') continue;
		if (names.includes(child.name)) found.push(child);
		descendantsOf(child, names, found);
	}
	return found;
}

/** The characters of an element and all in it. */
export function rawText(node: XmlNode): string {
	return node.children.map((child) => (typeof child === 'string' ? child : rawText(child))).join('');
}

/** What an element holds as HTML: escaped or in CDATA as most feeds write it, or as elements of XHTML. */
export function innerHtml(node: XmlNode): string {
	const holdsElements = node.children.some((child) => typeof child !== 'string');
	if (!holdsElements) return rawText(node);
	return node.children.map((child) => (typeof child === 'string' ? escapeText(child) : outerHtml(child))).join('');
}

function outerHtml(node: XmlNode): string {
	const tag = node.name.replace(/^xhtml:/, '');
	const attributes = Object.entries(node.attributes).filter(([name]) => !name.includes(':') && name !== 'xmlns');
	const written = attributes.map(([name, value]) => ` ${name}="${escapeXml(value)}"`).join('');
	const inner = node.children
		.map((child) => (typeof child === 'string' ? escapeText(child) : outerHtml(child)))
		.join('');
	// Unclosed in the feed, these swallowed what follows them.
	if (/^(img|br|hr|wbr|input|source)$/.test(tag)) return `<${tag}${written}>${inner}`;
	return `<${tag}${written}>${inner}</${tag}>`;
}

/** Text beside elements as HTML; entities of HTML that XML does not know stay entities. */
function escapeText(text: string): string {
	return escapeXml(text).replace(/&amp;(\w{2,10};)/g, '&$1');
}

/** Text with all that XML and HTML would read as markup escaped. */
export function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
