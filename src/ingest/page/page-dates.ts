import { findDateText, isRelativeDateText, parseDate } from '#core/date.ts';
import { textsOf } from './json-ld.ts';
import { attributeOf, lineIn, metas, type Page } from './page-elements.ts';
import type { Document } from './tree/document.ts';
import type { Element } from './tree/node.ts';

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
const CHANGED = /(?<!\p{L})(updated|modified|reviewed|changed|edited|обновл\p{L}+|изменен\p{L}+|жаңыртыл\p{L}+)/iu;
const MAX_LINES = 3000;
/** How many elements above and below a headline the lines about it reach. */
const MAX_ABOVE = 6;
const MAX_BELOW = 40;
/** A day without a time and the instant of the same publication are not as far apart, whatever the zones. */
const ZONES_APART = 36 * 3600 * 1000;
const ANY_DATE = { timeZone: 'UTC', now: '2100-01-01T00:00:00Z' };

/** When the article of a page was published, as written. */
export function findPublished(page: Page, html: string): string | undefined {
	const { document, data, selectors } = page;
	const chosen = selectors.date === undefined ? [] : datesOf(document.querySelectorAll(selectors.date));
	const stated = firstDate(chosen) ?? findDeclared(page);
	if (stated !== undefined) return stated;
	const sources = [
		() => textsOf(data['dateCreated']),
		() => datesOf(document.querySelectorAll('[itemprop="datePublished"], time[pubdate]')),
		() => linesWithDate(document, (line) => LABEL.test(line)),
		() => datesNearHeadline(document),
		() => datesOf(document.querySelectorAll(DATE_PLACES)),
		() => visibleDates(document),
		() => [IN_SCRIPTS.exec(html)?.[1] ?? ''],
		() => [dateInPath(page.url)],
		() => datesOf(document.querySelectorAll('p, div, span, em, i, small, li')),
		() => linesWithDate(document, (line, date) => line === date),
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

/** What the data of a page says, or its dateline where the data tells when a site was made anew, or an older text of this address. */
function findDeclared(page: Page): string | undefined {
	const { document, data } = page;
	const declared = firstDate([...textsOf(data['datePublished']), ...metas(document, PUBLISHED_METAS)]);
	const updated = findUpdated(page);
	if (declared === undefined || updated === undefined) return declared;
	const dateline = findDateline(document);
	// A day in a page's header may be today's, that of a change may stand without saying so: nothing is published after it was changed.
	const isOlder = dateline !== undefined && instantOf(updated) - instantOf(dateline) > ZONES_APART;
	return isOlder && Math.abs(instantOf(declared) - instantOf(dateline)) > ZONES_APART ? dateline : declared;
}

/** The one day, its month in letters, that stands alone beside the headline and is not said to be that of a change. */
function findDateline(document: Document): string | undefined {
	const lines = linesNearHeadline(document);
	const changed = new Set(lines.filter(({ line }) => CHANGED.test(line)).map(({ date }) => instantOf(date)));
	const alone = lines.filter(
		({ isAlone, line, date }) => isAlone && /\p{L}{3}/u.test(line) && !changed.has(instantOf(date)),
	);
	const days = new Set(alone.map(({ date }) => instantOf(date)));
	return days.size === 1 ? alone[0]?.date : undefined;
}

function instantOf(date: string): number {
	return Date.parse(parseDate(date, ANY_DATE) ?? '');
}

function dateInPath(url: string | undefined): string {
	const [, year, month = '', day = ''] = /\/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=\/|-|$)/.exec(url ?? '') ?? [];
	return year === undefined ? '' : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** When it was last changed, as written. */
export function findUpdated({ document, data }: Page): string | undefined {
	return firstDate([
		...textsOf(data['dateModified']),
		...metas(document, UPDATED_METAS),
		attributeOf(document, '[itemprop="dateModified"]', 'content'),
	]);
}

/** When a page says in its text that it was changed, as written: all that some say of their age. */
export function findChangeShown({ document }: Page): string | undefined {
	return firstDate(linesWithDate(document, (line) => CHANGED.test(line)));
}

/** Dates in short lines that say of what they are the date, or say nothing else. */
function linesWithDate(document: Document, isMeant: (line: string, date: string) => boolean): string[] {
	return [...document.querySelectorAll('p, div, span, time, li, small')].slice(0, MAX_LINES).flatMap((element) => {
		const line = lineIn(element, 100);
		const date = line.length < 80 ? findDateText(line) : undefined;
		return date !== undefined && isMeant(line, date) ? [date] : [];
	});
}

/** Dates in lines just above and below the headline, nearest first; without those of changes. */
function datesNearHeadline(document: Document): string[] {
	return linesNearHeadline(document)
		.filter(({ line }) => !CHANGED.test(line))
		.map(({ date }) => date);
}

interface DatedLine {
	readonly line: string;
	readonly date: string;
	/** Whether the line says nothing else. */
	readonly isAlone: boolean;
}

/** Short lines with a date just above and below the headline, nearest first. */
function linesNearHeadline(document: Document): DatedLine[] {
	const all = [...document.querySelectorAll('body *')];
	const at = all.findIndex(({ tagName }) => tagName === 'H1');
	if (at < 0) return [];
	const found = all.slice(Math.max(0, at - MAX_ABOVE), at + MAX_BELOW).flatMap((element, index) => {
		const line = lineIn(element, 200);
		const date = line.length < 80 ? findDateText(line) : undefined;
		const time = element.tagName === 'TIME' ? element : element.querySelector('time');
		const written = time?.getAttribute('datetime') ?? '';
		const isNamed = date !== undefined && element.tagName !== 'H1' && !/[.!?…]$/.test(line);
		const distance = Math.abs(index - Math.min(at, MAX_ABOVE));
		return isNamed ? { line, date: firstDate([written]) ?? date, isAlone: line === date, distance } : [];
	});
	return found.sort((a, b) => a.distance - b.distance);
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
	return candidates.find((text) => text !== '' && parseDate(text, ANY_DATE) !== undefined);
}
