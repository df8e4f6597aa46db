import { findDateText, isRelativeDateText, parseDate } from '#core/date.ts';
import type { Selectors } from '#core/source.ts';
import { resolveWebUrl } from '#core/url.ts';
import type { FoundImage } from './adapters/adapter.ts';
import { bylineOf } from './adapters/text-lines.ts';
import { given } from './given.ts';
import { findArticleData, textsOf } from './json-ld.ts';
import { attributeOf, baseOf, lineIn, metas, type Page } from './page-elements.ts';
import { findImage } from './page-image.ts';
import { plainLine } from './plain-line.ts';

/** What a page says about its article, beside the text. */
export interface PageMetadata {
	readonly title?: string;
	readonly authors: readonly string[];
	readonly published?: string;
	readonly updated?: string;
	readonly image?: FoundImage;
	readonly canonicalUrl?: string;
	readonly section?: string;
	readonly tags: readonly string[];
	readonly lang?: string;
	readonly commentsUrl?: string;
	/** Whether the page declares itself an article. */
	readonly isDeclaredArticle: boolean;
	/** Whether the page declares itself a site's front page. */
	readonly isDeclaredFront: boolean;
}

const PUBLISHED_METAS = [
	'article:published_time',
	'og:published_time',
	'og:article:published_time',
	'datepublished',
	'date',
	'pubdate',
	'publishdate',
	'publish-date',
	'publish_date',
	'published_time',
	'publication_date',
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
const AUTHOR_PLACES =
	'[itemprop="author"] [itemprop="name"], [itemprop="author"], a[rel~="author"], [class*="author-name" i], [class*="author_name" i], [class*="byline" i] a, [class*="byline" i], [class*="author" i] a, [class~="author" i]';

/** Reads JSON-LD, OpenGraph, microdata and, last, what can be seen. */
export function readMetadata(
	document: Document,
	{ url, selectors = {} }: { url?: string | undefined; selectors?: Selectors | undefined },
): PageMetadata {
	const data = findArticleData(document);
	const page = { document, data: data ?? {}, url, base: baseOf(document, url), selectors };
	const title = findTitle(page);
	return {
		...given('title', title),
		authors: findAuthors(page),
		...given('published', findPublished(page)),
		...given(
			'updated',
			firstDate([
				...textsOf(page.data['dateModified']),
				...metas(document, UPDATED_METAS),
				attributeOf(document, '[itemprop="dateModified"]', 'content'),
			]),
		),
		...given('image', findImage(page)),
		...given('canonicalUrl', findCanonical(page)),
		...given(
			'section',
			[...textsOf(page.data['articleSection']), ...metas(document, ['article:section', 'section'])]
				.map(plainLine)
				.find((section) => section !== '' && section.length <= 100),
		),
		tags: findTags(page),
		...given('lang', findLang(page)),
		...given('commentsUrl', findComments(page)),
		isDeclaredArticle:
			data !== undefined || metas(document, ['og:type']).some((type) => /article|news|story|video/i.test(type)),
		isDeclaredFront: data === undefined && isFront(page),
	};
}

/** The visible headline where the machine-readable title begins with it, else that title without the site's name. */
function findTitle({ document, data, selectors }: Page): string | undefined {
	const chosen = selectors.title === undefined ? '' : lineIn(document.querySelector(selectors.title));
	if (chosen !== '') return chosen;
	const declared = [...textsOf(data['headline']), ...metas(document, ['og:title', 'twitter:title'])]
		.map(plainLine)
		.filter((title) => title !== '');
	const pageTitle = lineIn(document.querySelector('title'));
	const headings = [...document.querySelectorAll('h1, [itemprop="headline"], h2')]
		.map((element) => lineIn(element))
		.filter((heading) => heading.length >= 8);
	const machine = declared[0] ?? pageTitle;
	const visible = headings.find((heading) => [...declared, pageTitle].some((title) => isBeginning(heading, title)));
	const alone = document.querySelectorAll('h1').length === 1 ? lineIn(document.querySelector('h1')) : '';
	const named = withoutSite(machine, metas(document, ['og:site_name'])[0]);
	const rest = declared.length === 0 && isSiteName(pageTitle, alone) ? [alone, named] : [named, alone];
	return [visible, ...rest].find((title) => title !== undefined && title !== '');
}

/** Whether a page's title is no more than the name of its site: it says less than the page's one headline, which it lacks. */
function isSiteName(pageTitle: string, headline: string): boolean {
	const words = (text: string): number => text.split(/\s+/).length;
	return headline !== '' && words(pageTitle) < words(headline) && !pageTitle.includes(headline);
}

function isBeginning(heading: string, title: string): boolean {
	const [short, long] = [heading, title].map((text) =>
		text
			.toLowerCase()
			.replace(/[^\p{L}\p{N}]+/gu, ' ')
			.trim(),
	);
	return short !== undefined && long !== undefined && short.length * 3 >= long.length && long.startsWith(short);
}

function withoutSite(title: string, siteName: string | undefined): string {
	const parts = title.split(/\s+[|»·•–—-]\s+|\s*::\s*/);
	const first = parts[0] ?? title;
	const isSuffixed =
		parts.length > 1 && first.length >= 15 && (parts.length > 2 || (parts[1] ?? '').length < first.length);
	if (siteName !== undefined && title.endsWith(siteName))
		return title.slice(0, -siteName.length).replace(/[\s|»·•–—:-]+$/, '') || title;
	return isSuffixed ? first : title;
}

function findPublished({ document, data, selectors, url }: Page): string | undefined {
	const chosen = selectors.date === undefined ? [] : datesOf(document.querySelectorAll(selectors.date));
	const inPath = /\/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=\/|-|$)/.exec(url ?? '');
	const absolute = firstDate([
		...chosen,
		...textsOf(data['datePublished']),
		...metas(document, PUBLISHED_METAS),
		...textsOf(data['dateCreated']),
		...datesOf(document.querySelectorAll(DATE_PLACES)),
		...visibleDates(document),
		inPath === null ? '' : `${inPath[1]}-${inPath[2]?.padStart(2, '0')}-${inPath[3]?.padStart(2, '0')}`,
	]);
	return absolute ?? [...document.querySelectorAll(DATE_PLACES)].slice(0, 60).map(lineIn).find(isRelativeDateText);
}

