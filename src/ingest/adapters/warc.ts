import { isWebUrl } from '#core/fields.ts';
import { decodeText } from '#ingest/input/decode.ts';
import { IngestError } from '../errors.ts';
import { given } from '../given.ts';
import type { Adapter, AdapterInput, AdapterWarning, FeedItem } from './adapter.ts';
import { feedAdapter } from './feed.ts';
import { htmlAdapter } from './html.ts';
import { parseHttpMessage } from './http-message.ts';
import { readWarc, type WarcRecord } from './warc-records.ts';

const HEAD_BYTES = 4096;
/** What a page is never sent as. */
const OTHER_MEDIA =
	/^\s*(image|video|audio|font|model)\/|^\s*(text|application)\/(css|csv|javascript|x-javascript|ecmascript|pdf|zip|gzip|octet-stream|wasm)\b/i;

/** A document in a web archive. */
interface Capture {
	readonly url: string;
	readonly contentType: string | undefined;
	readonly bytes: Uint8Array;
	/** When it was captured, as written. */
	readonly seenAt: string | undefined;
}

/** Web archives: each page and feed that a server answered with, under its own address. */
export const warcAdapter: Adapter = {
	name: 'warc',

	detect: (head) => (/^WARC\/\d\.\d\r?\n/.test(head) ? 1 : 0),

	async *read(input, warn) {
		let index = 0;
		for await (const result of readWarc(input.body)) {
			index++;
			try {
				if (!result.ok) throw new Error(result.reason);
				const capture = findCapture(result.record);
				if (capture !== undefined) yield* readCapture(capture, input, warn);
			} catch (error) {
				warn(warningOf(error, { location: input.location, record: index }));
			}
		}
	},
};

/** One bad record is told of and the next is read. */
function warningOf(error: unknown, place: { location: string; record: number }): AdapterWarning {
	if (error instanceof IngestError) return { code: error.code, details: error.details };
	const reason = error instanceof Error ? error.message : String(error);
	return { code: 'RECORD_UNREADABLE', details: { ...place, reason } };
}

/** The document of a record; undefined for a record that holds none that could be an article. */
function findCapture({ type, headers, block }: WarcRecord): Capture | undefined {
	const url = (headers.get('warc-target-uri') ?? '').replace(/^<(.*)>$/, '$1');
	if ((type !== 'response' && type !== 'resource') || !isWebUrl(url)) return undefined;
	const seenAt = headers.get('warc-date');
	if (type === 'resource') return documentOf({ url, seenAt, contentType: headers.get('content-type'), bytes: block });
	const message = parseHttpMessage(block);
	if (message === undefined) throw new Error('it holds no reply of a server');
	if (message.status !== 200) return undefined;
	const { contentType, body } = message;
	if (headers.has('warc-truncated') && documentOf({ url, seenAt, contentType, bytes: body }) !== undefined)
		throw new Error(`its page was cut off when it was archived (${url.slice(0, 200)})`);
	return documentOf({ url, seenAt, contentType, bytes: body });
}

function documentOf(capture: Capture): Capture | undefined {
	return OTHER_MEDIA.test(capture.contentType ?? '') || capture.bytes.length === 0 ? undefined : capture;
}

async function* readCapture(
	{ url, contentType, bytes, seenAt }: Capture,
	{ source }: AdapterInput,
	warn: (warning: AdapterWarning) => void,
): AsyncGenerator<FeedItem> {
	const head = decodeText(bytes.subarray(0, HEAD_BYTES), contentType).text;
	const [isFeed, isPage] = [feedAdapter.detect(head), htmlAdapter.detect(head)];
	if (isFeed === 0 && isPage === 0) return;
	const adapter = isFeed > isPage ? feedAdapter : htmlAdapter;
	const document = { body: [bytes], location: url, source, ...given('contentType', contentType) };
	for await (const item of adapter.read(document, warn)) yield { ...item, location: url, ...given('seenAt', seenAt) };
}
