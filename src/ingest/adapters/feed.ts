import { decodeText } from '#ingest/input/decode.ts';
import { describeBytes } from '#ingest/input/describe.ts';
import { IngestError } from '../errors.ts';
import type { Adapter, AdapterWarning, FeedItem } from './adapter.ts';
import { readFields } from './feed-fields.ts';
import { namesOf, toItem } from './feed-item.ts';
import { readJsonFeed } from './feed-json.ts';
import { findFeed, homeOf } from './feed-xml.ts';
import { warnOfDecoding } from './warn.ts';
import { readWhole, type WholeInput } from './whole.ts';

/** RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF, JSON Feed. */
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
	const { location, bytes, base = location } = input;
	const address = URL.canParse(base) ? base : undefined;
	const { channel, entries, isCut } = findFeed(text, address);
	if (channel === undefined && entries.length === 0) {
		throw new IngestError('FEED_FORMAT_UNKNOWN', { location, found: describeBytes(bytes) });
	}
	const head = channel === undefined ? undefined : readFields(channel);
	const defaults = {
		base: address ?? homeOf(head),
		lang: head?.lang,
		authors: channel?.name === 'feed' && head !== undefined ? namesOf(head) : [],
	};
	for (const [index, entry] of entries.entries()) {
		try {
			yield toItem(entry, readFields(entry), defaults);
		} catch (error) {
			warn({ code: 'ITEM_UNREADABLE', details: { location, item: index + 1, reason: String(error) } });
		}
	}
	if (isCut) warn({ code: 'FEED_CUT', details: { location, count: entries.length } });
}
