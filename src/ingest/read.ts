import type { Source } from '#core/source.ts';
import type { AdapterWarning, FeedItem } from './adapters/adapter.ts';
import { findFeedLinks } from './adapters/feed-links.ts';
import { readWhole } from './adapters/whole.ts';
import type { Draft } from './draft.ts';
import { IngestError } from './errors.ts';
import type { Fetcher } from './fetch/fetch.ts';
import { followItem } from './follow.ts';
import { given } from './given.ts';
import { type Body, peekBody } from './input/body.ts';
import { decodeText } from './input/decode.ts';
import { describeBytes } from './input/describe.ts';
import { detectAdapter, HEAD_BYTES } from './input/detect.ts';
import { GZIP_BYTES, gunzip, isGzip } from './input/gunzip.ts';
import { type Input, readLocal } from './input/inputs.ts';
import { readingOf } from './mistake.ts';
import { type ItemContext, normalizeItem } from './normalize.ts';

/** So much of a page holds all that it says about its feeds. */
const PAGE_HEAD_BYTES = 200_000;

/** What reading needs besides the input. */
export interface ReadContext {
	readonly source: Source;
	readonly now: string;
	readonly fetcher: Fetcher;
	/** A stamp under which an address is asked only whether it changed; absent asks for it in any case. */
	readonly stamp?: string;
	/** Whether an address must hold a feed: a web page in its place is a notice of its server's, no article. */
	readonly isFeed?: boolean;
	readonly warn: (warning: AdapterWarning) => void;
	/** Takes an OPML document, which lists feeds and holds no articles. */
	readonly onOpml?: (bytes: Uint8Array, location: string) => void;
	readonly onDraft: (draft: Draft, relatedHeadlines: readonly string[]) => void;
}

/**
 * Reads one input and hands over its articles as drafts: bytes → adapter → items → drafts.
 *
 * @returns `unchanged` where its server says that it is what it was.
 * @throws IngestError where it gives nothing.
 */
export async function readInput(input: Input, context: ReadContext): Promise<'read' | 'unchanged' | 'passed over'> {
	const { source, now, warn, onOpml } = context;
	const document = await open(input, context);
	if (document === undefined) return 'unchanged';
	const { location, contentType, base } = document;
	const { head, body } = await peekBody(await unpacked(document, warn), HEAD_BYTES + 1);
	if (head.length === 0) throw new IngestError('INPUT_EMPTY', { location });
	const adapter = detectAdapter(head, contentType);
	if (adapter === undefined) {
		const found = describeBytes(head);
		if (input.isFound && found.endsWith('picture')) return 'passed over';
		throw new IngestError('FEED_FORMAT_UNKNOWN', { location, found });
	}
	if (adapter.name === 'html' && context.isFeed === true) throw await pageInPlaceOf({ body, location, contentType });
	const askedAt = input.local === undefined && location !== input.location ? input.location : undefined;
	const about = { ...given('contentType', contentType), ...given('base', base), ...given('askedAt', askedAt) };
	const adapterInput = { body, location, source, ...about };
	if (adapter.name === 'opml' && onOpml !== undefined) {
		onOpml((await readWhole(adapterInput)).bytes, location);
		return 'read';
	}
	let count = 0;
	for await (const item of readingOf(adapter.read(adapterInput, warn), location)) {
		// Any prose has the look of a page dump: of files that nobody named, those with a date alone are taken for one.
		if (adapter.name === 'text' && input.isFound && item.published === undefined) {
			throw new IngestError('DUMP_WITHOUT_ARTICLE', { location, reason: 'it names no date' });
		}
		const whole = await followItem(item, source, context);
		const draft = normalizeItem(whole, { source, now, warn, ...placeOf(item, { location, local: input.local }) });
		if (draft === undefined) continue;
		count++;
		context.onDraft(draft, item.relatedHeadlines ?? []);
	}
	if (count === 0) warn({ code: 'INPUT_WITHOUT_ARTICLES', details: { location, found: KINDS[adapter.name] } });
	return 'read';
}

/** A page that stands where a feed should says itself where the feed is, mostly. */
async function pageInPlaceOf(page: {
	body: Body;
	location: string;
	contentType: string | undefined;
}): Promise<IngestError> {
	const { location } = page;
	const { head } = await peekBody(page.body, PAGE_HEAD_BYTES);
	const [feed] = findFeedLinks(decodeText(head, page.contentType).text, location).filter((link) => link !== location);
	return feed === undefined
		? new IngestError('FEED_IS_PAGE', { location })
		: new IngestError('FEED_IS_ELSEWHERE', { location, feed });
}

/** A document in an archive has the address that it was archived from, and no files beside it. */
function placeOf(item: FeedItem, place: Place): Place {
	return item.location === undefined ? place : { location: item.location, local: undefined };
}

type Place = Pick<ItemContext, 'location' | 'local'>;

const KINDS = {
	feed: 'a feed',
	html: 'a page',
	dump: 'a dump',
	warc: 'a web archive',
	text: 'a text',
	opml: 'a list of feeds',
} as const;

/** The content of a gzip archive; any other body as it is. */
async function unpacked(
	document: { readonly body: Body; readonly location: string },
	warn: (warning: AdapterWarning) => void,
): Promise<Body> {
	const { location } = document;
	const { head, body } = await peekBody(document.body, GZIP_BYTES);
	if (!isGzip(head)) return body;
	const onDamage = (reason: string): void => warn({ code: 'ARCHIVE_DAMAGED', details: { location, reason } });
	return gunzip(body, { location, onDamage });
}

interface Opened {
	readonly body: Body;
	readonly location: string;
	readonly contentType: string | undefined;
	readonly base?: string | undefined;
}

async function open(input: Input, { fetcher, stamp }: ReadContext): Promise<Opened | undefined> {
	const { local, location } = input;
	if (local !== undefined) return { body: readLocal({ ...input, local }), location, contentType: undefined };
	const reply = stamp === undefined ? await fetcher.fetchBytes(location) : await fetcher.fetchDocument(location, stamp);
	if (reply === undefined) return undefined;
	const { bytes, url, contentType, contentLocation } = reply;
	return { body: [bytes], location: url, contentType, base: contentLocation };
}
