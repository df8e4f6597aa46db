import { plainLine } from '#ingest/text/plain-line.ts';
import { textsOf } from './json-ld.ts';
import { lineIn, metas, type Page } from './page-elements.ts';
import type { Document } from './tree/document.ts';

const MAX_HEADINGS = 20;
/** Share of a headline's words that a declared title must have for the two to be one. */
const MIN_SHARED = 0.5;

/**
 * The headline that readers see, where it can be told: one that a declared title begins with, else the page's one
 * headline where it says no less than its titles; else a declared title without the site's name.
 */
export function findTitle({ document, data, url, selectors }: Page): string | undefined {
	const chosen = selectors.title === undefined ? '' : lineIn(document.querySelector(selectors.title));
	if (chosen !== '') return chosen;
	const declared = [...textsOf(data['headline']).map(plainLine), ...metas(document, ['og:title', 'twitter:title'])];
	const pageTitle = lineIn(document.querySelector('title'));
	const titles = [...declared, pageTitle].filter((title) => title !== '');
	const siteName = metas(document, ['og:site_name', 'application-name'])[0];
	const headings = headingsOf(document, 'h1, [itemprop="headline"]').filter((heading) => heading !== siteName);
	const single = new Set(headings).size === 1 ? headings[0] : undefined;
	const exact = headings.find((heading) => titles.some((title) => isBeginning(heading, title)));
	const akin = headings.find((heading) => titles.some((title) => sharedWords(heading, title) >= MIN_SHARED));
	const named = titles.map((title) => withoutSite(title, { siteName, url })).find((title) => title !== '');
	const lower = headingsOf(document, 'h2').find((heading) => titles.some((title) => isBeginning(heading, title)));
	return [exact, akin, isTelling(single, titles) ? single : undefined, lower, named, single].find(
		(title) => title !== undefined && title !== '',
	);
}

function headingsOf(document: Document, selector: string): string[] {
	return [...document.querySelectorAll(selector)]
		.slice(0, MAX_HEADINGS)
		.map((heading) => lineIn(heading, 500))
		.filter((heading) => heading.length >= 8);
}

/** Whether the one headline of a page is that of its article: it is no label, and no shorter than half of what the page is called. */
function isTelling(single: string | undefined, titles: readonly string[]): boolean {
	const words = wordsOf(single ?? '').length;
	return words >= 3 && titles.every((title) => words * 2 >= wordsOf(title).length);
}

function wordsOf(text: string): string[] {
	return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Share of the words of a headline that a title has too; of a title shorter by far, of its own words. */
function sharedWords(heading: string, title: string): number {
	const [short, long] = [new Set(wordsOf(heading)), new Set(wordsOf(title))].sort((a, b) => a.size - b.size);
	if (short === undefined || long === undefined || short.size < 3) return 0;
	return [...short].filter((word) => long.has(word)).length / short.size;
}

function isBeginning(heading: string, title: string): boolean {
	const [short, long] = [heading, title].map((text) => wordsOf(text).join(' '));
	return short !== undefined && long !== undefined && short.length * 3 >= long.length && long.startsWith(short);
}

/** A title without the name of its site before or behind it. */
function withoutSite(title: string, site: { siteName: string | undefined; url: string | undefined }): string {
	const parts = title.split(/\s+[|»·•–—-]\s+|\s*::\s*|\s*\|\s*/).filter((part) => part !== '');
	const last = parts.at(-1);
	if (parts.length < 2 || last === undefined) return title;
	if (isSite(last, site)) return title.slice(0, title.lastIndexOf(last)).replace(/[\s|»·•–—:-]+$/, '');
	const first = parts[0] ?? title;
	if (isSite(first, site)) return title.slice(first.length).replace(/^[\s|»·•–—:-]+/, '');
	const isSuffixed = first.length >= 15 && (parts.length > 2 || (parts[1] ?? '').length < first.length);
	return isSuffixed ? first : title;
}

/** Whether a part of a title is the name of the site: the one it gives itself, or that of its host. */
function isSite(part: string, { siteName, url }: { siteName: string | undefined; url: string | undefined }): boolean {
	const letters = wordsOf(part).join('');
	const host = (URL.parse(url ?? '')?.hostname ?? '').replace(/^www\./, '').replace(/[^\p{L}\p{N}]+/gu, '');
	return letters.length >= 3 && (letters === wordsOf(siteName ?? '').join('') || host.startsWith(letters));
}
