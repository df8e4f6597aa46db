import type { AtomFeed, DateLike, MediaNs, XmlStylesheet } from 'feedsmith';
import { translatorFor } from '#i18n/translate.ts';
import type { Site } from '../site.ts';
import { absoluteUrl, feedStyleUrl, feedUrl } from '../urls.ts';
import type { FeedDocument, FeedItem, FeedPicture } from './document.ts';
import { FEED_FORMATS, type FeedFormat } from './formats.ts';

/** What the two XML formats say alike; where something is missing it is left empty, which feedsmith leaves out. */
export interface FeedFrame {
	/** On what terms the items may be used. */
	readonly rights: string;
	/** The feed itself, and the hub that tells of its changes where one is configured. */
	readonly links: AtomFeed.Link<DateLike>[];
	/** Shows the feed to people who open it in a browser. */
	readonly stylesheets: XmlStylesheet[];
}

/** The frame of a feed in one of the XML formats. */
export function feedFrame({ config }: Site, { list, lang }: FeedDocument, kind: FeedFormat['kind']): FeedFrame {
	const format = FEED_FORMATS.find((candidate) => candidate.kind === kind) ?? FEED_FORMATS[0];
	const self = { href: absoluteUrl(config, feedUrl(list, format.file)), rel: 'self', type: format.type };
	return {
		rights: translatorFor(lang)('frame.attribution'),
		links: [self, ...(config.webSubHub === undefined ? [] : [{ href: config.webSubHub, rel: 'hub' }])],
		stylesheets: [{ type: 'text/css', href: feedStyleUrl(lang) }],
	};
}

/** Where an item comes from. */
export function originOf({ originalUrl }: FeedItem): AtomFeed.Link<DateLike>[] {
	return originalUrl === undefined ? [] : [{ href: originalUrl, rel: 'via', type: 'text/html' }];
}

/** An item's picture as Media RSS. */
export function mediaOf(picture: FeedPicture | undefined): MediaNs.ItemOrFeed {
	if (picture === undefined) return {};
	const { url, type, width, height, alt, credit } = picture;
	return {
		contents: [
			{
				url,
				medium: 'image',
				type,
				width,
				height,
				description: { value: alt },
				credits: [{ value: credit }],
			},
		],
	};
}
