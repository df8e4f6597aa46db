import { parseDate } from '#core/date.ts';
import { localIso } from '#core/day.ts';
import { cutAtWord } from '#core/excerpt.ts';
import { detectLanguage } from '#core/language.ts';
import type { Source } from '#core/source.ts';
import { tagKey } from '#core/tag.ts';
import { canonicalizeUrl } from '#core/url.ts';
import type { AdapterWarning, FeedItem, FoundImage } from './adapters/adapter.ts';
import type { Draft, LocalDocument } from './draft.ts';
import { given } from './given.ts';
import { keysOf, ownKeyOf, pageKeysOf } from './identity.ts';
import { oneLine } from './text/plain-line.ts';
import { MAX_HTML_LENGTH } from './text/tidy.ts';
import { textToMarkdown, toMarkdown, toParagraphs, toPlainText } from './text/to-markdown.ts';

const MAX_TITLE = 500;
const MADE_UP_TITLE = 100;
const MAX_NAME = 200;
const MAX_TAG = 100;
const MAX_NAMES = 20;
/** Clocks of sources go this much ahead of ours without anything being wrong. */
const CLOCK_ERROR_MS = 15 * 60_000;
/** Dates that are ahead are told from those that are none. */
const END_OF_TIME = '9999-01-01T00:00:00Z';

/** What an item is normalised within. */
export interface ItemContext {
	readonly source: Source;
	/** The run's instant. */
	readonly now: string;
	/** Address or path of the document. */
	readonly location: string;
	/** Absent where the document was fetched. */
	readonly local?: LocalDocument | undefined;
	readonly warn: (warning: AdapterWarning) => void;
}

/** An item as a draft article, or undefined (with a warning) where there is nothing to call it by. */
export function normalizeItem(item: FeedItem, context: ItemContext): Draft | undefined {
	const { source, location, local, warn } = context;
	const url = canonicalizeUrl(item.url ?? '');
	const body = bodyOf(item, url, context);
	const title = titleOf(item, body.text);
	if (title === '') {
		warn({ code: 'ITEM_WITHOUT_TITLE', details: { location } });
		return undefined;
	}
	const summary = summaryOf(item, body.text);
	const hint = item.lang ?? (source.lang === 'und' ? undefined : source.lang);
	const commentsUrl = canonicalizeUrl(item.commentsUrl ?? '');
	const section = oneLine(item.section ?? '');
	const pageKeys = pageKeysOf(item, source.id);
	if (item.url === undefined && item.identity.length === 0 && item.dateFrom === 'feed') {
		warn({ code: 'ITEM_WITHOUT_LINK', details: { location, title: cutAtWord(title, 80) } });
	}
	return {
		source: source.id,
		keys: [...keysOf(item, source.id), ...pageKeys],
		...(pageKeys.length === 0 ? {} : { pageKeys }),
		ownKey: ownKeyOf(item, { source: source.id, title }),
		...given('url', url),
		title,
		lang: detectLanguage(`${title}\n${body.text}`, hint).lang,
		...dateOf(item, title, context),
		authors: namesOf(item.authors, MAX_NAME),
		...given('section', section === '' ? undefined : cutAtWord(section, MAX_NAME)),
		tags: uniqueTags(namesOf(item.tags, MAX_TAG)),
		...body,
		...given('summary', summary === '' ? undefined : summary),
		...given('image', item.image === undefined ? undefined : credited(item.image, item.imageCredit)),
		images: body.images.map((image) => credited(image, item.imageCredit)),
		...given('commentsUrl', commentsUrl),
		...given('isGone', item.isGone),
		document: location,
		...given('local', local),
	};
}

