import { findDateText, isRelativeDateText, parseDate } from '#core/date.ts';
import { textsOf } from './json-ld.ts';
import { attributeOf, lineIn, metas, type Page } from './page-elements.ts';

const PUBLISHED_METAS = [
	'article:published_time',
	'og:published_time',
	'og:article:published_time',
	'datepublished',
	'citation_publication_date',
	'citation_date',
	'date',
	'pubdate',
	'publishdate',
	'publish-date',
	'publish_date',
	'published_time',
	'publication_date',
	'publication-date',
	'published-date',
	'dc.date',
	'dc.date.issued',
	'dcterms.date',
	'dcterms.created',
	'sailthru.date',
	'parsely-pub-date',
	'article.published',
	'mediator_published_time',
	'analyticsattributes.articledate',
	'cxenseparse:recs:publishtime',
	'rnews:datepublished',
];
const UPDATED_METAS = [
	'article:modified_time',
	'og:updated_time',
	'datemodified',
	'last-modified',
	'dcterms.modified',
	'revised',
];
const DATE_PLACES =
	'[itemprop="datePublished"], time[pubdate], article time[datetime], main time[datetime], header time[datetime], time[datetime], time, [class*="publish" i], [class*="date" i], [id*="date" i], [class*="time" i], [class*="byline" i], [class*="meta" i], [class*="info" i]';
const LABEL =
	/^(published|posted|publication date|date published|опубликовано|дата публикации|жарыяланган|жарыяланды)(?!\p{L})/iu;
/** Dates in the data that scripts of a page are given. */
const IN_SCRIPTS =
	/\\?"(?:datePublished|publishedAt|published_at|publishDate|publish_date|publishedDate|publicationDate|firstPublishedAt|postedAt|published_time|date_published)\\?"\s*:\s*\\?"(\d{4}-\d\d-\d\d[^"\\]{0,30})/;
const MAX_LINES = 3000;

/** When the article of a page was published, as written. */
export function findPublished({ document, data, selectors, url }: Page, html: string): string | undefined {
	const chosen = selectors.date === undefined ? [] : datesOf(document.querySelectorAll(selectors.date));
	const inPath = /\/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=\/|-|$)/.exec(url ?? '');
	const sources = [
		() => chosen,
		() => textsOf(data['datePublished']),
		() => metas(document, PUBLISHED_METAS),
		() => textsOf(data['dateCreated']),
		() => datesOf(document.querySelectorAll('[itemprop="datePublished"], time[pubdate]')),
		() => labelledDates(document),
		() => datesOf(document.querySelectorAll(DATE_PLACES)),
		() => visibleDates(document),
		() => [IN_SCRIPTS.exec(html)?.[1] ?? ''],
		() => [inPath === null ? '' : `${inPath[1]}-${inPath[2]?.padStart(2, '0')}-${inPath[3]?.padStart(2, '0')}`],
		() => datesOf(document.querySelectorAll('p, div, span, em, i, small, li')),
	];
	for (const source of sources) {
		const found = firstDate(source());
		if (found !== undefined) return found;
	}
	return [...document.querySelectorAll(DATE_PLACES)]
		.slice(0, 60)
		.map((element) => lineIn(element, 250))
		.find(isRelativeDateText);
}

/** When it was last changed, as written. */
export function findUpdated({ document, data }: Page): string | undefined {
	return firstDate([
		...textsOf(data['dateModified']),
		...metas(document, UPDATED_METAS),
		attributeOf(document, '[itemprop="dateModified"]', 'content'),
	]);
}

/** Dates in short lines that say of what they are the date. */
function labelledDates(document: Document): string[] {
	return [...document.querySelectorAll('p, div, span, time, li, small')].slice(0, MAX_LINES).flatMap((element) => {
		const line = lineIn(element, 100);
		return line.length < 80 && LABEL.test(line) ? (findDateText(line) ?? []) : [];
	});
}

function datesOf(elements: Iterable<Element>): string[] {
	return [...elements].slice(0, 60).flatMap((element) => {
		const written = element.getAttribute('content') ?? element.getAttribute('datetime') ?? '';
		const text = lineIn(element, 250);
		return [written, text.length > 200 ? '' : (findDateText(text) ?? '')];
	});
}

/** Dates in the lines of text around the headline. */
function visibleDates(document: Document): string[] {
	const heading = document.querySelector('h1');
	if (heading === null) return [];
	const around = [
		heading.previousElementSibling,
		heading.nextElementSibling,
		heading.parentElement,
		heading.parentElement?.nextElementSibling,
		heading.parentElement?.parentElement,
	];
	const line = lineIn(heading, 500);
	return around.map((element) => findDateText(lineIn(element, 1000).replace(line, '').slice(0, 300)) ?? '');
}

function firstDate(candidates: readonly string[]): string | undefined {
	return candidates.find(
		(text) => text !== '' && parseDate(text, { timeZone: 'UTC', now: '2100-01-01T00:00:00Z' }) !== undefined,
	);
}
