import { type AtomFeed, type DateLike, generateAtomFeed } from 'feedsmith';
import type { Site } from '../site.ts';
import { absoluteUrl } from '../urls.ts';
import { toTightXml } from '../xml.ts';
import { changedAt, type FeedDocument, type FeedItem } from './document.ts';
import { feedFrame, mediaOf, originOf } from './frame.ts';

/** A feed as Atom 1.0, with the first words of each article: whole texts stand in RSS. */
export function toAtom(site: Site, document: FeedDocument): string {
	const { config } = site;
	const { rights, links, stylesheets } = feedFrame(site, document, 'atomFeed');
	const feed: AtomFeed.Feed<DateLike> = {
		id: document.id,
		title: { value: document.title },
		subtitle: { value: document.description },
		links: [...links, { href: document.hubUrl, rel: 'alternate', type: 'text/html' }],
		updated: document.updatedAt ?? sinceAuthority(config.feedAuthority),
		authors: [{ name: config.name, uri: absoluteUrl(config, '/') }],
		generator: { text: config.name },
		icon: absoluteUrl(config, '/favicon.svg'),
		rights: { value: rights },
		entries: document.items.map((item) => toEntry(item)),
		xml: { lang: document.lang },
	};
	return toTightXml(generateAtomFeed(feed, { stylesheets }));
}

/** Atom demands a date where there is nothing to date: the beginning of the year in which the authority was claimed. */
function sinceAuthority(authority: string): string {
	return `${/\d{4}/.exec(authority.split(',')[1] ?? '')?.[0] ?? '1970'}-01-01T00:00:00Z`;
}

function toEntry(item: FeedItem): AtomFeed.Entry<DateLike> {
	const { source, authors, commentsUrl } = item;
	return {
		id: item.id,
		title: { value: item.title },
		links: [
			{ href: item.url, rel: 'alternate', type: 'text/html' },
			...originOf(item),
			...(commentsUrl === undefined ? [] : [{ href: commentsUrl, rel: 'replies', type: 'text/html' }]),
		],
		published: item.publishedAt,
		updated: changedAt(item),
		authors: authors.length > 0 ? authors.map((name) => ({ name })) : [{ name: source.name, uri: source.url }],
		categories: item.categories.map((term) => ({ term })),
		// Readers show an entry by its text: where the source allows none, who published it.
		summary: { value: item.summary || source.name },
		source: { id: source.url, title: { value: source.name }, updated: changedAt(item) },
		media: mediaOf(item.picture),
	};
}
