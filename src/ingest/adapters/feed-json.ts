import { resolveWebUrl } from '#core/url.ts';
import { describeBytes } from '#ingest/input/describe.ts';
import { oneLine } from '#ingest/text/plain-line.ts';
import { IngestError } from '../errors.ts';
import { given } from '../given.ts';
import { pictureAddress } from '../picture-address.ts';
import type { AdapterWarning, FeedItem } from './adapter.ts';
import { readRecords } from './record-stream.ts';
import { fieldOf, isRecord, type JsonRecord, listOf } from './records.ts';
import type { WholeInput } from './whole.ts';

/** The items of a JSON Feed (versions 1 and 1.1), also of one that breaks off. */
export function* readJsonFeed(
	text: string,
	input: WholeInput,
	warn: (warning: AdapterWarning) => void,
): Iterable<FeedItem> {
	const { location } = input;
	if (!/"items"\s*:\s*\[/.test(text)) {
		throw new IngestError('FEED_FORMAT_UNKNOWN', { location, found: describeBytes(input.bytes) });
	}
	const home = /"(?:home_page_url|feed_url)"\s*:\s*"(https?:[^"\\]+)"/.exec(text)?.[1];
	const lang = /"language"\s*:\s*"([A-Za-z-]{2,12})"/.exec(text.slice(0, text.indexOf('"items"')))?.[1];
	const address = URL.canParse(location) ? location : undefined;
	const defaults = { address, base: address ?? home, lang };
	let index = 0;
	for (const result of readRecords(text)) {
		index++;
		if (result.ok) yield toItem(result.record, defaults);
		else warn({ code: 'ITEM_UNREADABLE', details: { location, item: index, reason: result.reason } });
	}
}

/** What holds for an item that does not say otherwise. */
interface JsonFeedDefaults {
	/** Address of the feed itself; absent for a file. */
	readonly address: string | undefined;
	readonly base: string | undefined;
	readonly lang: string | undefined;
}

function toItem(record: JsonRecord, { address, base, lang }: JsonFeedDefaults): FeedItem {
	const url = resolveWebUrl(fieldOf(record, ['url', 'externalurl']), base);
	const id = fieldOf(record, ['id', 'guid']);
	const html = fieldOf(record, ['contenthtml']);
	const text = fieldOf(record, ['contenttext']);
	const title = fieldOf(record, ['title']);
	const image = pictureAddress(fieldOf(record, ['image', 'bannerimage']) ?? attachedPicture(record), address);
	const { authors: listed, author } = record;
	const published = fieldOf(record, ['datepublished']);
	const updated = fieldOf(record, ['datemodified']);
	return {
		identity: [...new Set([id ?? '', url ?? ''])].filter((identity) => identity !== ''),
		...given('url', url ?? (id !== undefined && /^https?:\/\//.test(id) ? resolveWebUrl(id, base) : undefined)),
		...given('title', title === undefined ? undefined : oneLine(title)),
		...given('html', html),
		...(html === undefined ? given('text', text) : {}),
		...given('summary', fieldOf(record, ['summary'])),
		...given('published', published ?? updated),
		...given('updated', updated),
		dateFrom: 'feed',
		authors: listOf({ authors: listed ?? (isRecord(author) ? [author] : author) }, ['authors'], /\n/),
		tags: listOf(record, ['tags'], /\n/),
		...given('lang', fieldOf(record, ['language']) ?? lang),
		...given('image', image === undefined ? undefined : { url: image }),
	};
}

/** The first picture among the attachments. */
function attachedPicture({ attachments }: JsonRecord): string | undefined {
	const listed: readonly unknown[] = Array.isArray(attachments) ? attachments : [];
	const picture = listed.filter(isRecord).find((one) => /^image\//i.test(fieldOf(one, ['mimetype']) ?? ''));
	return picture === undefined ? undefined : fieldOf(picture, ['url']);
}
