import { Readability } from '@mozilla/readability';
import type { Selectors } from '#core/source.ts';
import { lineIn } from './page-elements.ts';

const CAPTIONS =
	'figcaption, [class*="caption" i], [class*="photo-credit" i], [class*="photocredit" i], [class*="image-credit" i], [class*="imagecredit" i]';
const CLUTTER =
	'script, style, template, iframe, noscript:not(:has(img)), form, button, input, select, [aria-hidden="true"]:not(img), [class*="share-" i], [class*="social" i], [class*="newsletter" i], [class*="related" i], [class*="read-more" i], [class*="recommend" i], [class*="advert" i], [id*="comments" i], [class*="comment-list" i]';
/** What holds the article whatever its classes say. */
const SAFE = 'article, main, body, html, [itemprop="articleBody"]';
/** “Found a mistake? Select it and press Ctrl+Enter”, in whatever language. */
const TYPO_PROMPT = /ctrl\s*\+\s*enter/i;
const MAX_PROMPT_LENGTH = 200;
const MAX_CAPTION_LENGTH = 600;

/**
 * The HTML of a page's main text; empty where there is none. Takes the document apart.
 *
 * Cleaning first makes the text purer but may take away too much of an odd page. A source's own selectors beat the heuristics of Readability.
 */
export function findBodyHtml(document: Document, selectors: Selectors | undefined, isCleaned: boolean): string {
	for (const element of (selectors?.remove ?? []).flatMap((selector) => [...document.querySelectorAll(selector)]))
		element.remove();
	const chosen = selectors?.body === undefined ? [] : [...document.querySelectorAll(selectors.body)];
	if (chosen.length > 0) return chosen.map((element) => element.innerHTML).join('\n');
	if (isCleaned) removeClutter(document);
	return new Readability(document, { charThreshold: 200, disableJSONLD: true }).parse()?.content ?? '';
}

/** Takes out what misleads the search for the text; captions go too, unless they stand in a figure that explains them. */
function removeClutter(document: Document): void {
	for (const element of document.querySelectorAll(CLUTTER)) {
		if (!element.matches(SAFE) && element.querySelector('article, main, [itemprop="articleBody"], p + p + p') === null)
			element.remove();
	}
	for (const line of document.querySelectorAll('p, div, span, small, em')) {
		const text = lineIn(line);
		if (text.length <= MAX_PROMPT_LENGTH && TYPO_PROMPT.test(text)) line.remove();
	}
	for (const caption of document.querySelectorAll(CAPTIONS)) {
		const isOfFigure = caption.tagName === 'FIGCAPTION' && caption.closest('figure')?.querySelector('img') !== null;
		if (!isOfFigure && caption.querySelector('img, p + p') === null && lineIn(caption).length <= MAX_CAPTION_LENGTH)
			caption.remove();
	}
}

/** How much of a text's length are links: a list of headlines is nearly all of it. */
export function linkDensity(element: Element): number {
	const length = lineIn(element).length;
	const linked = [...element.querySelectorAll('a')].reduce((sum, link) => sum + lineIn(link).length, 0);
	return length === 0 ? 1 : linked / length;
}
