import { crc32, createInflateRaw, type InflateRaw, inflateRawSync } from 'node:zlib';
import { IngestError } from '../errors.ts';
import type { Body } from './body.ts';
import { type ByteReader, openByteReader, skipTo, skipWhile } from './byte-reader.ts';

/** Members that are small are inflated at once, which is ten times as fast as a stream for each. */
const WINDOW = 65_536;
const MAX_AT_ONCE = 4_000_000;
const PIECE = 32_768;
const TRAILER = 8;
const MAX_HEADER = 70_000;
/** Damage is passed over, but not for ever. */
const MAX_DAMAGES = 1000;
/** No text shrinks so well; what does is there to fill a disk or a memory. */
const MAX_RATIO = 250;
const FREE_BYTES = 64_000_000;

/** How many bytes tell a gzip archive. */
export const GZIP_BYTES = 3;

const MAGIC = Uint8Array.of(0x1f, 0x8b, 8);

/** Whether bytes begin as a gzip archive does. */
export function isGzip(head: Uint8Array): boolean {
	return MAGIC.every((byte, at) => head[at] === byte);
}

/**
 * The content of a gzip archive, piece by piece, member after member. Goes on behind a damaged member with the next
 * one and tells of it.
 *
 * @throws IngestError where it grows as no text does.
 */
export async function* gunzip(
	body: Body,
	{ location, onDamage }: { readonly location: string; readonly onDamage: (reason: string) => void },
): AsyncGenerator<Uint8Array> {
	const reader = openByteReader(body);
	const total = { packed: 0, unpacked: 0 };
	let damages = 0;
	try {
		while ((await reader.peek(1)).length > 0 && damages < MAX_DAMAGES) {
			try {
				for await (const piece of readMember(reader, total)) {
					total.unpacked += piece.length;
					if (total.unpacked > FREE_BYTES && total.unpacked > MAX_RATIO * total.packed)
						throw new IngestError('ARCHIVE_GROWS', { location, ratio: MAX_RATIO });
					yield piece;
				}
			} catch (error) {
				if (!(error instanceof DamagedMember)) throw error;
				damages++;
				onDamage(error.message);
				await skipTo(reader, { find: (bytes) => bytes.indexOf(MAGIC), reach: GZIP_BYTES });
			}
		}
	} finally {
		await reader.close();
	}
}

class DamagedMember extends Error {}

async function* readMember(reader: ByteReader, total: { packed: number }): AsyncGenerator<Uint8Array> {
	const header = headerLength(await reader.peek(MAX_HEADER));
	total.packed += await reader.skip(header);
	let crc = 0;
	for await (const piece of inflate(reader, total)) {
		crc = crc32(piece, crc);
		yield piece;
	}
	const trailer = await reader.peek(TRAILER);
	if (trailer.length < TRAILER) throw new DamagedMember('it is cut off');
	if (trailer.readUInt32LE(0) !== crc) throw new DamagedMember('a checksum is wrong');
	total.packed += await reader.skip(TRAILER);
	// Zeros may follow the last member.
	await skipWhile(reader, (byte) => byte === 0);
}

/** The length of a member's header: ten bytes, an extra field, a name, a comment, a checksum. */
function headerLength(bytes: Buffer): number {
	const flags = bytes[3] ?? 0xff;
	if (!isGzip(bytes) || flags > 0x1f) throw new DamagedMember('a part of it is no gzip');
	let length = 10;
	if ((flags & 4) !== 0) length += 2 + (bytes.length < 12 ? 0 : bytes.readUInt16LE(10));
	for (const flag of [8, 16]) {
		if ((flags & flag) === 0) continue;
		const end = bytes.indexOf(0, length);
		if (end === -1) throw new DamagedMember('it is cut off');
		length = end + 1;
	}
	if ((flags & 2) !== 0) length += 2;
	if (length > bytes.length) throw new DamagedMember('it is cut off');
	return length;
}

async function* inflate(reader: ByteReader, total: { packed: number }): AsyncGenerator<Uint8Array> {
	const small = inflateAtOnce(await reader.peek(WINDOW));
	if (small === undefined) return yield* inflateInPieces(reader, total);
	total.packed += await reader.skip(small.consumed);
	yield small.bytes;
}

/** A member that the window holds all of; undefined for another. */
function inflateAtOnce(window: Buffer): { bytes: Uint8Array; consumed: number } | undefined {
	try {
		const options = { info: true, maxOutputLength: MAX_AT_ONCE };
		const result: unknown = inflateRawSync(window, options);
		return isInflated(result) ? { bytes: result.buffer, consumed: result.engine.bytesWritten } : undefined;
	} catch {
		return undefined;
	}
}

/** What `inflateRawSync` gives under the option `info`, of which its types know nothing. */
function isInflated(value: unknown): value is { buffer: Uint8Array; engine: { bytesWritten: number } } {
	return typeof value === 'object' && value !== null && 'buffer' in value && 'engine' in value;
}

async function* inflateInPieces(reader: ByteReader, total: { packed: number }): AsyncGenerator<Uint8Array> {
	const engine = createInflateRaw();
	let out: Uint8Array[] = [];
	engine.on('data', (piece: Uint8Array) => out.push(piece));
	try {
		for (;;) {
			const piece = Buffer.from((await reader.peek(1)).subarray(0, PIECE));
			if (piece.length === 0) throw new DamagedMember('it is cut off');
			const before = engine.bytesWritten;
			await write(engine, piece);
			const consumed = engine.bytesWritten - before;
			total.packed += await reader.skip(consumed);
			const ready = out;
			out = [];
			yield* ready;
			// The engine leaves alone what stands behind the end of its data.
			if (consumed < piece.length) return;
		}
	} finally {
		engine.destroy();
	}
}

function write(engine: InflateRaw, piece: Uint8Array): Promise<void> {
	return new Promise((resolve, reject) => {
		const fail = (cause: Error): void => reject(new DamagedMember('its data make no sense', { cause }));
		engine.once('error', fail);
		engine.write(piece, () => {
			engine.off('error', fail);
			resolve();
		});
	});
}
