import type { Selectors } from '#core/source.ts';
import { resolveWebUrl } from '#core/url.ts';
import type { FoundImage } from '#ingest/adapters/adapter.ts';
import { plainLine } from '#ingest/text/plain-line.ts';
import { given } from '../given.ts';
import { findArticleData, textsOf } from './json-ld.ts';
import { findAuthors } from './page-authors.ts';
import { findChangeShown, findPublished, findUpdated } from './page-dates.ts';
import { attributeOf, baseOf, lineIn, metas, type Page } from './page-elements.ts';
import { findImage } from './page-image.ts';
import { type PageSigns, readPageSigns } from './page-kind.ts';
import { findTitle } from './page-title.ts';
import type { Document } from './tree/document.ts';

/** What a page says about its article, beside the text. */
export interface PageMetadata {
	readonly title?: string;
	readonly authors: readonly string[];
	/** Dates as written. */
	readonly published?: string;
	readonly updated?: string;
	readonly image?: FoundImage;
	readonly canonicalUrl?: string;
	readonly section?: string;
	readonly tags: readonly string[];
	readonly lang?: string;
	readonly commentsUrl?: string;
	readonly signs: PageSigns;
	/** Whether the page declares itself an article. */
	readonly isDeclaredArticle: boolean;
	/** Whether the page declares itself a site's front page. */
	readonly isDeclaredFront: boolean;
}

/** Reads JSON-LD, OpenGraph, microdata and, last, what can be seen. */
export function readMetadata(
	document: Document,
	{ html, url, selectors = {} }: { html: string; url?: string | undefined; selectors?: Selectors | undefined },
): PageMetadata {
	const { data, isArticle } = findArticleData(document);
	const page = { document, data, url, base: baseOf(document, url), selectors };
	const title = findTitle(page);
	const published = findPublished(page, html);
	const updated = findUpdated(page) ?? (published === undefined ? findChangeShown(page) : undefined);
	return {
		...given('title', title),
		authors: findAuthors(page),
		...given('published', published),
		...given('updated', updated),
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
		signs: readPageSigns(document, data),
		isDeclaredArticle: isArticle || metas(document, ['og:type']).some((type) => /article|news|story|video/i.test(type)),
		isDeclaredFront: !isArticle && isFront(page),
	};
}

function findCanonical({ document, data, base, url }: Page): string | undefined {
	const candidates = [
		attributeOf(document, 'link[rel="canonical"]', 'href'),
		...metas(document, ['og:url']),
		...textsOf(data['mainEntityOfPage'], '@id', 'url'),
		...textsOf(data['url']),
	];
	// A page of its own that names the front page, or another site, as canonical is a mistake or worse.
	const isOwn = (address: string) =>
		url === undefined ||
		(siteOf(address) === siteOf(url) && (new URL(address).pathname !== '/' || new URL(url).pathname === '/'));
	return candidates
		.map((candidate) => resolveWebUrl(candidate, base))
		.find((address) => address !== undefined && isOwn(address));
}

/** The part of a host that belongs to one owner: `m.news.co.uk` → `news.co.uk`. */
function siteOf(address: string): string {
	const { hostname } = new URL(address);
	if (/^[\d.]+$|:/.test(hostname)) return hostname;
	const labels = hostname.split('.');
	const isShared = /^(com?|org|net|gov|edu|ac|in|or|ne)$/.test(labels.at(-2) ?? '');
	return labels.slice(isShared ? -3 : -2).join('.');
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
