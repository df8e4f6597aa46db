import type { Body } from '#ingest/input/body.ts';
import { type ByteReader, openByteReader, skipTo, skipWhile } from '#ingest/input/byte-reader.ts';

/** A record of a web archive. */
export interface WarcRecord {
	/** `response`, `resource`, `request`, `revisit` … */
	readonly type: string;
	/** By names in lower case. */
	readonly headers: ReadonlyMap<string, string>;
	readonly block: Buffer;
}

/** A record, or why it cannot be read. */
export type WarcResult =
	| { readonly ok: true; readonly record: WarcRecord }
	| { readonly ok: false; readonly reason: string };

const MAX_HEADER = 65_536;
/** Bounds what is held: a longer record is passed over. */
const MAX_BLOCK_MB = 16;
const MAX_BLOCK = MAX_BLOCK_MB * 1_000_000;
/** Damage is passed over, but not for ever. */
const MAX_DAMAGES = 10_000;
const START = /^WARC\/\d\.\d\r?\n/;
/** As much as tells a start: the version and the name of the first header. */
const START_REACH = 64;
/** Blank lines between records, a few more than the standard's two. */
const GAP = 16;

/**
 * The records of a web archive (WARC 1.0 and 1.1), one at a time. Behind a record whose length is a lie, or that is
 * damaged, goes on with the next place that begins one.
 */
export async function* readWarc(body: Body): AsyncGenerator<WarcResult> {
	const reader = openByteReader(body);
	try {
		for (let damages = 0; damages < MAX_DAMAGES; ) {
			if (!(await skipWhile(reader, isLineEnd))) return;
			const result = await readRecord(reader);
			yield result;
			if (result.ok) continue;
			damages++;
			await skipTo(reader, { find: startIn, reach: START_REACH });
		}
	} finally {
		await reader.close();
	}
}

async function readRecord(reader: ByteReader): Promise<WarcResult> {
	const start = await reader.peek(MAX_HEADER);
	const header = splitHead(start);
	if (header === undefined || !START.test(header.head)) return { ok: false, reason: 'it does not begin as a record' };
	const headers = parseHeaders(header.head);
	const length = lengthOf(headers);
	if (length === undefined) return { ok: false, reason: 'it does not say how long it is' };
	if (length > MAX_BLOCK) return { ok: false, reason: `it is longer than ${MAX_BLOCK_MB} MB` };
	const end = header.length + length;
	const bytes = await reader.peek(end + GAP);
	if (bytes.length < end) return { ok: false, reason: 'it is cut off, or its length is wrong' };
	// What follows tells whether the length is right.
	if (!/^(\r?\n){2}|^(\r?\n)*(WARC\/|$)/.test(bytes.toString('latin1', end, end + GAP)))
		return { ok: false, reason: 'its length is wrong' };
	const block = Buffer.from(bytes.subarray(header.length, end));
	await reader.skip(end);
	return { ok: true, record: { type: (headers.get('warc-type') ?? '').toLowerCase(), headers, block } };
}

function isLineEnd(byte: number): boolean {
	return byte === 0x0d || byte === 0x0a;
}

function startIn(bytes: Buffer): number {
	for (let at = bytes.indexOf('WARC/'); at !== -1; at = bytes.indexOf('WARC/', at + 1)) {
		if (/^WARC\/\d\.\d\r?\n[\w-]+:/.test(bytes.toString('latin1', at, at + START_REACH))) return at;
	}
	return -1;
}

/** The lines before the first blank one, and how many bytes they take with it; undefined where there is none. */
export function splitHead(bytes: Buffer): { head: string; length: number } | undefined {
	const ends = ['\r\n\r\n', '\n\n']
		.map((mark) => ({ at: bytes.indexOf(mark), length: mark.length }))
		.filter(({ at }) => at >= 0 && at < MAX_HEADER)
		.sort((a, b) => a.at - b.at);
	const end = ends[0];
	return end === undefined
		? undefined
		: { head: `${bytes.toString('utf8', 0, end.at)}\n`, length: end.at + end.length };
}

/** `Name: value` lines behind the first line, names in lower case; of equal names the first holds. */
export function parseHeaders(head: string): Map<string, string> {
	const headers = new Map<string, string>();
	const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
	for (const line of lines.slice(1)) {
		const colon = line.indexOf(':');
		const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
		if (name !== '' && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
	}
	return headers;
}

function lengthOf(headers: ReadonlyMap<string, string>): number | undefined {
	const written = headers.get('content-length') ?? '';
	return /^\d{1,15}$/.test(written) ? Number(written) : undefined;
}
