import { parseDate } from '#core/date.ts';
import type { FeedFields, FeedText } from '#ingest/adapters/feed-document.ts';
import { htmlOf } from '#ingest/adapters/feed-text.ts';
import type { FeedAssert, FeedRow, ReadFeed } from './feed-rows.ts';

/** Names that feedparser has for the fields that count. */
const FIELDS = new Set([
	...['title', 'title_detail', 'link', 'links', 'id', 'guid', 'author', 'authors', 'author_detail', 'content'],
	...['summary', 'description', 'subtitle', 'tagline', 'info', 'abstract'],
	...['summary_detail', 'description_detail', 'subtitle_detail', 'tagline_detail', 'info_detail'],
	...['published', 'updated', 'modified', 'created', 'issued', 'date', 'expired', 'validity_start', 'validity_end'],
	...['published_parsed', 'updated_parsed', 'modified_parsed', 'created_parsed', 'issued_parsed', 'date_parsed'],
	...['expired_parsed', 'validity_start_parsed', 'validity_end_parsed'],
]);
const ANY_TIME = { timeZone: 'UTC', now: '2100-01-01T00:00:00Z' };

/**
 * The asserts on title, link, id, dates, summary, content and author of `feed` and `entries.N`, whatever lies below
 * these fields included (`title_detail.base`, `content.0.language`, `links.0.rel`), and on `encoding`. Left out are
 * those without an operation and the rows `wellformed/sanitize`, which judge a sanitiser.
 */
export function feedparserAsserts({ id, asserts }: FeedRow): FeedAssert[] {
	if (id.startsWith('wellformed/sanitize/')) return [];
	return (asserts ?? []).flatMap(({ op, path, value }) =>
		typeof op === 'string' && isCounted(path) ? [{ op, path, value }] : [],
	);
}

function isCounted([root, next, field]: FeedAssert['path']): boolean {
	if (root === 'encoding') return true;
	const name = root === 'feed' ? next : field;
	return (root === 'feed' || root === 'entries') && FIELDS.has(String(name));
}

/** What we read under a name of feedparser's. */
export function feedparserValue(read: ReadFeed, [root, ...path]: FeedAssert['path'], row: FeedRow): unknown {
	if (root === 'encoding') return encodingName(read.encoding, row);
	const fields = root === 'feed' ? read.feed : read.entries[Number(path.shift())];
	let value: unknown = fields === undefined ? undefined : viewOf(fields);
	for (const step of path) value = value !== null && typeof value === 'object' ? Reflect.get(value, step) : undefined;
	return value;
}

function viewOf(fields: FeedFields): Readonly<Record<string, unknown>> {
	const { title, link, id, published, created, summary, info, contents, authors, expired } = fields;
	const updated = fields.updated ?? fields.date;
	const links = fields.links;
	const people = authors.map(({ name, email, url }) => ({ name, email, url, href: url }));
	return {
		...textView('title', title),
		...Object.assign({}, ...['summary', 'description', 'subtitle', 'tagline'].map((name) => textView(name, summary))),
		...textView('info', info),
		link,
		links,
		id,
		guid: id,
		content: contents.map(detailOf),
		author: authors[0]?.line,
		author_detail: people[0],
		authors: people,
		...dateView(['published', 'issued'], published),
		...dateView(['updated', 'modified', 'date'], updated),
		...dateView(['created'], created),
		...dateView(['expired'], expired),
		...dateView(['validity_start'], fields.validFrom),
		...dateView(['validity_end'], fields.validUntil),
	};
}

function textView(name: string, text: FeedText | undefined): Readonly<Record<string, unknown>> {
	if (text === undefined) return {};
	const detail = detailOf(text);
	return { [name]: detail.value, [`${name}_detail`]: detail };
}

function detailOf(text: FeedText): {
	value: string;
	type: string;
	language: string | undefined;
	base: string | undefined;
	src: string | undefined;
} {
	const { type, base, lang, src } = text;
	return { value: type === 'text/plain' ? text.value : htmlOf(text, base), type, language: lang, base, src };
}

/** feedparser's nine numbers: date and time in UTC, day of the week from Monday, day of the year, no summer time. */
function dateView(names: readonly string[], written: string | undefined): Readonly<Record<string, unknown>> {
	const instant = written === undefined ? undefined : parseDate(written, ANY_TIME);
	const date = instant === undefined ? undefined : new Date(instant);
	const parsed =
		date === undefined
			? undefined
			: [
					date.getUTCFullYear(),
					date.getUTCMonth() + 1,
					date.getUTCDate(),
					date.getUTCHours(),
					date.getUTCMinutes(),
					date.getUTCSeconds(),
					(date.getUTCDay() + 6) % 7,
					Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1,
					0,
				];
	return Object.fromEntries(
		names.flatMap((name) => [
			[name, written],
			[`${name}_parsed`, parsed],
		]),
	);
}

/** One encoding has many names: ours is feedparser's where the Encoding Standard reads both alike. */
function encodingName(encoding: string, { asserts }: FeedRow): string {
	const expected = asserts?.find(({ path: [root] }) => root === 'encoding')?.value;
	return typeof expected === 'string' && decoderOf(expected) === decoderOf(encoding) ? expected : encoding;
}

/** The decoder of GBK is that of GB18030. */
function decoderOf(label: string): string {
	try {
		return new TextDecoder(label).encoding.replace('gbk', 'gb18030');
	} catch {
		return label;
	}
}
