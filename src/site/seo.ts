import type { Picture } from '#core/article.ts';
import { cutAtWord } from '#core/excerpt.ts';
import type { SiteConfig } from '#core/site.ts';
import { findMessage, translatorFor } from '#i18n/translate.ts';
import { articlePreview, editionPreview, previewWidth } from './share-preview.ts';
import { absoluteUrl, mediaUrl, searchUrl } from './urls.ts';
import type { ArticleView } from './views/article.ts';
import type { Alternate, FeedLink, Link } from './views/links.ts';

/** Longest description, in characters. */
const DESCRIPTION_LENGTH = 220;
/** Articles of a list that are named to search engines. */
const MAX_ITEMS = 10;

/** A value for `<script type="application/ld+json">`. */
export type JsonLd = Readonly<Record<string, unknown>>;

/** What stands in the head of a page. */
export interface Head {
	readonly title: string;
	readonly description: string;
	readonly canonicalUrl: string;
	/** Content of the robots meta tag. */
	readonly robots: string;
	/** True where the text must not be mined, by the source's rights (TDM Reservation Protocol). */
	readonly isTdmReserved: boolean;
	/** Equivalent pages by language, this one and `x-default` included; empty where there are none. */
	readonly hreflang: readonly { readonly lang: string; readonly url: string }[];
	readonly feeds: readonly FeedLink[];
	/** Open Graph properties, in order. */
	readonly openGraph: readonly (readonly [property: string, content: string])[];
	readonly jsonLd: readonly JsonLd[];
}

/** What a page says about itself. */
export interface HeadInput {
	readonly lang: string;
	/** Path of the page. */
	readonly url: string;
	readonly title: string;
	readonly description?: string | undefined;
	readonly alternates?: readonly Alternate[];
	readonly feeds?: readonly FeedLink[];
	readonly breadcrumbs?: readonly Link[];
	/** Kind of page in schema.org's words. */
	readonly type?: 'CollectionPage' | 'WebPage';
	readonly isIndexed?: boolean;
	/** What a collection shows, in order. */
	readonly items?: readonly { readonly url: string }[];
}

/** Head of a page that is not an article. */
export function pageHead(config: SiteConfig, input: HeadInput): Head {
	const { lang, url, breadcrumbs = [], type } = input;
	const canonicalUrl = absoluteUrl(config, url);
	const description = cutAtWord(input.description ?? translatorFor(lang)('site.description'), DESCRIPTION_LENGTH);
	const title = input.title.includes(config.name) ? input.title : `${input.title} · ${config.name}`;
	const collection: JsonLd = {
		'@context': SCHEMA,
		'@type': type,
		name: input.title,
		...(input.description === undefined ? {} : { description }),
		url: canonicalUrl,
		inLanguage: lang,
		...itemList(config, input.items ?? []),
	};
	return {
		title,
		description,
		canonicalUrl,
		robots: input.isIndexed === false ? 'noindex' : INDEXED,
		isTdmReserved: false,
		hreflang: hreflangOf(config, input),
		feeds: input.feeds ?? [],
		openGraph: [
			['og:type', 'website'],
			['og:title', title],
			['og:description', description],
			...editionPreview(config, lang),
			...commonOpenGraph(config, lang, canonicalUrl),
		],
		jsonLd: [...(type === undefined ? [] : [collection]), ...breadcrumbList(config, breadcrumbs)],
	};
}

/** Head of an edition's front page. */
export function frontHead(config: SiteConfig, input: Omit<HeadInput, 'type' | 'breadcrumbs'>): Head {
	const head = pageHead(config, input);
	const target = absoluteUrl(config, `${searchUrl(input.lang)}?q={search_term_string}`);
	return {
		...head,
		jsonLd: [
			{
				'@context': SCHEMA,
				'@type': 'WebSite',
				name: config.name,
				description: head.description,
				url: head.canonicalUrl,
				inLanguage: input.lang,
				potentialAction: {
					'@type': 'SearchAction',
					target: { '@type': 'EntryPoint', urlTemplate: target },
					'query-input': 'required name=search_term_string',
				},
			},
		],
	};
}

/** Head of an article's page: robots by the source's rights and none for what it withdrew, the source as publisher, the original as basis. */
export function articleHead(config: SiteConfig, view: ArticleView): Head {
	const { lang, title, source, rights, publishedAt, updatedAt, removedAt } = view;
	const description = cutAtWord(view.excerpt === '' ? `${title} (${source.label})` : view.excerpt, DESCRIPTION_LENGTH);
	return {
		title: `${title} · ${source.label} · ${config.name}`,
		description,
		canonicalUrl: view.permalink,
		robots: rights.searchEngines && removedAt === undefined ? INDEXED : 'noindex',
		isTdmReserved: rights.ai === 'deny',
		hreflang: [],
		feeds: [view.feed],
		openGraph: [
			['og:type', 'article'],
			['og:title', title],
			['og:description', description],
			...articlePreview(config, view),
			['article:published_time', publishedAt],
			...(updatedAt === undefined ? [] : ([['article:modified_time', updatedAt]] as const)),
			...commonOpenGraph(config, lang, view.permalink),
		],
		jsonLd: [
			newsArticle(config, view, description),
			...breadcrumbList(config, [...view.breadcrumbs, { url: view.url, label: title }]),
		],
	};
}

