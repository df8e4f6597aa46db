import { resolveWebUrl } from '#core/url.ts';
import { decodeText } from '#ingest/input/decode.ts';
import { describeBytes } from '#ingest/input/describe.ts';
import { oneLine } from '#ingest/text/plain-line.ts';
import { IngestError } from '../errors.ts';
import { given } from '../given.ts';
import type { Adapter, FeedItem } from './adapter.ts';
import { readWhole } from './whole.ts';
import { parseXml } from './xml.ts';
import { descendantsOf } from './xml-node.ts';

/** A feed that an OPML file lists. */
export interface OpmlEntry {
	readonly name: string;
	readonly feedUrl: string;
	readonly homepage?: string;
}

/** OPML lists feeds and holds no articles: `readOpml` reads it, ingest makes disabled sources of it. */
export const opmlAdapter: Adapter = {
	name: 'opml',

	detect(head) {
		const start = head.replace(/<\?[^>]*>|<!--[\s\S]*?(?:-->|$)|<!doctype[^>]*>/gi, '').trimStart();
		return /^<opml[\s>]/i.test(start) ? 1 : 0;
	},

	// biome-ignore lint/correctness/useYield: there are no articles in OPML.
	async *read(document): AsyncIterable<FeedItem> {
		const input = await readWhole(document);
		const { text } = decodeText(input.bytes, input.contentType);
		if (opmlAdapter.detect(text.slice(0, 4096)) === 0) {
			throw new IngestError('FEED_FORMAT_UNKNOWN', { location: input.location, found: describeBytes(input.bytes) });
		}
	},
};

/**
 * The feeds that an OPML file lists, each address once, in order; broken XML is read as far as it makes sense.
 *
 * @example readOpml('<opml><body><outline text="24.kg" xmlUrl="https://24.kg/rss"/></body></opml>')
 * // => [{ name: '24.kg', feedUrl: 'https://24.kg/rss' }]
 */
export function readOpml(text: string): OpmlEntry[] {
	const entries = new Map<string, OpmlEntry>();
	for (const { attributes } of descendantsOf(parseXml(text, undefined).root, ['outline'])) {
		const feedUrl = webUrlOf(attributes['xmlurl'] ?? (attributes['type'] === 'rss' ? attributes['url'] : undefined));
		if (feedUrl === undefined || entries.has(feedUrl)) continue;
		const homepage = webUrlOf(attributes['htmlurl']);
		const name =
			oneLine(attributes['title'] ?? '') || oneLine(attributes['text'] ?? '') || new URL(homepage ?? feedUrl).hostname;
		entries.set(feedUrl, { name, feedUrl, ...given('homepage', homepage) });
	}
	return [...entries.values()];
}

/** An address that may carry the `feed:` scheme of old subscription buttons. */
function webUrlOf(address: string | undefined): string | undefined {
	return resolveWebUrl(address?.replace(/^feed:(\/\/)?(?=https?:)/, '').replace(/^feed:/, 'http:'), undefined);
}
