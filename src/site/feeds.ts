import { getRssString, type RSSFeedItem } from '@astrojs/rss';
import { type ListedArticle, listArticles } from '#catalog/queries.ts';
import { type ListName, sourceList } from '#core/list.ts';
import { limitPicture, limitText } from '#core/rights.ts';
import { HUB_SIZE } from './archive.ts';
import { articleHtml } from './article-loader.ts';
import { describeFeed } from './feed-title.ts';
import type { Site } from './site.ts';
import { absoluteUrl, feedItemId, feedUrl, hubUrl, mediaUrl } from './urls.ts';
import { topicLabel } from './views/links.ts';
import { findPublished, rightsOf } from './views/teaser.ts';
import { escapeXml, withoutForbiddenCharacters, xmlElement } from './xml.ts';

/** Widest picture that feed readers are given, in pixels. */
const PICTURE_WIDTH = 1280;

const NAMESPACES = {
	atom: 'http://www.w3.org/2005/Atom',
	dc: 'http://purl.org/dc/elements/1.1/',
	media: 'http://search.yahoo.com/mrss/',
};

/**
 * The RSS 2.0 feed of a list's newest articles; valid where there are none.
 *
 * @returns the document, or `undefined` where there is no such list.
 */
export async function rssFeed(site: Site, list: ListName): Promise<string | undefined> {
	const about = describeFeed(site, list);
	if (about === undefined) return undefined;
	const articles = feedArticles(site, list);
	const xml = await getRssString({
		title: about.title,
		description: about.description,
		site: absoluteUrl(site.config, hubUrl(list)),
		xmlns: NAMESPACES,
		customData: channelData({ site, list, lang: about.lang, articles }),
		items: await Promise.all(articles.map((article) => toItem(site, list, article))),
	});
	return withoutForbiddenCharacters(xml);
}

interface FeedParts {
	readonly site: Site;
	readonly list: ListName;
	readonly lang: string;
	readonly articles: readonly ListedArticle[];
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

function channelData({ site, list, lang, articles }: FeedParts): string {
	const newest = Math.max(...articles.map(({ updatedAt, publishedAt }) => Date.parse(updatedAt ?? publishedAt)));
	return [
		xmlElement('language', lang),
		...(articles.length === 0 ? [] : [xmlElement('lastBuildDate', new Date(newest).toUTCString())]),
		xmlElement('atom:link', '', {
			href: absoluteUrl(site.config, feedUrl(list)),
			rel: 'self',
			type: 'application/rss+xml',
		}),
	].join('');
}

/** An article as an item. Its description is read as HTML, so plain text is escaped as such. */
async function toItem(site: Site, list: ListName, article: ListedArticle): Promise<RSSFeedItem> {
	const { config, sources } = site;
	const source = sources.get(article.source);
	const description = limitText(article.excerpt, rightsOf(site, article.source));
	const content = carriesTexts(list) ? await fullText(site, article) : undefined;
	return {
		title: article.title,
		link: absoluteUrl(config, article.permalink),
		pubDate: new Date(article.publishedAt),
		categories: categoriesOf(site, article),
		source: {
			title: source?.name ?? article.source,
			url: source?.homepage ?? absoluteUrl(config, hubUrl(sourceList(article.lang, article.source))),
		},
		customData: itemData(site, article),
		...(description === '' ? {} : { description: escapeXml(description) }),
		...(content === undefined ? {} : { content }),
		...(article.commentsUrl === undefined ? {} : { commentsUrl: article.commentsUrl }),
	};
}

/**
 * Feeds of editions, topics and sources carry whole texts; those of tags and of a topic by source, of which each article
 * changes several, carry excerpts.
 */
function carriesTexts(list: ListName): boolean {
	const [, kind, ...rest] = list.split('/');
	return kind === undefined || (kind !== 'tags' && rest.length === 1);
}

/** The text as HTML with absolute addresses, where the source lets pages and feeds carry all of it. */
async function fullText(site: Site, { id, source }: ListedArticle): Promise<string | undefined> {
	const rights = rightsOf(site, source);
	if (rights.text !== 'full' || rights.feed !== 'full') return undefined;
	const html = await articleHtml(site, id);
	return html === undefined || html.trim() === '' ? undefined : withAbsoluteUrls(html, site.config.url);
}

/** Labels of topics and tags, without repeats. */
function categoriesOf(site: Site, { topics, tags, lang }: ListedArticle): string[] {
	return [...new Set([...topics.map(({ id }) => topicLabel(site, id, lang)), ...tags])];
}

function itemData(site: Site, article: ListedArticle): string {
	return [
		xmlElement('guid', feedItemId(site.config, article.id), { isPermaLink: 'false' }),
		...article.authors.map((author) => xmlElement('dc:creator', author)),
		pictureData(site, article),
	].join('');
}

function pictureData(site: Site, article: ListedArticle): string {
	const image = limitPicture(article.image, rightsOf(site, article.source));
	if (image === undefined) return '';
	const width = image.widths.findLast((candidate) => candidate <= PICTURE_WIDTH) ?? image.widths[0] ?? image.width;
	const attributes = {
		url: absoluteUrl(site.config, mediaUrl(image, width)),
		medium: 'image',
		type: 'image/webp',
		width: String(width),
		height: String(Math.round((width * image.height) / image.width)),
	};
	const credit = image.credit === '' ? '' : xmlElement('media:credit', image.credit);
	const description = image.alt === '' ? '' : xmlElement('media:description', image.alt);
	const names = Object.entries(attributes).map(([name, value]) => `${name}="${escapeXml(value)}"`);
	return `<media:content ${names.join(' ')}>${description}${credit}</media:content>`;
}

/** HTML of ours with scheme and host before every path, since feeds are read elsewhere. */
function withAbsoluteUrls(html: string, siteUrl: string): string {
	return html.replace(/<[a-z](?:[^>"]|"[^"]*")*>/g, (tag) =>
		tag
			.replace(/(\s(?:href|src)=")\/(?!\/)/g, `$1${siteUrl}/`)
			.replace(/\ssrcset="[^"]*"/g, (srcset) => srcset.replace(/(["\s])\/(?!\/)/g, `$1${siteUrl}/`)),
	);
}