/** JSON for an inline script: nothing in it can end the script or break the line. */
export function toInlineJson(value: unknown): string {
	return JSON.stringify(value).replace(
		/[<>&\u2028\u2029]/g,
		(char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}

const SCHEMA = 'https://schema.org';
const INDEXED = 'max-image-preview:large, max-snippet:-1';

function newsArticle(config: SiteConfig, view: ArticleView, description: string): JsonLd {
	const {
		lang,
		title,
		source,
		authors,
		homepage,
		originalUrl,
		picture,
		updatedAt,
		section,
		topics,
		tags,
		commentsUrl,
	} = view;
	const publisher = {
		'@type': 'NewsMediaOrganization',
		name: source.label,
		...(homepage === undefined ? {} : { url: homepage }),
	};
	const { publishedAt } = view;
	return {
		'@context': SCHEMA,
		'@type': 'NewsArticle',
		headline: title,
		description,
		inLanguage: lang,
		datePublished: publishedAt,
		...(updatedAt === undefined ? {} : { dateModified: updatedAt }),
		...(view.corrections.length === 0
			? {}
			: {
					correction: view.corrections.map(({ at, text }) => ({
						'@type': 'CorrectionComment',
						datePublished: at,
						text,
					})),
				}),
		author: authors.length === 0 ? publisher : authors.map((name) => ({ '@type': 'Person', name })),
		publisher,
		copyrightHolder: publisher,
		...(originalUrl === undefined ? {} : { isBasedOn: originalUrl }),
		...(commentsUrl === undefined ? {} : { discussionUrl: commentsUrl }),
		mainEntityOfPage: view.permalink,
		url: view.permalink,
		...(picture === undefined ? {} : { image: [imageObject(config, picture)] }),
		articleSection: [...(section === undefined ? [] : [section]), ...topics.map(({ label }) => label)],
		keywords: tags.map(({ label }) => label),
		isAccessibleForFree: true,
		sdPublisher: { '@type': 'Organization', name: config.name, url: config.url },
	};
}

function imageObject(config: SiteConfig, picture: Picture): JsonLd {
	return {
		'@type': 'ImageObject',
		url: absoluteUrl(config, previewUrl(picture)),
		...(picture.caption === undefined ? {} : { caption: picture.caption }),
		...(picture.credit === '' ? {} : { creditText: picture.credit }),
	};
}

/** The articles that a collection shows, by their addresses. */
function itemList(config: SiteConfig, items: readonly { readonly url: string }[]): JsonLd {
	if (items.length === 0) return {};
	const itemListElement = items.slice(0, MAX_ITEMS).map(({ url }, index) => ({
		'@type': 'ListItem',
		position: index + 1,
		url: absoluteUrl(config, url),
	}));
	return { mainEntity: { '@type': 'ItemList', itemListElement } };
}

function breadcrumbList(config: SiteConfig, links: readonly Link[]): JsonLd[] {
	if (links.length === 0) return [];
	const itemListElement = links.map(({ url, label }, index) => ({
		'@type': 'ListItem',
		position: index + 1,
		name: label,
		item: absoluteUrl(config, url),
	}));
	return [{ '@context': SCHEMA, '@type': 'BreadcrumbList', itemListElement }];
}

function hreflangOf(config: SiteConfig, { lang, url, alternates = [] }: HeadInput): Head['hreflang'] {
	const equivalents = alternates.filter(({ isEquivalent }) => isEquivalent);
	if (equivalents.length === 0) return [];
	const all = [{ lang, url }, ...equivalents].map((page) => ({ lang: page.lang, url: absoluteUrl(config, page.url) }));
	const order = (code: string): number => config.editions.indexOf(code);
	const sorted = all.toSorted((a, b) => order(a.lang) - order(b.lang));
	const standard = sorted.find((page) => page.lang === config.defaultEdition);
	return standard === undefined ? sorted : [...sorted, { lang: 'x-default', url: standard.url }];
}

function commonOpenGraph(config: SiteConfig, lang: string, url: string): [string, string][] {
	return [
		['og:url', url],
		['og:site_name', config.name],
		['og:locale', findMessage(lang, 'meta.ogLocale') ?? lang],
	];
}

function previewUrl(picture: Picture): string {
	return mediaUrl(picture, previewWidth(picture));
}