function datesOf(elements: Iterable<Element>): string[] {
	return [...elements].slice(0, 60).flatMap((element) => {
		const written = element.getAttribute('content') ?? element.getAttribute('datetime') ?? '';
		const text = element.children.length > 20 ? '' : lineIn(element);
		return [written, text.length > 200 ? '' : (findDateText(text) ?? '')];
	});
}

/** Dates in the lines of text around the headline. */
function visibleDates(document: Document): string[] {
	const heading = document.querySelector('h1');
	const around =
		heading === null
			? []
			: [
					heading.nextElementSibling,
					heading.parentElement,
					heading.parentElement?.nextElementSibling,
					heading.parentElement?.parentElement,
				];
	return around.map((element) => findDateText(lineIn(element).replace(lineIn(heading), '').slice(0, 300)) ?? '');
}

function firstDate(candidates: readonly string[]): string | undefined {
	return candidates.find(
		(text) => text !== '' && parseDate(text, { timeZone: 'UTC', now: '2100-01-01T00:00:00Z' }) !== undefined,
	);
}

function findAuthors({ document, data, selectors }: Page): string[] {
	const chosen = selectors.author === undefined ? [] : [...document.querySelectorAll(selectors.author)].map((element) => lineIn(element));
	const places = [
		chosen,
		textsOf(data['author'], 'name'),
		textsOf(data['creator'], 'name'),
		metas(document, [
			'author',
			'article:author',
			'dc.creator',
			'parsely-author',
			'sailthru.author',
			'mediator_author',
			'byl',
		]),
	];
	for (const place of places) {
		const names = [...new Set(place.flatMap(namesIn))];
		if (names.length > 0) return names.slice(0, 10);
	}
	const seen = [...new Set([...document.querySelectorAll(AUTHOR_PLACES)].slice(0, 8).map((element) => lineIn(element)).flatMap(namesIn))];
	// A page with many bylines is a list, or shows its readers' names.
	return seen.length <= 4 ? seen : [];
}

