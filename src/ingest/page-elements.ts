import type { Selectors } from '#core/source.ts';
import type { LinkedData } from './json-ld.ts';
import { oneLine, plainLine } from './plain-line.ts';

/** A page with what is known of it. */
export interface Page {
	readonly document: Document;
	readonly data: LinkedData;
	/** Address that relative ones are resolved against. */
	readonly base: string | undefined;
	readonly url: string | undefined;
	readonly selectors: Selectors;
}

/** Contents of the meta elements of these names, whichever attribute names them, in the order of the names. */
export function metas(document: Document, names: readonly string[]): string[] {
	const all = [...document.querySelectorAll('meta')].map((meta) => ({
		name: (
			meta.getAttribute('property') ??
			meta.getAttribute('name') ??
			meta.getAttribute('itemprop') ??
			''
		).toLowerCase(),
		content: oneLine(meta.getAttribute('content') ?? ''),
	}));
	return names.flatMap((name) =>
		all.filter((meta) => meta.name === name && meta.content !== '').map((meta) => meta.content),
	);
}

/** An attribute of the first element that matches, on one line; empty where there is none. */
export function attributeOf(document: Document, selector: string, name: string): string {
	return oneLine(document.querySelector(selector)?.getAttribute(name) ?? '');
}

/** The text of an element on one line, tags as word breaks. */
export function lineIn(element: Element | null | undefined): string {
	return element === null || element === undefined ? '' : plainLine(element.innerHTML);
}

/** The address that relative ones of the page are resolved against. */
export function baseOf(document: Document, url: string | undefined): string | undefined {
	const href = attributeOf(document, 'base[href]', 'href');
	return (href === '' ? undefined : URL.parse(href, url)?.href) ?? url;
}
