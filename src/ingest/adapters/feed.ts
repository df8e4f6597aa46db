import { decodeText } from '../decode.ts';
import { describeBytes } from '../describe.ts';
import { IngestError } from '../errors.ts';
import type { Adapter, AdapterWarning, FeedItem } from './adapter.ts';
import { readJsonFeed } from './feed-json.ts';
import { authorsOf, readXmlItem } from './feed-xml.ts';
import { warnOfDecoding } from './warn.ts';
import { readWhole, type WholeInput } from './whole.ts';
import { childOf, descendantsOf, parseXml, rawText, type XmlNode } from './xml.ts';

/** RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed. */
export const feedAdapter: Adapter = {
	name: 'feed',

	detect(head) {
		if (/^\s*\{/.test(head)) return isJsonFeed(head) ? 0.95 : 0;
		const root = /<(?:[\w-]+:)?(rss|rdf|feed|channel|entry|item)[\s>]/i.exec(withoutProlog(head));
		if (root === null) return 0;
		if (root.index < 50) return 1;
		return /<html[\s>]/i.test(head) ? 0.1 : 0.7;
	},

	async *read(document, warn) {
		const input = await readWhole(document);
		const { text, ...decoding } = decodeText(input.bytes, input.contentType);
		warnOfDecoding(input, decoding, warn);
		yield* /^\s*\{/.test(text) ? readJsonFeed(text, input, warn) : readXml(text, input, warn);
	},
};

/** `version` may stand at the end, out of sight; the other names are JSON Feed's own. */
function isJsonFeed(head: string): boolean {
	return head.includes('jsonfeed.org/version') || (/"(feed_url|home_page_url)"/.test(head) && head.includes('"items"'));
}

function withoutProlog(head: string): string {
	return head.replace(/<\?[^>]*>|<!--[\s\S]*?(-->|$)|<!doctype[^[>]*(\[[^\]]*\])?[^>]*>/gi, '').trimStart();
}

function* readXml(text: string, input: WholeInput, warn: (warning: AdapterWarning) => void): Iterable<FeedItem> {
	const address = URL.canParse(input.location) ? input.location : undefined;
	const root = parseXml(text, address);
	const channel = descendantsOf(root, ['channel', 'feed'])[0];
	const items = descendantsOf(root, ['item', 'entry']);
	if (channel === undefined && items.length === 0) {
		throw new IngestError('FEED_FORMAT_UNKNOWN', { location: input.location, found: describeBytes(input.bytes) });
	}
	const defaults = {
		base: address ?? homeOf(channel),
		lang: channel === undefined ? undefined : langOf(channel),
		authors: channel?.name === 'feed' ? authorsOf(channel) : [],
	};
	for (const [index, item] of items.entries()) {
		try {
			yield readXmlItem(item, defaults);
		} catch (error) {
			warn({ code: 'ITEM_UNREADABLE', details: { location: input.location, item: index + 1, reason: String(error) } });
		}
	}
}

/** The site of a feed, against which its relative links are meant where the feed's own address is unknown. */
function homeOf(channel: XmlNode | undefined): string | undefined {
	if (channel === undefined) return undefined;
	const link = childOf(channel, 'link');
	return link === undefined ? undefined : URL.parse(link.attributes['href'] ?? rawText(link))?.href;
}

function langOf(channel: XmlNode): string | undefined {
	const language = childOf(channel, 'language', 'dc:language');
	return language === undefined ? channel.lang : rawText(language).trim();
}
