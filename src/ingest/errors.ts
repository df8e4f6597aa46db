import type { FeedState } from '#core/source-state.ts';

/** Every message of ingest, by permanent code: what happened, why, what to do. `{name}` is filled from details. */
const MESSAGES = {
	FEED_FORMAT_UNKNOWN:
		'Could not read {location}: expected RSS, Atom, JSON Feed, an article page, OPML, JSON Lines, CSV, WARC or a page dump, found {found}.',
	PAGE_WITHOUT_ARTICLE:
		'Found no article on {location}: {reason}. If it is one article, name the part that holds its text as `selectors.body` in the file of its source.',
	PAGE_IS_ERROR:
		'Found no article on {location}: the page says that it is missing, blocked or out of order. Open it in a browser; if the article is there, the site turns programs away.',
	PAGE_IS_CONSENT:
		'Found no article on {location}: the page asks for consent to cookies before it shows anything. Ask the source for a feed with whole texts, or set `follow: never`.',
	PAGE_IS_PAYWALLED:
		'Found no whole article on {location}: what can be read is a teaser, the rest is for subscribers. Ask the source for a feed with whole texts, or set `follow: never`.',
	PAGE_IS_EMPTY:
		'Found no article on {location}: the page holds no text; scripts may make it in a browser. Ask the source for a feed with whole texts, or set `follow: never`.',
	SELECTOR_UNMATCHED:
		'Passed over `selectors.{field}` for {location}: “{selector}” matches nothing there. If the source changed its pages, change it in content/sources/{source}.yaml.',
	SELECTOR_INVALID:
		'Passed over `selectors.{field}`: “{selector}” is no CSS selector. Change it in content/sources/{source}.yaml.',
	PAGE_IS_REDIRECT:
		'Found no article on {location}: the page only sends the browser on to {target}. Read that page instead.',
	DUMP_WITHOUT_ARTICLE:
		'Found no article in the text of {location}: {reason}. A page dump holds the title, the date and the paragraphs of one article on lines of their own.',
	DUMP_COLUMNS_UNKNOWN:
		'Could not read {location}: none of its columns ({columns}) is known as a title or a text. Call them `title`, `text`, `url`, `date`, `author`.',
	RECORD_UNREADABLE: 'Passed over record {record} of {location}: {reason}.',
	ITEM_UNREADABLE: 'Passed over item {item} of {location}: {reason}.',
	FEED_CUT: '{location} breaks off: its {count} whole entries were read. Look whether its server sends all of it.',
	TEXT_CUT: 'Left out the end of a text of {location}: it is longer than {limit} characters.',
	ENCODING_UNKNOWN:
		'{location} says that it is in {claimed}, which is no known encoding; by its letters it was read as {encoding}. Look whether its titles are right.',
	ENCODING_WRONG:
		'{location} says that it is in {claimed}, but its letters are in {encoding}, as which it was read. Look whether its titles are right.',
	TEXT_REPLACED: 'Could not read {count} characters of {location} as {encoding}; each became a question mark.',
	INPUT_MISSING: 'Could not read {location}: there is no such file or folder.',
	FOLDER_EMPTY: 'Found nothing to read in {location}: the folder holds no file.',
	INPUT_UNREADABLE: 'Could not read {location}: {reason}.',
	INPUT_WITHOUT_ARTICLES: 'Found no article in {location}: it is {found} that holds none.',
	ARCHIVE_DAMAGED: '{location} is damaged: {reason}. What could be unpacked before and behind that place was read.',
	ARCHIVE_GROWS:
		'Gave up reading {location}: what it holds is more than {ratio} times as large as the archive, as no text is.',
	INPUT_TOO_LARGE: 'Could not read {location}: it is larger than {limit} MB. Split it.',
	FETCH_FAILED: 'Could not fetch {location}: {reason}.',
	FETCH_BLOCKED: 'Could not fetch {location}: {reason}.',
	FETCH_GONE: 'Could not fetch {location}: {reason}.',
	FETCH_LIMITED: 'Could not fetch {location}: {reason}.',
	FETCH_SERVER_FAILED: 'Could not fetch {location}: {reason}.',
	FETCH_TIMED_OUT: 'Could not fetch {location}: {reason}.',
	FETCH_UNREACHABLE: 'Could not fetch {location}: {reason}.',
	FETCH_UNTRUSTED: 'Could not fetch {location}: {reason}.',
	FETCH_BROKEN_OFF: 'Could not fetch {location}: {reason}.',
	FETCH_MISLED: 'Could not fetch {location}: {reason}.',
	FETCH_TOO_LARGE: 'Could not fetch {location}: {reason}.',
	FETCH_REFUSED: 'Could not fetch {location}: {reason}.',
	FEED_IS_PAGE: 'Could not read {location}: it is a web page, not a feed.',
	FEED_IS_ELSEWHERE:
		'Could not read {location}: it is a web page, not a feed. Its feed is {feed}: write that in its place.',
	FEED_MOVED:
		'{location} has moved for good to {target}. In content/sources/{source}.yaml, line {line}, write: {written}',
	FEED_NOT_ASKED:
		'Did not ask {location}, which has been “{class}” since {since}: it is not asked before {next}, but by --source {source} at once.',
	SOURCE_WITHOUT_FEEDS: 'Found nothing to read: the source names no feed.',
	CONTENT_UNUSABLE: 'Left out what cannot be used: {problem}',
	PAGE_NOT_FOLLOWED: 'Kept the teaser of “{title}”: {reason}',
	DATE_MISSING: '“{title}” in {location} has no date: it counts as published when it was first seen.',
	DATE_UNREADABLE:
		'“{title}” in {location} is dated “{written}”, which could not be read: it counts as published when it was first seen.',
	DATE_IN_FUTURE:
		'“{title}” in {location} is dated {written}, which is still to come: it counts as published when it was first seen.',
	ITEM_WITHOUT_LINK: '“{title}” in {location} has no address: it is known by its source, date and title alone.',
	PICTURE_FAILED: 'Left out the picture {picture} of “{title}”: {reason}.',
	ARTICLE_UNWRITABLE: 'Could not store “{title}” from {location}: {reason}',
	DOCUMENT_NOT_UNDERSTOOD:
		'Could not read {location}: Jarchy itself failed on it ({reason}). Report it with the document; the others were read.',
	INPUT_EMPTY: 'Could not read {location}: the file is empty.',
	ITEM_WITHOUT_TITLE: 'Passed over an item of {location}: it has neither a title nor a text to make one from.',
} as const satisfies Record<string, string>;