/** The people in a byline: `By Anna Lee and Bo Li, Reuters` → Anna Lee, Bo Li. */
function namesIn(byline: string): string[] {
	const line = plainLine(byline);
	const bare = (bylineOf(line) ?? line).replace(/^(by|from|автор(ы)?|текст|жазган)\s*:?\s+/iu, '');
	return bare
		.split(/\s*(?:,|;|\||\band\b|&|\s+и\s+|\s+жана\s+)\s*/u)
		.map((name) => name.replace(/\s*\(.*\)$/, '').trim())
		.filter(
			(name) =>
				/^\p{L}/u.test(name) &&
				name.length <= 60 &&
				name.split(' ').length <= 5 &&
				!/https?:|@|\d{2}|\b(staff writer|updated|published|editor|reporter|correspondent)\b/i.test(name),
		);
}

function findCanonical({ document, data, base, url }: Page): string | undefined {
	const candidates = [
		attributeOf(document, 'link[rel="canonical"]', 'href'),
		...metas(document, ['og:url']),
		...textsOf(data['mainEntityOfPage'], '@id', 'url'),
		...textsOf(data['url']),
	];
	// A page of its own that names the front page as canonical is a site's mistake.
	const isOwn = (address: string) =>
		new URL(address).pathname !== '/' || url === undefined || new URL(url).pathname === '/';
	return candidates
		.map((candidate) => resolveWebUrl(candidate, base))
		.find((address) => address !== undefined && isOwn(address));
}

function findTags({ document, data }: Page): string[] {
	const listed = [
		...metas(document, ['article:tag', 'og:article:tag']),
		...textsOf(data['keywords'], 'name'),
		...metas(document, ['news_keywords', 'sailthru.tags']),
	];
	const linked = [...document.querySelectorAll('a[rel~="tag"], [class*="tags" i] > a, [class*="tags" i] li > a')]
		.slice(0, 30)
		.map((element) => lineIn(element));
	const tags = [...listed.flatMap((tag) => tag.split(/\s*[,;]\s*/)), ...linked]
		.map((tag) => plainLine(tag).replace(/^#/, ''))
		.filter((tag) => tag !== '' && tag.length <= 60);
	return [...new Map(tags.map((tag) => [tag.toLowerCase(), tag])).values()].slice(0, 20);
}

function findLang({ document, data }: Page): string | undefined {
	const candidates = [
		...textsOf(data['inLanguage'], 'alternateName'),
		attributeOf(document, 'html', 'lang'),
		attributeOf(document, 'html', 'xml:lang'),
		...metas(document, ['og:locale', 'language']),
		attributeOf(document, 'meta[http-equiv="content-language" i]', 'content'),
	];
	return candidates.find((code) => /^[a-z]{2,3}([-_][a-z0-9]+)*$/i.test(code));
}

function findComments({ document, url, base }: Page): string | undefined {
	const link = document.querySelector(
		'a[href$="#comments"], a[href$="#disqus_thread"], a[href$="#respond"], a[class*="comments-link" i]',
	);
	const address = resolveWebUrl(link?.getAttribute('href') ?? '', base);
	return url === undefined || address === undefined || new URL(address).hostname !== new URL(url).hostname
		? undefined
		: address;
}

function isFront({ document, url, base }: Page): boolean {
	const named = [
		url,
		resolveWebUrl(attributeOf(document, 'link[rel="canonical"]', 'href'), base),
		resolveWebUrl(metas(document, ['og:url'])[0] ?? '', base),
	];
	return named.some(
		(address) =>
			address !== undefined &&
			/^\/(index\.\w+|[a-z]{2}\/?)?$/.test(new URL(address).pathname) &&
			new URL(address).search === '',
	);
}
