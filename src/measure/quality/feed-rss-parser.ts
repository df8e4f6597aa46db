import { parseDate } from '#core/date.ts';
import type { FeedFields } from '#ingest/adapters/feed-document.ts';
import { leavesOf } from './feed-gofeed.ts';
import type { FeedAssert, FeedRow, ReadFeed } from './feed-rows.ts';

const FIELDS = new Set([
	...['title', 'link', 'id', 'guid', 'author', 'creator', 'dc:creator', 'managingEditor'],
	...['pubDate', 'isoDate', 'date', 'dc:date', 'lastBuildDate', 'description', 'summary', 'content', 'content:encoded'],
]);
const ANY_TIME = { timeZone: 'UTC', now: '2100-01-01T00:00:00Z' };

/** Every value of these fields of the feed and of its items that says something; white space does not count. */
export function rssParserAsserts({ expected }: FeedRow): FeedAssert[] {
	return leavesOf(expected, [])
		.map((assert) => ({ ...assert, path: assert.path.slice(1), value: tidy(assert.value) }))
		.filter(
			({ path: [root, , field], path, value }) =>
				value !== '' &&
				(root === 'items'
					? path.length === 3 && FIELDS.has(String(field))
					: path.length === 1 && FIELDS.has(String(root))),
		);
}

/** What we read under a name of rss-parser's. */
export function rssParserValue(read: ReadFeed, path: FeedAssert['path'], row: FeedRow): unknown {
	const isItem = path[0] === 'items';
	const fields = isItem ? read.entries[Number(path[1])] : read.feed;
	return fields === undefined
		? undefined
		: tidy(viewOf(fields, /<feed[\s>]/.test(row.text ?? ''))[String(path.at(-1))]);
}

/** Of Atom it gives names without addresses, and dates in ISO's form. */
function viewOf(fields: FeedFields, isAtom: boolean): Readonly<Record<string, unknown>> {
	const { title, link, id, published, updated, date, authors, summary, contents } = fields;
	const name = isAtom ? authors[0]?.name : authors[0]?.line;
	const when = published ?? date ?? updated;
	const isoDate = when === undefined ? undefined : new Date(parseDate(when, ANY_TIME) ?? 0).toISOString();
	return {
		title: title?.value,
		link,
		id,
		guid: id,
		author: name,
		creator: name,
		'dc:creator': name,
		managingEditor: name,
		pubDate: isAtom ? isoDate : published,
		isoDate,
		date,
		'dc:date': date,
		lastBuildDate: updated,
		description: summary?.value,
		summary: summary?.value,
		content: (summary ?? contents[0])?.value,
		'content:encoded': contents[0]?.value,
	};
}

function tidy(value: unknown): unknown {
	return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : value;
}
