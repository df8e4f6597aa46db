import { LRUCache } from 'lru-cache';
import { type ListedArticle, listArticles } from '#catalog/queries.ts';
import { type ListName, sourceList } from '#core/list.ts';
import { limitPicture, limitText } from '#core/rights.ts';
import { topicLabel } from '#site/views/links.ts';
import { findPublished, rightsOf } from '#site/views/teaser.ts';
import { HUB_SIZE } from '../archive.ts';
import { articleHtml } from '../article-loader.ts';
import type { Site } from '../site.ts';
import { absoluteUrl, feedItemId, hubUrl, mediaUrl } from '../urls.ts';
import { isMainList } from './formats.ts';
import { describeFeed, type FeedTitle } from './title.ts';

/** Widest picture that feed readers are given, in pixels. */
const PICTURE_WIDTH = 1280;
/** Characters of texts as HTML that a process keeps, since an article stands in several feeds of several formats. */
const KEPT_HTML = 4_000_000;

/** A list's newest articles, whatever the format of the feed. */
export interface FeedDocument extends FeedTitle {
	readonly list: ListName;
	/** Frozen: `tag:<authority>,<year>:<list>`. */
	readonly id: string;
	/** Address of the hub. */
	readonly hubUrl: string;
	/** When the newest item appeared or changed (ISO 8601); absent where there is none. */
	readonly updatedAt?: string;
	readonly items: readonly FeedItem[];
}

/** An article as far as its source lets feeds carry it. Addresses are absolute. */
export interface FeedItem {
	/** Frozen: `tag:<authority>,<year>:<id>`. */
	readonly id: string;
	readonly url: string;
	readonly title: string;
	readonly publishedAt: string;
	readonly updatedAt?: string;
	/** Plain text; empty where the source allows none. */
	readonly summary: string;
	/** The whole text as HTML, for RSS: in three formats it would make most of what a new article changes. */
	readonly html?: string;
	readonly authors: readonly string[];
	/** Labels of topics and tags, without repeats. */
	readonly categories: readonly string[];
	readonly source: { readonly name: string; readonly url: string; readonly terms?: string };
	/** Where the source published it. */
	readonly originalUrl?: string;
	readonly commentsUrl?: string;
	readonly picture?: FeedPicture;
}

/** The lead picture of an item. */
export interface FeedPicture {
	readonly url: string;
	readonly type: 'image/webp';
	readonly width: number;
	readonly height: number;
	readonly alt: string;
	readonly credit: string;
}

let last: { site: Site; list: ListName; document: Promise<FeedDocument | undefined> } | undefined;

/**
 * What the feeds of a list hold; `undefined` where there is no such list. The last one is kept, since a build asks for
 * each format in turn.
 */
export function feedDocument(site: Site, list: ListName): Promise<FeedDocument | undefined> {
	if (last?.site !== site || last.list !== list) last = { site, list, document: makeDocument(site, list) };
	return last.document;
}

async function makeDocument(site: Site, list: ListName): Promise<FeedDocument | undefined> {
	const about = describeFeed(site, list);
	if (about === undefined) return undefined;
	const items = await Promise.all(feedArticles(site, list).map((article) => toItem(site, list, article)));
	const changes = items.map(changedAt).toSorted((a, b) => Date.parse(a) - Date.parse(b));
	const updatedAt = changes.at(-1);
	return {
		...about,
		list,
		id: feedItemId(site.config, list),
		hubUrl: absoluteUrl(site.config, hubUrl(list)),
		...(updatedAt === undefined ? {} : { updatedAt }),
		items,
	};
}

/** When an item appeared or last changed. */
export function changedAt({ updatedAt, publishedAt }: FeedItem): string {
	return updatedAt ?? publishedAt;
}

