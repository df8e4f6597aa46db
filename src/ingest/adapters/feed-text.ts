import { given } from '../given.ts';
import { absoluteAddress } from './feed-address.ts';
import type { FeedText } from './feed-document.ts';
import type { XmlNode } from './xml.ts';
import { escapeXml, innerHtml, markupOf, rawText } from './xml-node.ts';

/** So much of a text tells whether it is HTML. */
const LOOKED_AT = 50_000;
const TYPES: Readonly<Record<string, string>> = {
	text: 'text/plain',
	html: 'text/html',
	xhtml: 'application/xhtml+xml',
};

/** Reads a text of Atom or RSS: plain, escaped, in Base64 or as elements. What says nothing is judged by its looks. */
export function readText(node: XmlNode): FeedText {
	const written = (node.attributes['type'] ?? '').toLowerCase().replace(/;.*$/, '').trim();
	const mode = (node.attributes['mode'] ?? '').toLowerCase();
	const inner = written === 'xhtml' ? (onlyDivOf(node) ?? node) : node;
	const named = TYPES[written] ?? (written.includes('/') ? written : undefined);
	const isEncoded = mode === 'base64' || (mode === '' && isBinaryType(named ?? ''));
	const value = isEncoded ? fromBase64(rawText(node)) : writtenIn(inner, named);
	const { base, lang } = inner;
	const declared = isEncoded && isBinaryType(named ?? '') ? undefined : named;
	const { src } = node.attributes;
	return {
		value: value.trim(),
		type: declared ?? guessType(value, node),
		base,
		lang: languageOf(lang),
		...given('src', src === undefined || src === '' ? undefined : absoluteAddress(src, node.base)),
	};
}

/** A text as HTML, its relative links made absolute where `base` is given. */
export function htmlOf({ value, type }: FeedText, base?: string): string {
	if (type === 'text/plain') return escapeXml(value);
	return base === undefined ? value : withAbsoluteLinks(value, base);
}

/** A language as BCP 47 writes it. An empty one takes back what an outer element says. */
export function languageOf(written: string | undefined): string | undefined {
	const lang = written?.trim().replaceAll('_', '-');
	return lang === '' ? undefined : lang;
}

/** Elements inside a text that calls itself plain are the publisher's mistake: they are markup all the same. */
function writtenIn(node: XmlNode, type: string | undefined): string {
	if (type === 'application/xhtml+xml') return markupOf(node, node.base);
	const isText = type === 'text/plain' && node.children.every((child) => typeof child === 'string');
	return isText ? rawText(node) : innerHtml(node);
}

/** Atom wraps XHTML in a `div` that is no part of it. */
function onlyDivOf(node: XmlNode): XmlNode | undefined {
	const [only, ...more] = node.children.filter((child) => typeof child !== 'string' || child.trim() !== '');
	const isDiv = typeof only === 'object' && /^(xhtml:)?div$/.test(only.name);
	return isDiv && more.length === 0 ? only : undefined;
}

/** What is neither text nor XML stands in Base64, says Atom. */
function isBinaryType(type: string): boolean {
	return type.includes('/') && !/^text\/|xml/.test(type);
}

function fromBase64(text: string): string {
	return Buffer.from(text, 'base64').toString('utf8');
}

function guessType(value: string, node: XmlNode): string {
	if (/^xhtml:/.test(node.name)) return 'application/xhtml+xml';
	return /<\/?[a-z][^<>]*>|&(?:#x?[\da-f]+|[a-z]\w+);/i.test(value.slice(0, LOOKED_AT)) ? 'text/html' : 'text/plain';
}

function withAbsoluteLinks(html: string, base: string): string {
	if (!/(?:href|src)\s*=/i.test(html)) return html;
	return html.replace(/<[a-z][^<>]*>/gi, (tag) =>
		tag.replace(
			/(\s(?:href|src)\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)/gi,
			(whole: string, before: string, written: string) => {
				const address = absolute(written.replace(/^(["'])(.*)\1$/s, '$2').trim(), base);
				return address === undefined ? whole : `${before}"${address}"`;
			},
		),
	);
}

/** A relative address of HTML made absolute, otherwise as written; undefined where it is not relative. */
function absolute(written: string, base: string): string | undefined {
	if (written === '' || /^([a-z][a-z0-9+.-]*:|#)/i.test(written)) return undefined;
	return URL.parse(written.replaceAll('&amp;', '&'), base)?.href.replaceAll('&', '&amp;').replaceAll('"', '%22');
}
