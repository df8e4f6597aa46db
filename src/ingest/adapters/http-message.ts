import {
	brotliDecompressSync,
	constants,
	gunzipSync,
	inflateRawSync,
	inflateSync,
	zstdDecompressSync,
} from 'node:zlib';
import { parseHeaders, splitHead } from './warc-records.ts';

/** What a server answered, its body as a browser gets it. */
export interface HttpMessage {
	readonly status: number;
	readonly contentType: string | undefined;
	readonly body: Uint8Array;
}

const MAX_BODY = 20_000_000;
const UNPACK = { maxOutputLength: MAX_BODY, finishFlush: constants.Z_SYNC_FLUSH };

/** A reply as it went over the wire; undefined where it is none. @throws Error where its body cannot be unpacked. */
export function parseHttpMessage(bytes: Buffer): HttpMessage | undefined {
	const header = splitHead(bytes);
	const status = /^HTTP\/\d(?:\.\d)? (\d{3})\b/.exec(header?.head ?? '')?.[1];
	if (header === undefined || status === undefined) return undefined;
	const headers = parseHeaders(header.head);
	const raw = bytes.subarray(header.length);
	const whole = /\bchunked\b/i.test(headers.get('transfer-encoding') ?? '') ? joinChunks(raw) : raw;
	const codings = (headers.get('content-encoding') ?? '')
		.toLowerCase()
		.split(/[\s,]+/)
		.slice(0, 3);
	return {
		status: Number(status),
		contentType: headers.get('content-type'),
		body: codings.reduceRight<Buffer>(unpack, whole),
	};
}

/** The chunks of a body as one; a body that is not in chunks, as some crawlers store it, as it is. */
function joinChunks(bytes: Buffer): Buffer {
	const chunks: Buffer[] = [];
	for (let at = 0; at < bytes.length; ) {
		const end = bytes.indexOf('\n', at);
		const size = /^\s*([0-9a-f]{1,8})\s*(;.*)?\r?$/is.exec(bytes.toString('latin1', at, Math.min(end, at + 200)))?.[1];
		if (end === -1 || size === undefined) return at === 0 ? bytes : Buffer.concat(chunks);
		const length = Number.parseInt(size, 16);
		if (length === 0) break;
		chunks.push(bytes.subarray(end + 1, end + 1 + length));
		at = end + 1 + length;
		while (bytes[at] === 0x0d || bytes[at] === 0x0a) at++;
	}
	return Buffer.concat(chunks);
}

function unpack(bytes: Buffer, coding: string): Buffer {
	switch (coding) {
		case 'gzip':
		case 'x-gzip':
			// Some crawlers unpack the body and leave the header.
			return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, UNPACK) : bytes;
		case 'deflate':
			return ((bytes[0] ?? 0) & 0x0f) === 8 ? inflateSync(bytes, UNPACK) : unpackRaw(bytes);
		case 'br':
			return looksLikeText(bytes) ? bytes : brotliDecompressSync(bytes, { maxOutputLength: MAX_BODY });
		case 'zstd':
			return bytes.readUInt32LE(0) === 0xfd2fb528 ? zstdDecompressSync(bytes, { maxOutputLength: MAX_BODY }) : bytes;
		default:
			return bytes;
	}
}

function unpackRaw(bytes: Buffer): Buffer {
	return looksLikeText(bytes) ? bytes : inflateRawSync(bytes, UNPACK);
}

function looksLikeText(bytes: Buffer): boolean {
	return /^\s*[<{]/.test(bytes.toString('latin1', 0, 200));
}
