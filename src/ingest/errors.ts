/** Every message of ingest, by permanent code: what happened, why, what to do. `{name}` is filled from details. */
const MESSAGES = {
	FEED_FORMAT_UNKNOWN:
		'Could not read {location}: expected RSS, Atom, JSON Feed, an article page, OPML, JSON Lines, CSV or a page dump, found {found}.',
	PAGE_WITHOUT_ARTICLE:
		'Found no article on {location}: {reason}. If it is one article, name the part that holds its text as `selectors.body` in the file of its source.',
	PAGE_IS_REDIRECT: 'Found no article on {location}: the page only sends the browser on to {target}. Read that page instead.',
	DUMP_WITHOUT_ARTICLE:
		'Found no article in the text of {location}: {reason}. A page dump holds the title, the date and the paragraphs of one article on lines of their own.',
	DUMP_COLUMNS_UNKNOWN:
		'Could not read {location}: none of its columns ({columns}) is known as a title or a text. Call them `title`, `text`, `url`, `date`, `author`.',
	RECORD_UNREADABLE: 'Passed over record {record} of {location}: {reason}.',
	ITEM_UNREADABLE: 'Passed over item {item} of {location}: {reason}.',
	TEXT_CUT: 'Left out the end of a text of {location}: it is longer than {limit} characters.',
	TEXT_REPLACED: 'Could not read {count} characters of {location} as {encoding}; each became a question mark.',
	INPUT_EMPTY: 'Could not read {location}: the file is empty.',
	ITEM_WITHOUT_TITLE: 'Passed over an item of {location}: it has neither a title nor a text to make one from.',
} as const satisfies Record<string, string>;

export type IngestErrorCode = keyof typeof MESSAGES;

/** An expected failure of ingest: a permanent code, what it is about, and the cure. */
export class IngestError extends Error {
	readonly code: IngestErrorCode;
	readonly hint: string | undefined;

	constructor(
		code: IngestErrorCode,
		details: Readonly<Record<string, string | number>> & { hint?: string },
		options?: ErrorOptions,
	) {
		super(messageOf(code, details), options);
		this.name = 'IngestError';
		this.code = code;
		this.hint = details.hint;
	}
}

/** The message of a code with its details filled in. */
export function messageOf(code: IngestErrorCode, details: Readonly<Record<string, string | number>>): string {
	return MESSAGES[code].replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? 'unknown'));
}
