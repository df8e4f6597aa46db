import { z } from 'astro/zod';
import { feedAdapter } from '#ingest/adapters/feed.ts';
import type { FeedFields } from '#ingest/adapters/feed-document.ts';
import { readFields } from '#ingest/adapters/feed-fields.ts';
import { findFeed } from '#ingest/adapters/feed-xml.ts';
import { decodeText } from '#ingest/input/decode.ts';

/** A document with what another parser's tests expect of it. */
export const feedRowSchema = z.looseObject({
	id: z.string(),
	suite: z.string().default('feedparser'),
	text: z.string().optional(),
	b64: z.string().optional(),
	headers: z.record(z.string(), z.string()).default({}),
	asserts: z
		.array(
			z.looseObject({
				op: z.string().nullish(),
				path: z.array(z.union([z.string(), z.number()])),
				value: z.unknown().optional(),
			}),
		)
		.nullish(),
	expected: z.unknown().optional(),
});
export type FeedRow = z.infer<typeof feedRowSchema>;

/** One value that a document must give. */
export interface FeedAssert {
	/** In the names of the parser that it comes from: `entries`, 0, `title`. */
	readonly path: readonly (string | number)[];
	readonly op: string;
	readonly value: unknown;
}

/** What Jarchy reads in a document. */
export interface ReadFeed {
	readonly encoding: string;
	readonly feed: FeedFields;
	readonly entries: readonly FeedFields[];
}

const NOTHING: FeedFields = { links: [], authors: [], contents: [] };
const SOURCE = {
	id: 'quality',
	name: 'quality',
	lang: 'und',
	timeZone: 'UTC',
	enabled: true,
	feeds: [],
	follow: 'never',
} as const;
/** Where feedparser's own tests are served. */
const SERVER = 'http://127.0.0.1:8097/tests/';

/** Reads a document as ingest does: its bytes decoded by the reply's headers, then parsed. */
export function readDocument(row: FeedRow): ReadFeed {
	const { text, encoding } = decodeText(bytesOf(row), row.headers['content-type']);
	const { channel, entries } = findFeed(text, URL.canParse(addressOf(row)) ? addressOf(row) : undefined);
	return { encoding, feed: channel === undefined ? NOTHING : readFields(channel), entries: entries.map(readFields) };
}

/** Has ingest's adapter read all items of a document. @throws whatever it throws */
export async function readItems(row: FeedRow): Promise<void> {
	const input = {
		body: [bytesOf(row)],
		location: addressOf(row),
		contentType: row.headers['content-type'] ?? '',
		source: { ...SOURCE, feeds: [] },
	};
	for await (const item of feedAdapter.read(input, () => undefined)) void item;
}

function bytesOf({ text, b64 }: FeedRow): Uint8Array {
	return b64 === undefined ? Buffer.from(text ?? '') : Buffer.from(b64, 'base64');
}

/** What links are meant against: where feedparser asks for the document, unless the reply names another; others read files. */
function addressOf({ id, headers, suite }: FeedRow): string {
	if (suite !== 'feedparser') return id;
	const asked = new URL(id, SERVER);
	const named = URL.parse(headers['content-location'] ?? '', asked);
	return named !== null && /^https?:$/.test(named.protocol) ? named.href : asked.href;
}
