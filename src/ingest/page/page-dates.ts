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

/** What the data of a page says, or what the page shows where the data tells when the whole site was made anew. */
function findDeclared(page: Page): string | undefined {
	const { document, data } = page;
	const declared = firstDate([...textsOf(data['datePublished']), ...metas(document, PUBLISHED_METAS)]);
	const updated = findUpdated(page);
	if (declared === undefined || updated === undefined) return declared;
	// Nothing is published after it was changed.
	if (instantOf(declared) <= instantOf(updated)) return declared;
	const shown = firstDate(datesNearHeadline(document));
	return shown !== undefined && instantOf(declared) - instantOf(shown) > ZONES_APART ? shown : declared;
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

/** Dates in lines of their own just above and below the headline, nearest first; without those of changes. */
function datesNearHeadline(document: Document): string[] {
	const all = [...document.querySelectorAll('body *')];
	const at = all.findIndex(({ tagName }) => tagName === 'H1');
	if (at < 0) return [];
	const found = all.slice(Math.max(0, at - MAX_ABOVE), at + MAX_BELOW).flatMap((element, index) => {
		const line = lineIn(element, 200);
		const date = line.length < 80 && !CHANGED.test(line) ? findDateText(line) : undefined;
		const time = element.tagName === 'TIME' ? element : element.querySelector('time');
		const written = time?.getAttribute('datetime') ?? '';
		const isNamed = date !== undefined && element.tagName !== 'H1' && !/[.!?…]$/.test(line);
		return isNamed ? { date: firstDate([written]) ?? date, distance: Math.abs(index - Math.min(at, MAX_ABOVE)) } : [];
	});
	return found.sort((a, b) => a.distance - b.distance).map(({ date }) => date);
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