/** The newest articles of a list, without what their sources withdrew. An edition's feed leaves out reprints whose original it has had. */
function feedArticles(site: Site, list: ListName): ListedArticle[] {
	const isThere = ({ removedAt }: ListedArticle): boolean => removedAt === undefined;
	if (list.includes('/')) return listArticles(site.catalog, list, { limit: HUB_SIZE }).filter(isThere);
	const isReprint = ({ reprintOf, lang }: ListedArticle): boolean =>
		reprintOf !== undefined && findPublished(site, reprintOf)?.lang === lang;
	const newest = listArticles(site.catalog, list, { limit: 2 * HUB_SIZE });
	return newest.filter((article) => isThere(article) && !isReprint(article)).slice(0, HUB_SIZE);
}

async function toItem(site: Site, list: ListName, article: ListedArticle): Promise<FeedItem> {
	const { config } = site;
	const { updatedAt, url, commentsUrl } = article;
	const html = isMainList(list) ? await fullText(site, article) : undefined;
	const picture = pictureOf(site, article);
	return {
		id: feedItemId(config, article.id),
		url: absoluteUrl(config, article.permalink),
		title: article.title,
		publishedAt: article.publishedAt,
		...(updatedAt === undefined ? {} : { updatedAt }),
		summary: limitText(article.excerpt, rightsOf(site, article.source)),
		...(html === undefined ? {} : { html }),
		authors: article.authors,
		categories: [...new Set([...article.topics.map(({ id }) => topicLabel(site, id, article.lang)), ...article.tags])],
		source: sourceOf(site, article),
		...(url === undefined ? {} : { originalUrl: url }),
		...(commentsUrl === undefined ? {} : { commentsUrl }),
		...(picture === undefined ? {} : { picture }),
	};
}

function sourceOf(site: Site, { source: id, lang }: ListedArticle): FeedItem['source'] {
	const source = site.sources.get(id);
	const terms = source?.rights?.evidence;
	return {
		name: source?.name ?? id,
		url: source?.homepage ?? absoluteUrl(site.config, hubUrl(sourceList(lang, id))),
		...(terms === undefined ? {} : { terms }),
	};
}

function pictureOf(site: Site, article: ListedArticle): FeedPicture | undefined {
	const image = limitPicture(article.image, rightsOf(site, article.source));
	if (image === undefined) return undefined;
	const width = image.widths.findLast((candidate) => candidate <= PICTURE_WIDTH) ?? image.widths[0] ?? image.width;
	return {
		url: absoluteUrl(site.config, mediaUrl(image, width)),
		type: 'image/webp',
		width,
		height: Math.round((width * image.height) / image.width),
		alt: image.alt,
		credit: image.credit,
	};
}

const texts = new WeakMap<Site, LRUCache<string, { readonly html: string }>>();

/** The text as HTML with absolute addresses, where the source lets pages and feeds carry all of it. */
async function fullText(site: Site, { id, source, permalink }: ListedArticle): Promise<string | undefined> {
	const rights = rightsOf(site, source);
	if (rights.text !== 'full' || rights.feed !== 'full') return undefined;
	const kept = texts.get(site) ?? new LRUCache({ maxSize: KEPT_HTML, sizeCalculation: ({ html }) => html.length + 1 });
	texts.set(site, kept);
	const known = kept.get(id) ?? { html: forElsewhere((await articleHtml(site, id)) ?? '', site.config.url, permalink) };
	kept.set(id, known);
	return known.html === '' ? undefined : known.html;
}

/** HTML of ours as it is read elsewhere: whole addresses, and without what only our own pages and styles know of. */
function forElsewhere(html: string, siteUrl: string, permalink: string): string {
	return html
		.replace(/<[a-z](?:[^>"]|"[^"]*")*>/g, (tag) =>
			tag
				.replace(/\s(?:class|tabindex|loading|decoding)="[^"]*"/g, '')
				.replace(/(\s(?:href|src)=")\/(?!\/)/g, `$1${siteUrl}/`)
				.replace(/(\shref=")#/g, `$1${siteUrl}${permalink}#`)
				.replace(/\ssrcset="[^"]*"/g, (srcset) => srcset.replace(/(["\s])\/(?!\/)/g, `$1${siteUrl}/`)),
		)
		.trim();
}
