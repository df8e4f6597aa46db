import { type AtomFeed, type DateLike, generateRssFeed, type RssFeed } from 'feedsmith';
import type { Site } from '../site.ts';
import { escapeXml, toTightXml } from '../xml.ts';
import type { FeedDocument, FeedItem } from './document.ts';
import { feedFrame, mediaOf, originOf } from './frame.ts';

/** A feed as RSS 2.0, with whole texts as far as list and source allow. */
export function toRss(site: Site, document: FeedDocument): string {
	const { rights, links, stylesheets } = feedFrame(site, document, 'feed');
	const feed: RssFeed.Feed<DateLike> = {
		title: document.title,
		link: document.hubUrl,
		description: document.description,
		language: document.lang,
		copyright: rights,
		lastBuildDate: document.updatedAt ?? '',
		generator: site.config.name,
		atom: { id: document.id, links },
		items: document.items.map(toItem),
	};
	return toTightXml(generateRssFeed(feed, { stylesheets }));
}

/** An article as an item. Its description is read as HTML, so plain text is escaped as such. */
function toItem(item: FeedItem): RssFeed.Item<DateLike> {
	const { source } = item;
	return {
		title: item.title,
		link: item.url,
		description: escapeXml(item.summary),
		categories: item.categories.map((name) => ({ name })),
		comments: item.commentsUrl ?? '',
		guid: { value: item.id, isPermaLink: false },
		pubDate: item.publishedAt,
		source: { title: source.name, url: source.url },
		atom: { updated: item.updatedAt ?? '', links: [...originOf(item), ...licenceOf(item)] },
		dc: { creators: [...item.authors], rights: item.html === undefined ? [] : [`© ${source.name}`] },
		content: { encoded: item.html ?? '' },
		media: mediaOf(item.picture),
	};
}

/** On what terms a whole text stands here; of first words the feed says it once. */
function licenceOf({ html, source }: FeedItem): AtomFeed.Link<DateLike>[] {
	return html === undefined || source.terms === undefined ? [] : [{ href: source.terms, rel: 'license' }];
}
