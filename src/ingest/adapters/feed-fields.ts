import { oneLine } from '#ingest/text/plain-line.ts';
import { given } from '../given.ts';
import { absoluteAddress } from './feed-address.ts';
import type { FeedFields, FeedLink, FeedText } from './feed-document.ts';
import { readAuthors } from './feed-person.ts';
import { languageOf, readText } from './feed-text.ts';
import type { XmlNode } from './xml.ts';
import { childOf, childrenOf, rawText } from './xml-node.ts';

/** Longer than any address, name or date. */
const MAX_LINE = 10_000;
const CONTENTS = [
	'content:encoded',
	'content',
	'xhtml:body',
	'xhtml:div',
	'body',
	'fullitem',
	'fulltext',
	'yandex:full-text',
];
const SUMMARIES = [
	'description',
	'summary',
	'subtitle',
	'tagline',
	'abstract',
	'dc:description',
	'itunes:summary',
	'itunes:subtitle',
	'media:description',
];

/** What a feed or an entry of RSS, RDF, Atom or CDF says, whichever of their names it uses. */
export function readFields(node: XmlNode): FeedFields {
	const links = readLinks(node);
	const guid = childOf(node, 'guid', 'id', 'dc:identifier');
	const isPermaLink = guid?.name === 'guid' ? !isOpaque(guid) : undefined;
	return {
		...given('id', idOf(node, guid)),
		...given('isPermaLink', isPermaLink),
		...given('title', firstText(node, ['title', 'dc:title', 'media:title', 'itunes:title'])),
		...given('link', findLink(node, links, guid)),
		links,
		...given('published', dateOf(node, 'pubdate', 'published', 'issued', 'dcterms:issued')),
		...given(
			'updated',
			dateOf(node, 'updated', 'atom:updated', 'modified', 'dcterms:modified', 'lastbuilddate') ??
				node.attributes['lastmod'],
		),
		...given('created', dateOf(node, 'created', 'dcterms:created')),
		...given('date', dateOf(node, 'dc:date', 'date')),
		...given('expired', dateOf(node, 'expirationdate', 'expired')),
		...readPeriod(lineOf(node, 'dcterms:valid')),
		authors: readAuthors(node),
		...given('summary', readSummary(node)),
		...given('info', firstText(node, ['info'])),
		contents: readContents(node),
		...given('lang', languageOf(lineOf(node, 'dc:language', 'language') ?? node.lang)),
	};
}

/** Atom's ids are addresses: a path is meant against the base of all. */
function idOf(node: XmlNode, guid: XmlNode | undefined): string | undefined {
	const id = guid === undefined ? (node.attributes['rdf:about'] ?? '') : oneTextLine(guid);
	if (id === '') return undefined;
	return guid?.name === 'id' && id.startsWith('/') ? absoluteAddress(id, guid.base) : id;
}

function isOpaque(guid: XmlNode): boolean {
	return guid.attributes['ispermalink']?.toLowerCase() === 'false';
}

/** A period as Dublin Core writes it: `start=2026-11-01; end=2026-11-30; scheme=W3C-DTF`. */
function readPeriod(written = ''): Pick<FeedFields, 'validFrom' | 'validUntil'> {
	const part = (name: string) => new RegExp(`(?:^|;)\\s*${name}\\s*=\\s*([^;]*[^;\\s])`, 'i').exec(written)?.[1];
	return { ...given('validFrom', part('start')), ...given('validUntil', part('end')) };
}

/** The first of these elements that holds something, on one line. */
export function lineOf(node: XmlNode, ...names: readonly string[]): string | undefined {
	for (const name of names) {
		for (const child of node.children) {
			if (typeof child === 'string' || child.name !== name) continue;
			const line = oneTextLine(child);
			if (line !== '') return line;
		}
	}
	return undefined;
}

/** A date that is given again takes back the one before. */
function dateOf(node: XmlNode, ...names: readonly string[]): string | undefined {
	for (const name of names) {
		const line = childrenOf(node, name)
			.map((child) => oneTextLine(child))
			.findLast((date) => date !== '');
		if (line !== undefined) return line;
	}
	return undefined;
}

function oneTextLine(node: XmlNode): string {
	return oneLine(rawText(node).slice(0, MAX_LINE));
}

function firstText(node: XmlNode, names: readonly string[]): FeedText | undefined {
	for (const name of names) {
		for (const child of childrenOf(node, name)) {
			const text = readText(child);
			if (text.value !== '') return text;
		}
	}
	return undefined;
}

function readSummary(node: XmlNode): FeedText | undefined {
	const [first] = teasersOf(node);
	if (first !== undefined) return first;
	return firstText(node, SUMMARIES) ?? firstText(childOf(node, 'media:group') ?? node, ['media:description']);
}

function readContents(node: XmlNode): FeedText[] {
	const contents = CONTENTS.flatMap((name) => childrenOf(node, name).map(readText));
	return [...contents, ...teasersOf(node).slice(1)].filter(({ value, src }) => value !== '' || src !== undefined);
}

/** An entry with both a description and a summary gives its teaser first and its text second. */
function teasersOf(node: XmlNode): FeedText[] {
	const [description] = childrenOf(node, 'description');
	const [summary] = childrenOf(node, 'summary');
	if (description === undefined || summary === undefined) return [];
	const inOrder =
		node.children.indexOf(description) < node.children.indexOf(summary)
			? [description, summary]
			: [summary, description];
	const texts = inOrder.map(readText).filter(({ value }) => value !== '');
	return texts[0]?.value === texts[1]?.value ? texts.slice(0, 1) : texts;
}

function readLinks(node: XmlNode): FeedLink[] {
	const links: FeedLink[] = [];
	for (const link of childrenOf(node, 'link')) {
		const { href, rel, type, title, length, hreflang } = link.attributes;
		const written = href ?? oneTextLine(link);
		if (written === '' && Object.keys(link.attributes).length === 0) continue;
		// An empty address means the document itself.
		const address = href === '' ? link.base : absoluteAddress(written, link.base);
		links.push({
			...given('href', address === '' ? undefined : address),
			rel: (rel ?? 'alternate').replace(/^http:\/\/www\.iana\.org\/assignments\/relation\//, ''),
			...given('type', type),
			...given('title', title),
			...given('length', length),
			...given('hreflang', hreflang),
		});
	}
	const { href } = node.attributes;
	if (links.length === 0 && href !== undefined && href !== '')
		links.push({ href: absoluteAddress(href, node.base), rel: 'alternate' });
	return links;
}

/** The page's address: a link to it, for want of one a guid or an RDF name that is an address and does not deny it. */
function findLink(node: XmlNode, links: readonly FeedLink[], guid: XmlNode | undefined): string | undefined {
	const pages = links.filter(({ href, rel }) => href !== undefined && rel.toLowerCase() === 'alternate');
	const page = pages.find(({ type }) => type === undefined || type.includes('html')) ?? pages[0];
	if (page !== undefined) return page.href;
	const names = [guid === undefined || isOpaque(guid) ? '' : oneTextLine(guid), node.attributes['rdf:about'] ?? ''];
	return names.find((name) => /^https?:\/\//i.test(name));
}
