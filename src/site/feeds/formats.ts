import type { ListName } from '#core/list.ts';

/** The formats of feeds: the kind of output, its file at the hub, its media type and the name that people know it by. */
export const FEED_FORMATS = [
	{ kind: 'feed', file: 'rss.xml', type: 'application/rss+xml', name: 'RSS' },
	{ kind: 'atomFeed', file: 'atom.xml', type: 'application/atom+xml', name: 'Atom' },
	{ kind: 'jsonFeed', file: 'feed.json', type: 'application/feed+json', name: 'JSON Feed' },
] as const;

export type FeedFormat = (typeof FEED_FORMATS)[number];

/**
 * The formats in which a list has a feed. Editions, topics and sources have all, RSS with whole texts; tags and a topic by
 * source, of which each article changes several, have RSS with excerpts.
 */
export function feedFormatsOf(list: ListName): readonly FeedFormat[] {
	return isMainList(list) ? FEED_FORMATS : FEED_FORMATS.slice(0, 1);
}

/** True for lists whose RSS carries whole texts. */
export function isMainList(list: ListName): boolean {
	const [, kind, ...rest] = list.split('/');
	return kind === undefined || (kind !== 'tags' && rest.length === 1);
}
