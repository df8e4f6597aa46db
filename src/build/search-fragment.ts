import { gunzipSync, gzipSync } from 'node:zlib';
import { sha256 } from '#catalog/documents.ts';

/** Mark at the start of every file that Pagefind writes, before its JSON or CBOR. */
const MARK = 'pagefind_dcd';

/** Byte of the gzip header that names the operating system, and its value for “unknown”. */
const GZIP_OS = { offset: 9, unknown: 255 } as const;

/** Digits of a page's number in its id: enough for 1.6 million articles. */
const NUMBER_DIGITS = 4;
/** Digits of the digest: more would not compress, and every reader fetches them. */
const DIGEST_DIGITS = 5;

/** Address under which a fragment's record was added. @throws Error for bytes that are no fragment. */
export function fragmentKey(bytes: Uint8Array): string {
	const { url }: { url: string } = JSON.parse(unpack(bytes).toString('utf8'));
	return url;
}

/** The content of a file that Pagefind wrote. @throws Error for other bytes. */
export function unpack(bytes: Uint8Array): Buffer {
	const content = gunzipSync(bytes);
	if (content.subarray(0, MARK.length).toString('latin1') !== MARK)
		throw new Error('Pagefind wrote a file of an unknown form. Install the version that package.json names.');
	return content.subarray(MARK.length);
}

/** Compressed to the same bytes on every machine: zlib writes no time, but the system it ran on. */
export function pack(content: string | Uint8Array): Uint8Array {
	const bytes = gzipSync(content, { level: 9 });
	bytes[GZIP_OS.offset] = GZIP_OS.unknown;
	return bytes;
}

/**
 * Id of a page, which is its fragment's file name too: the page's number, oldest first, and a digest of what is
 * shown. It has the length of the id that Pagefind gave it.
 *
 * @example pageId({ number: 37, content, length: 11 }) // => '001100x3v09'
 */
export function pageId({ number, content, length }: { number: number; content: string; length: number }): string {
	const start = number.toString(36).padStart(NUMBER_DIGITS, '0');
	if (start.length > NUMBER_DIGITS) throw new RangeError(`An index cannot hold ${number} articles.`);
	const digest = BigInt(`0x${sha256(content).slice(0, 20)}`).toString(36);
	return start + digest.slice(-DIGEST_DIGITS).padStart(length - NUMBER_DIGITS, '0');
}

/**
 * Pagefind's table of pages, behind its mark, with other ids. Each is found once and keeps its length, so that no byte around it moves.
 *
 * @throws Error where an id is missing or stands there twice.
 */
export function renamePages(meta: Buffer, ids: ReadonlyMap<string, string>): Buffer {
	const counts = new Map<string, number>();
	const renamed = meta.toString('latin1').replace(/zxx_[0-9a-f]+/g, (found) => {
		const id = ids.get(found);
		if (id !== undefined) counts.set(found, (counts.get(found) ?? 0) + 1);
		return id ?? found;
	});
	for (const id of ids.keys()) {
		if (counts.get(id) !== 1) throw new Error(`Pagefind's table of pages names ${id} ${counts.get(id) ?? 0} times.`);
	}
	return Buffer.from(MARK + renamed, 'latin1');
}
