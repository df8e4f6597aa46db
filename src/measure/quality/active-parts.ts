import type { Element, Nodes } from 'hast';
import { fromParse5 } from 'hast-util-from-parse5';
import { parse } from 'parse5';

/** Elements that run, load or post something, change what addresses mean, or bring another language of markup along. */
const ACTIVE_TAGS = new Set(
	'script style iframe frame frameset object embed applet form svg math base link meta template portal noscript xml audio video marquee bgsound isindex button input textarea select dialog'.split(
		' ',
	),
);
/** What our own pages have in their heads. */
const OWN_META = new Set(['description']);
const ACTIVE_ATTRIBUTES = new Set(
	'srcdoc formaction action ping background dynsrc lowsrc code codebase archive classid is http-equiv xlink:href xml:base contenteditable'.split(
		' ',
	),
);
/** What is shown or read out, never followed. */
const WORDS = new Set(['alt', 'title', 'content', 'class', 'id', 'lang']);
const ACTIVE_SCHEME =
	/^(javascript|vbscript|livescript|mocha|jar|blob|filesystem|view-source|data(?!:image\/(png|gif|jpeg|webp)[;,])):/i;
const ACTIVE_STYLE = /expression|url\(|@import|behaviou?r|-moz-binding/i;

/** What of a page could run or load something, as the HTML Standard's own parser sees it; one note a part. */
export function activeParts(html: string): string[] {
	const found: string[] = [];
	const waiting: Nodes[] = [fromParse5(parse(html, { scriptingEnabled: false }))];
	for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
		if (node.type === 'element') found.push(...activePartsOf(node));
		if ('children' in node) waiting.push(...node.children);
		if (node.type === 'element' && node.content !== undefined) waiting.push(node.content);
	}
	return found;
}

function activePartsOf({ tagName, properties }: Element): string[] {
	const attributes = Object.entries(properties).flatMap(([name, value]) => {
		const text = Array.isArray(value) ? value.join(' ') : String(value ?? '');
		return isActive(name.toLowerCase(), text) ? [`${tagName} ${name}=${text}`] : [];
	});
	return isActiveTag(tagName, properties) ? [tagName, ...attributes] : attributes;
}

function isActiveTag(tag: string, { type, name }: Element['properties']): boolean {
	if (tag === 'script' && type === 'application/ld+json') return false;
	if (tag === 'meta' && OWN_META.has(String(name))) return false;
	return ACTIVE_TAGS.has(tag.toLowerCase()) || tag.includes(':');
}

function isActive(name: string, value: string): boolean {
	if (/^on/.test(name) || ACTIVE_ATTRIBUTES.has(name)) return true;
	if (WORDS.has(name)) return false;
	if (name === 'style') return ACTIVE_STYLE.test(value.replace(/\\|\/\*.*?\*\//g, ''));
	// Browsers read addresses without control characters, and without white space before the scheme and in it.
	return value.split(/,(?=\s)/).some((address) => ACTIVE_SCHEME.test(address.replace(/[\0-\x20\x7f-\xa0]/g, '')));
}
