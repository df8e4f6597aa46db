import { findRows } from './data-file.ts';
import { feedparserAsserts, feedparserValue } from './feed-feedparser.ts';
import { gofeedAsserts, gofeedValue } from './feed-gofeed.ts';
import { type FeedAssert, type FeedRow, feedRowSchema, type ReadFeed, readDocument, readItems } from './feed-rows.ts';
import { rssParserAsserts, rssParserValue } from './feed-rss-parser.ts';
import type { Metrics, Score, Suite } from './suite.ts';

/** The expectations of another parser's tests, and our values under its names. */
interface FeedSet {
	readonly set: string;
	readonly assertsOf: (row: FeedRow) => readonly FeedAssert[];
	readonly valueAt: (read: ReadFeed, path: FeedAssert['path'], row: FeedRow) => unknown;
	/** As measured when feed libraries were chosen, on the rows of `feedparser`. */
	readonly peers: Readonly<Record<string, Metrics>>;
}

const SETS: readonly FeedSet[] = [
	{
		set: 'feedparser',
		assertsOf: feedparserAsserts,
		valueAt: feedparserValue,
		peers: { 'feedsmith 3': { assertsRight: 0.836 }, 'mapper of 60 lines': { assertsRight: 0.95, exceptions: 0 } },
	},
	{ set: 'gofeed', assertsOf: gofeedAsserts, valueAt: gofeedValue, peers: {} },
	{ set: 'rss-parser', assertsOf: rssParserAsserts, valueAt: rssParserValue, peers: {} },
];

/**
 * What feeds say, by the tests of three other parsers: title, link, id, dates, summary, content, author and encoding
 * of feed and entries. The documents go through the decoding, the parser and the adapter that ingest uses; here
 * fields are only renamed. `exceptions` counts documents of which ingest can read nothing.
 */
export const feedsSuite: Suite = {
	name: 'feeds',
	summary: 'title, link, id, dates, summary, content, author and encoding of feeds',
	async *score({ dir }, onProgress) {
		for (const feedSet of SETS) {
			const rows = findRows(dir, feedSet.set, feedRowSchema);
			if (rows !== undefined) yield await scoreSet(feedSet, rows, (done) => onProgress(feedSet.set, done, rows.length));
		}
	},
};

async function scoreSet(
	feedSet: FeedSet,
	rows: readonly FeedRow[],
	onProgress: (done: number) => void,
): Promise<Score> {
	let asserts = 0;
	let right = 0;
	let exceptions = 0;
	for (const [index, row] of rows.entries()) {
		const failed = failedAsserts(feedSet, row);
		const all = feedSet.assertsOf(row).length;
		asserts += all;
		right += all - failed.length;
		if (!(await isReadable(row))) exceptions++;
		onProgress(index + 1);
	}
	const { set, peers } = feedSet;
	return { suite: 'feeds', set, items: asserts, metrics: { assertsRight: right / asserts, exceptions }, peers };
}

/** What a document should give and does not. */
function failedAsserts({ assertsOf, valueAt }: FeedSet, row: FeedRow): FeedAssert[] {
	const asserts = assertsOf(row);
	if (asserts.length === 0) return [];
	let read: ReadFeed;
	try {
		read = readDocument(row);
	} catch {
		return [...asserts];
	}
	return asserts.filter((assert) => !holds(assert, valueAt(read, assert.path, row)));
}

async function isReadable(row: FeedRow): Promise<boolean> {
	try {
		await readItems(row);
		return true;
	} catch {
		return false;
	}
}

function holds({ op, value: expected }: FeedAssert, value: unknown): boolean {
	const size = typeof value === 'string' || Array.isArray(value) ? value.length : 0;
	switch (op) {
		case 'eq':
			return isSame(value, expected);
		case 'ne':
			return !isSame(value, expected);
		case 'truthy':
			return Boolean(value);
		case 'falsy':
			return !value || (Array.isArray(value) && size === 0);
		case 'lengthEq':
			return size === expected;
		case 'contains':
			return String(value).includes(String(expected));
		case 'lacks':
			return !String(value).includes(String(expected));
		case 'startsWith':
			return String(value).startsWith(String(expected));
		case 'ordEq':
			return typeof value === 'string' && [...value].length === 1 && value.codePointAt(0) === expected;
		default:
			return false;
	}
}

/** In a list, what is absent here is written as it is in the data. */
function isSame(value: unknown, expected: unknown): boolean {
	return JSON.stringify([value]) === JSON.stringify([expected]);
}
