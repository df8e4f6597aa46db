import type { DateLike, JsonFeed } from 'feedsmith';
import type { Site } from '../site.ts';
import { absoluteUrl, feedUrl } from '../urls.ts';
import { withoutForbiddenCharacters } from '../xml.ts';
import type { FeedDocument, FeedItem } from './document.ts';

/** What the format has no member for: objects whose names begin with an underscore. */
interface Extension {
	readonly _source: { readonly name: string; readonly url: string };
	readonly _comments?: { readonly url: string };
}

/**
 * A feed as JSON Feed 1.1, with the first words of each article: whole texts stand in RSS. Written without feedsmith, which leaves out `items` where there are none, though it must stand.
 */
export function toJsonFeed({ config }: Site, document: FeedDocument): string {
	const { lang, title, description, hubUrl, list, items } = document;
	const feed: JsonFeed.Feed<DateLike> & { readonly version: string } = {
		version: 'https://jsonfeed.org/version/1.1',
		title,
		home_page_url: hubUrl,
		feed_url: absoluteUrl(config, feedUrl(list, 'feed.json')),
		description,
		favicon: absoluteUrl(config, '/favicon.svg'),
		language: lang,
		authors: [{ name: config.name, url: absoluteUrl(config, '/') }],
		...(config.webSubHub === undefined ? {} : { hubs: [{ type: 'WebSub', url: config.webSubHub }] }),
		items: items.map(toItem),
	};
	return `${JSON.stringify(feed, cleanText)}\n`;
}

function toItem(item: FeedItem): JsonFeed.Item<DateLike> & Extension {
	const { source, authors, picture, originalUrl, commentsUrl, updatedAt } = item;
	const attachment = picture && { url: picture.url, mime_type: picture.type, title: captionOf(picture) };
	return {
		id: item.id,
		url: item.url,
		...(originalUrl === undefined ? {} : { external_url: originalUrl }),
		title: item.title,
		content_text: item.summary,
		...(picture === undefined ? {} : { image: picture.url }),
		date_published: item.publishedAt,
		...(updatedAt === undefined ? {} : { date_modified: updatedAt }),
		tags: [...item.categories],
		authors: authors.length > 0 ? authors.map((name) => ({ name })) : [{ name: source.name, url: source.url }],
		...(attachment === undefined ? {} : { attachments: [attachment] }),
		_source: { name: source.name, url: source.url },
		...(commentsUrl === undefined ? {} : { _comments: { url: commentsUrl } }),
	};
}

function captionOf({ alt, credit }: { readonly alt: string; readonly credit: string }): string {
	return [alt, credit].filter((part) => part !== '').join(' / ');
}

/** The same characters as in the other formats. */
function cleanText(_key: string, value: unknown): unknown {
	return typeof value === 'string' ? withoutForbiddenCharacters(value) : value;
}
