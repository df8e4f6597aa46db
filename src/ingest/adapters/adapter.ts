import type { Source } from '#core/source.ts';
import type { Body } from '#ingest/input/body.ts';
import type { IngestErrorCode } from '../errors.ts';

/** A picture as the input names it. */
export interface FoundImage {
	/** Address as written: absolute, or relative to the document. */
	readonly url: string;
	readonly alt?: string;
	readonly credit?: string;
	readonly caption?: string;
}

/** One article as an adapter found it: untrusted, unnormalized, with nothing guessed. */
export interface FeedItem {
	/** Guids and addresses the document gives it, most trustworthy first; may be empty. */
	readonly identity: readonly string[];
	/** Addresses by which its own page goes: where its address leads to, and what the page names as its own. */
	readonly pageIdentity?: readonly string[];
	/** Address of the article as written, made absolute where the document allows. */
	readonly url?: string;
	/** Headline as plain text, entities and tags decoded. */
	readonly title?: string;
	/** Whole text as HTML. At most one of `html` and `text` is given. */
	readonly html?: string;
	/** Whole text as plain text, paragraphs split by line breaks. */
	readonly text?: string;
	/** Teaser as HTML or plain text. */
	readonly summary?: string;
	/** Dates as written. */
	readonly published?: string;
	readonly updated?: string;
	/** Whether the dates come from a feed, dump or listing, or from the article's page. */
	readonly dateFrom: 'feed' | 'page';
	readonly authors: readonly string[];
	readonly section?: string;
	readonly tags: readonly string[];
	/** Language that the document declares. */
	readonly lang?: string;
	readonly image?: FoundImage;
	readonly commentsUrl?: string;
	/** Set where the page of the item was asked for and is gone. */
	readonly isGone?: true;
	/** Outlet that an aggregator's page names as the origin, e.g. `akipress.kg`. */
	readonly sourceName?: string;
	/** Whom the document credits its pictures to, where it names none of them. */
	readonly imageCredit?: string;
	/** Address of its document, where the input is an archive of documents. */
	readonly location?: string;
	/** When an archive took the document in, as written. */
	readonly seenAt?: string;
	/** Headlines that a page dump lists beside the article; shown by `try`, never stored. */
	readonly relatedHeadlines?: readonly string[];
}

/** A document to read. */
export interface AdapterInput {
	/** Its bytes, decompressed, which may be read once. `readWhole` gives them to those who need all of them. */
	readonly body: Body;
	/** Its address, or the path of its file. Names it in messages; addresses resolve relative links. */
	readonly location: string;
	/** The address that it was asked for at, where that led to another. */
	readonly askedAt?: string;
	/** `Content-Type` of the reply, where it was fetched. */
	readonly contentType?: string;
	/** What a feed's relative links are meant against, where the reply names another address than `location`. */
	readonly base?: string;
	readonly source: Source;
}

/** Something about one document or item that the maintainer should know. */
export interface AdapterWarning {
	/** Permanent code of `errors.ts`. */
	readonly code: IngestErrorCode;
	readonly details: Readonly<Record<string, string | number>>;
}

/** Reads one family of formats. Detection looks at bytes, never at names. */
export interface Adapter {
	readonly name: 'feed' | 'html' | 'dump' | 'warc' | 'text' | 'opml';
	/** How surely `head` (the first 4 KB, decoded, without byte order mark) is of this format: 0 no, 1 sure. */
	detect(head: string): number;
	/**
	 * The articles of the document, in its order.
	 *
	 * @throws IngestError where the document is not of the format after all; never for one bad item, which
	 * becomes a warning.
	 */
	read(input: AdapterInput, warn: (warning: AdapterWarning) => void): AsyncIterable<FeedItem>;
}
