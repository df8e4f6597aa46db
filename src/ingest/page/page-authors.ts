import { bylineOf } from '#ingest/adapters/text-lines.ts';
import { plainLine } from '#ingest/text/plain-line.ts';
import { textsOf } from './json-ld.ts';
import { lineIn, metas, type Page } from './page-elements.ts';
import type { Document } from './tree/document.ts';

const AUTHOR_METAS = ['author', 'article:author', 'parsely-author', 'sailthru.author', 'mediator_author', 'byl'];
/** Papers name each of their authors in an element of its own. */
const SCHOLAR_METAS = ['citation_author', 'citation_authors', 'dc.creator'];
/** Where readers see who wrote it, most telling first. */
const PLACES = [
	'[itemprop="author"] [itemprop="name"], [itemprop="author"]',
	'[rel~="author"]',
	'[class*="author-name" i], [class*="author_name" i], [class*="authorname" i], [class*="author__name" i], [class*="author-link" i]',
	'[class*="byline" i] a, [class*="byline" i]',
	'[class*="author" i] a, [class~="author" i], [class*="author-title" i], [class*="written-by" i]',
	'a[href*="/author/"], a[href*="/authors/"], a[href*="/contributors/"], a[href*="/by/"], a[href*="/avtor"]',
];
const MAX_NAMES = 10;
/** What says that a name follows. */
const LEAD =
	/^(?:(?:written|posted|published|content|words|story|article|text|reported|reviewed|photos?) (?:and \w+ )?by|by|from|author|автор(?:ы|у)?|текст|жазган|автору)(?:\s*[:—–-]\s*|\s+|$)/iu;
const NO_NAME =
	/https?:|@|\d{2}|(^|\s)www\.|\.(com|org|net|ru|kg)\b|[!?]$|\b(updated|published|minutes?|read more|share|follow|subscribe|view all|posts?|about|articles?|by|in|contributors?)\b|^(author|editor|reporter|correspondent|staff writer|contributor|редакция|admin|administrator)$/i;

/** Who wrote the article of a page: as its source's selector, JSON-LD, meta elements or, last, its bylines say. */
export function findAuthors({ document, data, selectors }: Page): string[] {
	const chosen = selectors.author === undefined ? [] : [...document.querySelectorAll(selectors.author)];
	const places = [
		() => chosen.map((element) => lineIn(element, 300)),
		() => textsOf(data['author'], 'name'),
		() => metas(document, SCHOLAR_METAS).flatMap((name) => name.split(';')),
		() => textsOf(data['creator'], 'name'),
		() => metas(document, AUTHOR_METAS),
		() => labelledMetas(document),
	];
	for (const [index, place] of places.entries()) {
		const lines = place();
		const names = unique(index === 2 ? lines.flatMap((line) => wholeName(line)) : lines.flatMap(namesIn));
		if (names.length > 0) return names.slice(0, MAX_NAMES);
	}
	return seenAuthors(document);
}

/** Yoast and its like: `twitter:label1` says what `twitter:data1` is. */
function labelledMetas(document: Document): string[] {
	return ['1', '2', '3'].flatMap((number) =>
		/^(written by|автор|author)/i.test(metas(document, [`twitter:label${number}`])[0] ?? '')
			? metas(document, [`twitter:data${number}`])
			: [],
	);
}

/** A page with many bylines is a list, or shows its readers' names. */
function seenAuthors(document: Document): string[] {
	for (const place of PLACES) {
		const elements = [...document.querySelectorAll(place)].filter(
			(element) => element.closest('nav, footer, aside, [class*="comment" i], [class*="related" i]') === null,
		);
		const lines = elements.slice(0, 8).map((element) => lineIn(element, 200));
		const names = unique(lines.flatMap(namesIn).filter(looksLikeName));
		if (names.length > 0 && names.length <= 4) return names;
	}
	return writtenBylines(document);
}

/** The first short line that says `By Anna Lee`, or the name after an element that says `By` alone. */
function writtenBylines(document: Document): string[] {
	for (const element of document.querySelectorAll('p, div, span, em, i, small, strong, li')) {
		const line = lineIn(element, 120);
		if (line.length > 80 || !LEAD.test(line)) continue;
		const rest = line.replace(LEAD, '');
		const names = namesIn(rest === '' ? lineIn(element.nextElementSibling, 120) : line).filter(looksLikeName);
		if (names.length > 0 && names.length <= 4) return names;
	}
	return [];
}

/** One name that may be written last name first. */
function wholeName(line: string): string[] {
	const [last, first, ...more] = plainLine(line).split(/\s*,\s*/);
	if (last === undefined || last === '' || more.length > 0) return namesIn(line);
	return first === undefined ? [last] : [`${first} ${last}`];
}

/** The people in a byline: `By Anna Lee and Bo Li, Reuters` → Anna Lee, Bo Li, Reuters. */
function namesIn(byline: string): string[] {
	const line = plainLine(byline);
	const bare = (bylineOf(line) ?? line).replace(LEAD, '').replace(LEAD, '');
	return bare
		.split(/\s*(?:,|;|\||·|•|\band\b|&|\s+и\s+|\s+жана\s+)\s*/u)
		.map((name) => name.replace(/\s*\(.*\)?$|\s+[–—-]\s.*$|\s+in$/, '').trim())
		.filter((name) => /^\p{L}/u.test(name) && name.length <= 60 && name.split(' ').length <= 5 && !NO_NAME.test(name));
}

/** Whether a visible text may be somebody's name: words with capitals, no sentence. */
function looksLikeName(name: string): boolean {
	const words = name.split(' ');
	return (
		words.every((word) => /^(\p{Lu}|de|van|von|der|da|du|la|le|el|al|bin|ibn|d’|d')/u.test(word)) &&
		!/[.]$/.test(name.replace(/\b(Jr|Sr|Dr)\.$/, ''))
	);
}

function unique(names: readonly string[]): string[] {
	return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}
