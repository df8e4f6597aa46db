import { resolveWebUrl } from '#core/url.ts';
import { captionOf } from '../caption.ts';
import { given } from '../given.ts';
import { pictureAddress } from '../picture-address.ts';
import { oneLine, plainLine } from '../plain-line.ts';
import type { FeedItem, FoundImage } from './adapter.ts';
import { childOf, childrenOf, descendantsOf, escapeXml, innerHtml, rawText, type XmlNode } from './xml.ts';

/** A text without its tags from which on a description without `content:encoded` is the article, not its teaser. */
const WHOLE_TEXT_LENGTH = 600;

/** Thumbnails narrower than this are faces and signs. */
const MIN_WIDTH = 100;

/** What holds for an item that does not say otherwise. */
export interface FeedDefaults {
	readonly base: string | undefined;
	readonly lang: string | undefined;
	/** Who writes what names no author. */
	readonly authors: readonly string[];
}

/** An item of RSS or RDF, or an entry of Atom. */
export function readXmlItem(item: XmlNode, defaults: FeedDefaults): FeedItem {
	const base = item.base ?? defaults.base;
	const guid = childOf(item, 'guid', 'id');
	const url = findUrl(item, guid, base);
	const id = (guid === undefined ? item.attributes['rdf:about'] : rawText(guid)) ?? '';
	const published = lineOf(
		item,
		'pubdate',
		'published',
		'dc:date',
		'issued',
		'dcterms:issued',
		'created',
		'dcterms:created',
		'date',
	);
	const updated = lineOf(item, 'updated', 'atom:updated', 'modified', 'dcterms:modified');
	const lang = langOf(item) ?? defaults.lang;
	const image = findImage(item, item.base);
	const commentsUrl = findComments(item, base);
	return {
		identity: [...new Set([oneLine(id), url ?? ''])].filter((identity) => identity !== ''),
		...given('url', url),
		...given('title', titleOf(item)),
		...textsOf(item, [url, defaults.base]),
		...given('published', published ?? updated),
		...given('updated', updated),
		dateFrom: 'feed',
		authors: authorsOf(item).length > 0 ? authorsOf(item) : defaults.authors,
		tags: tagsOf(item),
		...given('lang', lang === '' ? undefined : lang),
		...given('image', image),
		...given('commentsUrl', commentsUrl),
	};
}

function lineOf(item: XmlNode, ...names: readonly string[]): string | undefined {
	for (const name of names) {
		const line = childrenOf(item, name)
			.map((node) => oneLine(rawText(node)))
			.find((text) => text !== '');
		if (line !== undefined) return line;
	}
	return undefined;
}

function titleOf(item: XmlNode): string | undefined {
	for (const name of ['title', 'dc:title', 'media:title', 'itunes:title']) {
		for (const node of childrenOf(item, name)) {
			const title = plainLine(textConstruct(node));
			if (title !== '') return title;
		}
	}
	return undefined;
}

/** A text of Atom or RSS as HTML: Atom says whether it is plain text, HTML or elements; RSS means HTML. */
function textConstruct(node: XmlNode): string {
	const type = (node.attributes['type'] ?? '').toLowerCase();
	const mode = (node.attributes['mode'] ?? '').toLowerCase();
	// What is neither text nor markup stands in Base64, says Atom.
	const isEncoded = mode === 'base64' || (mode === '' && /^(?!text\/)[a-z]+\/(?!.*xml)/.test(type));
	if (isEncoded) return Buffer.from(rawText(node), 'base64').toString('utf8');
	const isPlain = mode === '' ? type === 'text' || type === 'text/plain' : mode === 'xml' && type === 'text/plain';
	return isPlain ? escapeXml(rawText(node)) : innerHtml(node);
}

/** Whole text and teaser, told apart by name and, where there is one alone, by length. */
function textsOf(item: XmlNode, known: readonly (string | undefined)[]): Pick<FeedItem, 'html' | 'summary'> {
	const whole = longest(
		item,
		['content:encoded', 'content', 'xhtml:body', 'xhtml:div', 'body', 'fulltext', 'yandex:full-text'],
		known,
	);
	const short =
		longest(item, ['description', 'summary', 'dc:description', 'itunes:summary', 'media:description'], known) ??
		longest(childOf(item, 'media:group') ?? item, ['media:description'], known);
	if (whole !== undefined) return { html: whole, ...given('summary', short === whole ? undefined : short) };
	if (short === undefined) return {};
	return short.length >= WHOLE_TEXT_LENGTH && plainLine(short).length >= WHOLE_TEXT_LENGTH
		? { html: short }
		: { summary: short };
}

function longest(item: XmlNode, names: readonly string[], known: readonly (string | undefined)[]): string | undefined {
	for (const name of names) {
		const texts = childrenOf(item, name).map((node) => withBase(textConstruct(node).trim(), node.base, known));
		const best = texts.reduce((a, b) => (b.length > a.length ? b : a), '');
		if (best !== '') return best;
	}
	return undefined;
}

/** Keeps an `xml:base` of the text's own, where links mean something else than beside the article. */
function withBase(html: string, base: string | undefined, known: readonly (string | undefined)[]): string {
	return html === '' || base === undefined || known.includes(base) ? html : `<base href="${escapeXml(base)}">${html}`;
}