/** The whole text where the item gives it, else its teaser. */
function bodyOf(
	item: FeedItem,
	url: string | undefined,
	context: ItemContext,
): Pick<Draft, 'markdown' | 'text' | 'images' | 'isWhole'> {
	const { location, local, warn } = context;
	if (item.html === undefined && item.text !== undefined) {
		if (item.text.length > MAX_HTML_LENGTH) warn({ code: 'TEXT_CUT', details: { location, limit: MAX_HTML_LENGTH } });
		const kept = item.text.slice(0, MAX_HTML_LENGTH);
		const text = toParagraphs(kept).join('\n\n');
		return { markdown: textToMarkdown(kept), text, images: [], isWhole: text !== '' };
	}
	// Pictures of a file lie beside it: without an address to resolve against, their paths stay as written.
	const baseUrl = local === undefined ? (url ?? location) : undefined;
	const { markdown, text, images, isCut } = toMarkdown(item.html ?? item.summary ?? '', { baseUrl });
	if (isCut) warn({ code: 'TEXT_CUT', details: { location, limit: MAX_HTML_LENGTH } });
	return { markdown, text, images, isWhole: item.html !== undefined && text !== '' };
}

/** The teaser on one line; it is the text where there is no other. */
function summaryOf({ summary, html, text }: FeedItem, body: string): string | undefined {
	if (summary === undefined) return undefined;
	return oneLine(html === undefined && text === undefined ? body : toPlainText(summary));
}

/** The headline; for want of one the first sentence of the text. */
function titleOf(item: FeedItem, text: string): string {
	const title = oneLine(item.title ?? '');
	if (title !== '') return cutAtWord(title, MAX_TITLE);
	const line = oneLine(text.slice(0, 2 * MAX_TITLE));
	return cutAtWord(/^.{15,}?[.!?…](?=\s|$)/u.exec(line)?.[0].replace(/\.$/, '') ?? line, MADE_UP_TITLE);
}

/** The date as written, else that of the run; one ahead of the run is the run's. */
function dateOf(item: FeedItem, title: string, context: ItemContext): Pick<Draft, 'publishedAt' | 'dateFrom'> {
	const { source, now, location, local, warn } = context;
	const { timeZone } = source;
	const archivedAt = findArchivedAt(item, now);
	const firstSeen = { publishedAt: localIso(archivedAt ?? now, timeZone), dateFrom: 'firstSeen' } as const;
	const written = [item.published, item.updated].filter((date) => date !== undefined);
	const details = { location, title: cutAtWord(title, 80), written: cutAtWord(oneLine(written[0] ?? ''), 80) };
	if (written.length === 0) {
		warn({ code: 'DATE_MISSING', details });
		return firstSeen;
	}
	// “Yesterday” in a file that was saved at some time is no date.
	const relativeTo = archivedAt ?? (local === undefined ? now : undefined);
	for (const date of written) {
		const publishedAt = parseDate(date, { timeZone, now: END_OF_TIME, relativeTo });
		if (publishedAt === undefined) continue;
		const aheadMs = Date.parse(publishedAt) - Date.parse(now);
		if (aheadMs <= 0) return { publishedAt, dateFrom: item.dateFrom };
		if (aheadMs <= CLOCK_ERROR_MS) return { publishedAt: localIso(now, timeZone), dateFrom: item.dateFrom };
		warn({ code: 'DATE_IN_FUTURE', details });
		return firstSeen;
	}
	warn({ code: 'DATE_UNREADABLE', details });
	return firstSeen;
}

/** When an archive took the document in. */
function findArchivedAt({ seenAt = '' }: FeedItem, now: string): string | undefined {
	const archivedAt = parseDate(seenAt, { timeZone: 'UTC', now });
	return archivedAt !== undefined && Date.parse(archivedAt) < Date.parse(now) ? archivedAt : undefined;
}

function namesOf(names: readonly string[], maxLength: number): string[] {
	const clean = names.map((name) => cutAtWord(oneLine(name), maxLength)).filter((name) => name !== '');
	return [...new Set(clean)].slice(0, MAX_NAMES);
}

/** Each tag in its first spelling. */
function uniqueTags(tags: readonly string[]): string[] {
	const byKey = new Map<string, string>();
	for (const tag of tags) {
		const key = tagKey(tag) || tag.toLowerCase();
		if (!byKey.has(key)) byKey.set(key, tag);
	}
	return [...byKey.values()];
}

function credited(image: FoundImage, credit: string | undefined): FoundImage {
	return image.credit === undefined ? { ...image, ...given('credit', credit) } : image;
}
