import { parseDate } from '#core/date.ts';
import type { FeedFields } from '#ingest/adapters/feed-document.ts';
import { htmlOf } from '#ingest/adapters/feed-text.ts';
import type { FeedAssert, FeedRow, ReadFeed } from './feed-rows.ts';

const FIELDS = new Set([
	...['title', 'link', 'links', 'id', 'guid', 'author', 'authors', 'managingEditor'],
	...['description', 'subtitle', 'summary', 'content'],
	...[
		'published',
		'publishedParsed',
		'updated',
		'updatedParsed',
		'pubDate',
		'pubDateParsed',
		'lastBuildDate',
		'lastBuildDateParsed',
	],
]);
/** Types of Atom; version 0.3 writes them in full. */
const SHORT: Readonly<Record<string, string>> = {
	'text/plain': 'text',
	'text/html': 'html',
	'application/xhtml+xml': 'xhtml',
};
const ANY_TIME = { timeZone: 'UTC', now: '2100-01-01T00:00:00Z' };

/** Every value below these fields of the feed and of its items, in the common form as in those of Atom and RSS. */
export function gofeedAsserts({ expected }: FeedRow): FeedAssert[] {
	return leavesOf(expected, [])
		.map(shortType)
		.filter(({ path: [root, , field] }) =>
			root === 'items' || root === 'entries' ? FIELDS.has(String(field)) : FIELDS.has(String(root)),
		);
}

function shortType(assert: FeedAssert): FeedAssert {
	const { path, value } = assert;
	return path.at(-1) === 'type' && path.at(-2) === 'content'
		? { ...assert, value: SHORT[String(value)] ?? value }
		: assert;
}

/** The values of a JSON document with the way to each. */
export function leavesOf(value: unknown, path: FeedAssert['path']): FeedAssert[] {
	if (typeof value !== 'object' || value === null) return value === null ? [] : [{ path, op: 'eq', value }];
	return Object.entries(value).flatMap(([key, child]) =>
		leavesOf(child, [...path, Array.isArray(value) ? Number(key) : key]),
	);
}

/** What we read under a name of gofeed's. */
export function gofeedValue(read: ReadFeed, path: FeedAssert['path'], row: FeedRow): unknown {
	const isItem = path[0] === 'items' || path[0] === 'entries';
	const fields = isItem ? read.entries[Number(path[1])] : read.feed;
	// Atom's own form alone has links as objects, that of RSS alone has authors as text.
	const view =
		fields === undefined
			? undefined
			: viewOf(fields, { isAtom: row.id.startsWith('parser/atom/'), isText: row.id.startsWith('parser/rss/') });
	let value: unknown = view;
	for (const step of isItem ? path.slice(2) : path) {
		value = value !== null && typeof value === 'object' ? Reflect.get(value, step) : undefined;
	}
	return value;
}

function viewOf(
	fields: FeedFields,
	{ isAtom, isText }: { isAtom: boolean; isText: boolean },
): Readonly<Record<string, unknown>> {
	const { title, link, links, id, authors, summary, contents, published, date, updated } = fields;
	const text = (one: FeedFields['title']) => (one?.type === 'text/plain' ? one.value : one && htmlOf(one, one.base));
	const content = contents[0];
	const people = authors.map(({ name, email, url }) => ({ name, email, uri: url }));
	const instant = (written: string | undefined) =>
		written === undefined ? undefined : new Date(parseDate(written, ANY_TIME) ?? 0).toISOString().replace('.000Z', 'Z');
	const dates = (names: readonly string[], written: string | undefined) =>
		Object.fromEntries(
			names.flatMap((name) => [
				[name, written],
				[`${name}Parsed`, instant(written)],
			]),
		);
	return {
		title: text(title),
		link,
		links: isAtom ? links : links.map(({ href }) => href),
		id,
		guid: isAtom ? id : Object.assign(String(id), { value: id, isPermalink: String(fields.isPermaLink ?? true) }),
		authors: people,
		author: isText ? authors[0]?.line : people[0],
		managingEditor: authors[0]?.line,
		description: text(summary),
		subtitle: text(summary),
		summary: text(summary),
		content: isAtom
			? content && { value: text(content), type: SHORT[content.type] ?? content.type, src: content.src }
			: text(content),
		...dates(['published', 'pubDate'], published ?? date ?? updated),
		...dates(['updated', 'lastBuildDate'], updated ?? date),
	};
}