/** The article's address: the original one where a service counts clicks, a link to the page, a guid that is one. */
function findUrl(item: XmlNode, guid: XmlNode | undefined, base: string | undefined): string | undefined {
	const original = lineOf(item, 'feedburner:origlink');
	const links = childrenOf(item, 'link').sort((a, b) => linkRank(a) - linkRank(b));
	const written = links
		.filter((link) => linkRank(link) < 9)
		.map((link) => link.attributes['href'] ?? oneLine(rawText(link)));
	const isPermaLink = guid !== undefined && guid.attributes['ispermalink']?.toLowerCase() !== 'false';
	const ids = [isPermaLink ? oneLine(rawText(guid)) : '', item.attributes['rdf:about'] ?? ''].filter((id) =>
		/^https?:\/\//i.test(id),
	);
	for (const address of [original, ...written, ...ids]) {
		const url = resolveWebUrl(address, base);
		if (url !== undefined) return url;
	}
	return undefined;
}

function linkRank({ attributes }: XmlNode): number {
	const rel = (attributes['rel'] ?? 'alternate').toLowerCase();
	if (rel !== 'alternate') return 9;
	return attributes['type'] === undefined || attributes['type'].includes('html') ? 0 : 1;
}

/** The people that an item, or an Atom feed as a whole, names as its authors. */
export function authorsOf(item: XmlNode): string[] {
	const credits = descendantsOf(item, ['media:credit']).filter((node) =>
		/^author$/i.test(node.attributes['role'] ?? ''),
	);
	const found = ['author', 'dc:creator', 'itunes:author', 'dc:author'].map((name) =>
		childrenOf(item, name).map(personOf),
	);
	const first = found.find((names) => names.some((name) => name !== '')) ?? credits.map(personOf);
	return [...new Set(first.filter((name) => name !== ''))];
}

/** Longer than any name with its address. */
const MAX_NAME_LENGTH = 300;

/** `anna@24.kg (Anna)` and `<author><name>Anna</name></author>` are Anna; an address alone is nobody's name. */
function personOf(node: XmlNode): string {
	const name = childOf(node, 'name');
	const line = plainLine(name === undefined ? rawText(node) : rawText(name)).slice(0, MAX_NAME_LENGTH);
	const inBrackets = /^[^\s@]+@[^\s@]+\s*\((.+)\)$/.exec(line)?.[1];
	return inBrackets ?? line.replace(/\s*<?[^\s@]+@[^\s@]+\.[^\s@]+>?\s*/g, ' ').trim();
}

function tagsOf(item: XmlNode): string[] {
	const categories = childrenOf(item, 'category').map(
		(node) => node.attributes['label'] ?? node.attributes['term'] ?? innerHtml(node),
	);
	const subjects = childrenOf(item, 'dc:subject').flatMap((node) => innerHtml(node).split(','));
	return [...new Set([...categories, ...subjects].map(plainLine))].filter((tag) => tag !== '');
}

function findImage(item: XmlNode, base: string | undefined): FoundImage | undefined {
	const media = descendantsOf(item, ['media:content'])
		.filter(isPicture)
		.sort((a, b) => widthOf(b) - widthOf(a));
	const enclosures = childrenOf(item, 'enclosure').filter((node) => /^image\//i.test(node.attributes['type'] ?? ''));
	const links = childrenOf(item, 'link').filter(
		(node) => node.attributes['rel'] === 'enclosure' && /^image\//i.test(node.attributes['type'] ?? ''),
	);
	const thumbnails = descendantsOf(item, ['media:thumbnail'])
		.filter((node) => widthOf(node) === 0 || widthOf(node) >= MIN_WIDTH)
		.sort((a, b) => widthOf(b) - widthOf(a));
	for (const node of [...media, ...enclosures, ...links, ...thumbnails, ...childrenOf(item, 'itunes:image')]) {
		const url = pictureAddress(node.attributes['url'] ?? node.attributes['href'] ?? rawText(node), base);
		if (url !== undefined) return { url, ...describedBy(item, node) };
	}
	return undefined;
}

function isPicture({ attributes }: XmlNode): boolean {
	const kind = attributes['medium'] ?? attributes['type'] ?? '';
	return /^image/i.test(kind) || (kind === '' && /\.(jpe?g|png|webp|gif|avif)([?#]|$)/i.test(attributes['url'] ?? ''));
}

function widthOf({ attributes }: XmlNode): number {
	return Number.parseInt(attributes['width'] ?? '0', 10) || 0;
}

/** Credit and caption of a picture: its own, or those beside it where the item has no other. */
function describedBy(item: XmlNode, picture: XmlNode): Partial<FoundImage> {
	const credit = childOf(picture, 'media:credit') ?? childOf(item, 'media:credit');
	const caption = childOf(picture, 'media:description', 'media:text', 'media:title');
	return {
		...captionOf(caption === undefined ? '' : plainLine(innerHtml(caption))),
		...given('credit', credit === undefined || rawText(credit).trim() === '' ? undefined : plainLine(rawText(credit))),
	};
}

function findComments(item: XmlNode, base: string | undefined): string | undefined {
	const replies = childrenOf(item, 'link').find(
		(link) => link.attributes['rel'] === 'replies' && !/xml/.test(link.attributes['type'] ?? ''),
	);
	const written = lineOf(item, 'comments') ?? replies?.attributes['href'];
	return resolveWebUrl(written, base);
}

function langOf(item: XmlNode): string | undefined {
	return lineOf(item, 'dc:language', 'language') ?? item.lang;
}