/** What to do about a feed, by the class of its state. `{file}` is the file of its source. */
const CURES = {
	ok: '',
	blocked: 'Ask the publisher to let “Jarchy” in (firewall, robots.txt), or set `enabled: false` in {file}.',
	gone: 'Look for the new address of the feed on the site of the publisher and correct `feeds` in {file}.',
	moved: 'Write the new address into `feeds` in {file}.',
	empty:
		'Open the address in a browser: if it lists no article there either, look for another feed and correct `feeds` in {file}.',
	notAFeed: 'Open the address in a browser and correct `feeds` in {file}: it must name RSS, Atom or JSON Feed.',
	charset: 'Look whether its titles are right, and tell the publisher which encoding the feed claims.',
	cut: 'Open the address in a browser: if it breaks off there too, tell the publisher.',
	limited: 'Nothing need be done: the server is asked less often. If it lasts, ask the publisher for a higher limit.',
	server:
		'Nothing need be done at first: it is tried again. If it lasts, tell the publisher, or correct `feeds` in {file}.',
	timeout:
		'Nothing need be done at first: it is tried again. If it lasts, tell the publisher, or correct `feeds` in {file}.',
	unreachable:
		'Check the network of this machine and the name of the host; if the site has moved, correct `feeds` in {file}.',
	tls: 'Tell the publisher about the certificate; it is never passed over.',
	broken: 'Nothing need be done at first: it is tried again. If it lasts, tell the publisher.',
	redirects: 'Open the address in a browser and correct `feeds` in {file}.',
	tooLarge: 'Ask the publisher for a shorter feed, or save it to a file and name the file in {file}.',
	refused: 'Addresses in private networks are never asked: save the feed to a file and name the file in {file}.',
	unreadable: 'Check `feeds` in {file}.',
} as const satisfies Record<FeedState['class'], string>;

/** What to do about a feed of a source that is in this class. */
export function cureFor(feedClass: FeedState['class'], source: string): string {
	return CURES[feedClass].replace('{file}', `content/sources/${source}.yaml`);
}

export type IngestErrorCode = keyof typeof MESSAGES;

/** An expected failure of ingest: a permanent code, what it is about, and the cure. */
export class IngestError extends Error {
	readonly code: IngestErrorCode;
	readonly details: Readonly<Record<string, string | number>>;
	readonly hint: string | undefined;

	constructor(
		code: IngestErrorCode,
		details: Readonly<Record<string, string | number>> & { hint?: string },
		options?: ErrorOptions,
	) {
		super(messageOf(code, details), options);
		this.name = 'IngestError';
		this.code = code;
		this.details = details;
		this.hint = details.hint;
	}
}

/** The message of a code with its details filled in. */
export function messageOf(code: IngestErrorCode, details: Readonly<Record<string, string | number>>): string {
	return MESSAGES[code].replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? 'unknown'));
}
