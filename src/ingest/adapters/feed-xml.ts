import type { FeedFields } from './feed-document.ts';
import { parseXml, type XmlNode } from './xml.ts';
import { descendantsOf } from './xml-node.ts';

/** The parts of a feed in XML. */
export interface FoundFeed {
	/** What speaks of the feed as a whole; absent where the document is no feed. */
	readonly channel: XmlNode | undefined;
	/** The whole entries in order. */
	readonly entries: readonly XmlNode[];
	/** Whether the document breaks off; an entry that it breaks off in is left out. */
	readonly isCut: boolean;
}

/** Finds channel and entries wherever a broken document holds them. */
export function findFeed(text: string, address: string | undefined): FoundFeed {
	const { root, unclosed } = parseXml(text, address);
	const channel = descendantsOf(root, ['channel', 'feed'])[0] ?? descendantsOf(root, ['rss', 'rdf:rdf'])[0];
	const found = descendantsOf(root, ['item', 'entry']);
	const isCut = unclosed.some(({ name }) => /^(rss|rdf:rdf|feed|channel)$/.test(name));
	const last = found.at(-1);
	const isLastCut = isCut && found.length > 1 && last !== undefined && unclosed.includes(last);
	return { channel, entries: isLastCut ? found.slice(0, -1) : found, isCut };
}

/** The site of a feed, against which its relative links are meant where the feed's own address is unknown. */
export function homeOf(head: FeedFields | undefined): string | undefined {
	return head?.link === undefined ? undefined : URL.parse(head.link)?.href;
}
