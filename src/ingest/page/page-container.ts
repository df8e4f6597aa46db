import type { Document } from './tree/document.ts';
import type { Element, ParentNode } from './tree/node.ts';

/** Elements whose text is about the site, not of the article. */
const ASIDE_TAGS = new Set(['NAV', 'FOOTER', 'ASIDE', 'FORM', 'BUTTON', 'SCRIPT', 'TEMPLATE', 'NOSCRIPT']);
const BESIDE = /newsletter|footer|(?<!with-|has-|no-)sidebar|share-|social|advert|cookie|consent|promo/i;
/** The same for what may be longer than the article. */
const OF_READERS = /comment|related|recommend|disqus/i;
/** Longest prose of what is beside the matter by its name alone. */
const MAX_BESIDE = 3000;
/** Where pages say that their text is, most telling first. */
const CONTAINERS: readonly ((element: Element) => boolean)[] = [
	(element) => element.getAttribute('itemprop') === 'articleBody',
	(element) =>
		/article-(body|content)|article__(body|content)|articlebody|entry-content|post-(content|body)|post__content|story-body|rich-?text|blog-content/i.test(
			element.className,
		),
	(element) => element.tagName === 'ARTICLE',
	(element) => element.tagName === 'MAIN' || element.getAttribute('role') === 'main',
];
/** A container with this share of what the widest one holds is it. */
const MIN_SHARE = 0.75;
/** The one article of a page leaves more beside it to the rest. */
const MIN_ONLY_SHARE = 0.5;

/** A page whose named containers hold less than this share of its prose keeps its article elsewhere. */
const MIN_NAMED_SHARE = 0.3;
/** The container of a page that names none holds this share of all prose. */
const MIN_UNNAMED_SHARE = 0.75;
/** What holds the article whatever its classes say. */
const SAFE = 'html, body, main, article, [itemprop="articleBody"]';
const SAFE_PARTS = 'h1, main, [itemprop="articleBody"]';

export interface Container {
	readonly element: Element;
	readonly prose: number;
	/** Whether its markup says that it is the article. */
	readonly isNamed: boolean;
}

/** The part of a page that is the article by its own markup, the narrowest that holds nearly all its prose; where there is next to none, by its size. */
export function findContainer(document: Document): Container | undefined {
	const all = [...document.querySelectorAll('*')];
	const known: KnownProse = new Map();
	const best = CONTAINERS.map((isContainer) => richest(all.filter(isContainer), known));
	const articles = all.filter(({ tagName }) => tagName === 'ARTICLE');
	const only = articles.length === 1 ? articles[0] : undefined;
	const widest = Math.max(0, ...best.map((found) => found?.prose ?? 0));
	const { body } = document;
	const whole = proseLength(body, known);
	if (widest < MIN_NAMED_SHARE * whole) return { ...deepest(body, MIN_UNNAMED_SHARE * whole, known), isNamed: false };
	const named = best.find(
		(found) => found !== undefined && found.prose >= (found.element === only ? MIN_ONLY_SHARE : MIN_SHARE) * widest,
	);
	return widest === 0 || named === undefined ? undefined : { ...named, isNamed: true };
}

/** The innermost element that holds as much prose. */
function deepest(element: Element, min: number, known: KnownProse): { element: Element; prose: number } {
	let found = { element, prose: proseLength(element, known) };
	for (;;) {
		const inner = [...found.element.children]
			.filter((child) => !isBeside(child, known))
			.map((child) => ({ element: child, prose: proseLength(child, known) }))
			.find(({ prose }) => prose >= min);
		if (inner === undefined) return found;
		found = inner;
	}
}

function richest(elements: readonly Element[], known: KnownProse): { element: Element; prose: number } | undefined {
	let best: { element: Element; prose: number } | undefined;
	for (const element of elements.slice(0, 50)) {
		const prose = proseLength(element, known);
		if (best === undefined || prose > best.prose) best = { element, prose };
	}
	return best;
}

/** What {@link proseLength} gave for elements of a tree that stays as it is. */
type KnownProse = Map<ParentNode, number>;

/** Length of the text of an element that is neither linked nor beside the matter. */
export function proseLength(element: Document | Element, known: KnownProse = new Map()): number {
	const before = known.get(element);
	if (before !== undefined) return before;
	let length = 0;
	for (let node = element.firstChild; node !== null; node = node.nextSibling) {
		if (node.nodeType === 3) {
			const text = node.nodeValue;
			if (node.parentElement?.tagName !== 'A')
				length += text.replace(/\s+/g, ' ').length - (/^\s*$/.test(text) ? 1 : 0);
		}
	}
	for (let child = element.firstElementChild; child !== null; child = child.nextElementSibling)
		if (child.tagName !== 'A' && !isBeside(child, known)) length += proseLength(child, known);
	known.set(element, length);
	return length;
}

/** Takes out of a container what is beside the matter. */
export function cleanContainer(container: Element): void {
	for (const element of container.querySelectorAll('*')) {
		if (element.parentElement === null) continue;
		if (isBeside(element)) element.remove();
	}
}

function isBeside(element: Element, known?: KnownProse): boolean {
	if (ASIDE_TAGS.has(element.tagName)) return true;
	const { className, id } = element;
	if (OF_READERS.test(className) || OF_READERS.test(id)) return !holdsArticle(element);
	// `sidebar-layout`, `page-footer`: what surrounds the article goes by such names too.
	const isNamed = BESIDE.test(className) || BESIDE.test(id);
	return isNamed && proseLength(element, known) < MAX_BESIDE && !holdsArticle(element);
}

function holdsArticle(element: Element): boolean {
	return element.matches(SAFE) || element.querySelector(SAFE_PARTS) !== null;
}
