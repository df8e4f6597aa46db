import { Readability } from '@mozilla/readability';
import type { Selectors } from '#core/source.ts';
import { lineIn } from './page-elements.ts';
import { Document } from './tree/document.ts';
import { Element } from './tree/node.ts';

const CAPTION = /caption|photo-?credit|image-?credit/i;
const CLUTTER_TAGS = new Set(['TEMPLATE', 'FORM', 'BUTTON', 'INPUT', 'NOSCRIPT', 'SCRIPT']);
const CLUTTER =
	/share-|social|newsletter|related|read-more|recommend|advert|comment-list|author-?(bio|box|card|info|about|block)|about-?(the-?)?author|breadcrumb|sign-?up|subscri|promo|outbrain|taboola|disqus|most-read|most-popular|trending|sponsor|pagination|follow-us|cookie/i;
const CLUTTER_ID = /comments/i;
/** What, inside of something, shows that it is more than clutter. */
const ARTICLE_PARTS = 'article, main, [itemprop="articleBody"], p + p + p';
/** What holds the article whatever its classes say. */
const SAFE = 'article, main, body, html, [itemprop="articleBody"]';
/** “Found a mistake? Select it and press Ctrl+Enter”, in whatever language. */
const TYPO_PROMPT = /ctrl\s*\+\s*enter/i;
const MAX_PROMPT_LENGTH = 200;
const MAX_CAPTION_LENGTH = 600;
const MAX_MEASURED = 500_000;
/** What a button folds away within an article, unlike what is hidden for being decoration. */
const MIN_FOLDED = 200;

/**
 * The element with a page's main text, or undefined where there is none. Takes the document apart.
 *
 * Cleaning first makes the text purer but may take away too much of an odd page. A source's own selectors beat the heuristics of Readability.
 */
export function findBody(
	document: Document,
	selectors: Selectors | undefined,
	isCleaned: boolean,
): Element | undefined {
	for (const element of (selectors?.remove ?? []).flatMap((selector) => [...document.querySelectorAll(selector)]))
		element.remove();
	const chosen = selectors?.body === undefined ? [] : [...document.querySelectorAll(selectors.body)];
	if (chosen.length > 0) return joined(document, chosen);
	if (isCleaned) removeClutter(document);
	// As a tree: written out it would have to be parsed again.
	const options = { charThreshold: 200, disableJSONLD: true, serializer: (node: Node) => node };
	const content = isReadable(document) ? new Readability<Node>(document, options).parse()?.content : undefined;
	return content instanceof Element && content.firstChild !== null ? content : undefined;
}

/** Readability asks for a browser's document; ours has all that it uses of one. */
function isReadable(document: Document): document is Document & globalThis.Document {
	return document instanceof Document;
}

/** The parts of a text under one element; a part within another one stays there. */
function joined(document: Document, parts: readonly Element[]): Element {
	const holder = document.createElement('div');
	for (const part of parts.filter((one) => !parts.some((other) => other !== one && other.contains(one))))
		holder.append(part);
	return holder;
}

/** Takes out what misleads the search for the text; captions go too, unless they stand in a figure that explains them. */
export function removeClutter(document: Document): void {
	for (const element of document.querySelectorAll('*')) {
		if (isClutter(element) || isTypoPrompt(element) || isLooseCaption(element)) element.remove();
	}
}

function isClutter(element: Element): boolean {
	const { className, id, tagName } = element;
	const isNamed = CLUTTER.test(className) || CLUTTER_ID.test(id);
	const isHidden = element.getAttribute('aria-hidden') === 'true' && tagName !== 'IMG' && !isFolded(element);
	if (!(isNamed || isHidden || CLUTTER_TAGS.has(tagName))) return false;
	if (tagName === 'NOSCRIPT' && element.querySelector('img') !== null) return false;
	return !element.matches(SAFE) && element.querySelector(ARTICLE_PARTS) === null;
}

function isFolded(element: Element): boolean {
	return element.closest('main, article, [role="main"]') !== null && lineIn(element, 1000).length >= MIN_FOLDED;
}

function isTypoPrompt(element: Element): boolean {
	if (!/^(P|DIV|SPAN|SMALL|EM)$/.test(element.tagName)) return false;
	const line = lineIn(element, MAX_PROMPT_LENGTH + 100);
	return line.length <= MAX_PROMPT_LENGTH && TYPO_PROMPT.test(line);
}

function isLooseCaption(element: Element): boolean {
	if (element.tagName !== 'FIGCAPTION' && !CAPTION.test(element.className)) return false;
	const isOfFigure = element.tagName === 'FIGCAPTION' && element.closest('figure')?.querySelector('img') !== null;
	return !isOfFigure && element.querySelector('img, p + p') === null && lineIn(element).length <= MAX_CAPTION_LENGTH;
}

/** How much of a text's length are links: a list of headlines is nearly all of it. */
export function linkDensity(element: Element): number {
	const length = lineIn(element, MAX_MEASURED).length;
	const linked = [...element.querySelectorAll('a')].reduce((sum, link) => sum + lineIn(link).length, 0);
	return length === 0 ? 1 : linked / length;
}
