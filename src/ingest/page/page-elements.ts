import type { Selectors } from '#core/source.ts';
import { INLINE_TAGS, oneLine, SILENT_TAGS } from '#ingest/text/plain-line.ts';
import type { LinkedData } from './json-ld.ts';
import type { Document } from './tree/document.ts';
import type { Element, ParentNode } from './tree/node.ts';

const TEXT_NODE = 3;

/** A page with what is known of it. */
export interface Page {
	readonly document: Document;
	readonly data: LinkedData;
	/** Address that relative ones are resolved against. */
	readonly base: string | undefined;
	readonly url: string | undefined;
	readonly selectors: Selectors;
}

interface Meta {
	readonly name: string;
	readonly content: string;
}

const metasOf = new WeakMap<Document, readonly Meta[]>();

/** Contents of the meta elements of these names, whichever attribute names them, in the order of the names. */
export function metas(document: Document, names: readonly string[]): string[] {
	const all = metasOf.get(document) ?? readMetas(document);
	metasOf.set(document, all);
	return names.flatMap((name) => all.filter((meta) => meta.name === name).map((meta) => meta.content));
}

function readMetas(document: Document): Meta[] {
	const all = [...document.querySelectorAll('meta')].map((meta) => ({
		name: (['property', 'name', 'itemprop'].map((key) => meta.getAttribute(key)).find(Boolean) ?? '').toLowerCase(),
		content: oneLine(meta.getAttribute('content') ?? ''),
	}));
	return all.filter((meta) => meta.content !== '');
}

/** An attribute of the first element that matches, on one line; empty where there is none. */
export function attributeOf(document: Document, selector: string, name: string): string {
	return oneLine(document.querySelector(selector)?.getAttribute(name) ?? '');
}

/** Longest line that is made of an element. */
const MAX_LINE = 20_000;

/** The text of an element on one line, tags as word breaks; about `max` characters of it. */
export function lineIn(element: Element | null | undefined, max = MAX_LINE): string {
	if (element === null || element === undefined) return '';
	const parts: string[] = [];
	collectText(element, parts, max);
	return oneLine(parts.join(''));
}

/** Adds the texts below a node, up to a length. @returns what is left of that length */
function collectText(parent: ParentNode, parts: string[], max: number): number {
	let left = max;
	for (let node = parent.firstChild; node !== null && left > 0; node = node.nextSibling) {
		if (node.nodeType === TEXT_NODE) {
			const text = node.nodeValue;
			parts.push(text.length > left ? text.slice(0, left) : text);
			left -= text.length;
		} else {
			const name = node.localName;
			if (SILENT_TAGS.has(name)) continue;
			const gap = INLINE_TAGS.has(name) ? '' : ' ';
			parts.push(gap);
			left = collectText(node, parts, left);
			parts.push(gap);
		}
	}
	return left;
}

/** The address that relative ones of the page are resolved against. */
export function baseOf(document: Document, url: string | undefined): string | undefined {
	const href = attributeOf(document, 'base[href]', 'href');
	return (href === '' ? undefined : URL.parse(href, url)?.href) ?? url;
}
