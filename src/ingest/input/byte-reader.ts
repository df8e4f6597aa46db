import { type Body, piecesOf } from './body.ts';

/** Bytes from a body, looked at before they are taken. */
export interface ByteReader {
	/** The next bytes, at least `count` unless the body ends before; valid until the next call. */
	peek(count: number): Promise<Buffer>;
	/** Goes past bytes, also past those not yet looked at. @returns how many there were. */
	skip(count: number): Promise<number>;
	/** Lets the body go. */
	close(): Promise<void>;
}

export function openByteReader(body: Body): ByteReader {
	const pieces = piecesOf(body);
	let held: Buffer = Buffer.alloc(0);
	let isEnded = false;
	const more = async (): Promise<Buffer | undefined> => {
		const next = isEnded ? undefined : await pieces.next();
		isEnded ||= next?.done === true;
		return next?.done === false ? Buffer.from(next.value.buffer, next.value.byteOffset, next.value.length) : undefined;
	};
	return {
		async peek(count) {
			const parts = [held];
			for (let size = held.length; size < count; ) {
				const piece = await more();
				if (piece === undefined) break;
				parts.push(piece);
				size += piece.length;
			}
			if (parts.length > 1) held = Buffer.concat(parts);
			return held;
		},
		async skip(count) {
			let left = count;
			for (;;) {
				const taken = Math.min(left, held.length);
				held = held.subarray(taken);
				left -= taken;
				if (left === 0) return count;
				const piece = await more();
				if (piece === undefined) return count - left;
				held = piece;
			}
		},
		close: async () => void (await pieces.return(undefined)),
	};
}

/** Past bytes of a kind. @returns whether anything follows */
export async function skipWhile(reader: ByteReader, isOfKind: (byte: number) => boolean): Promise<boolean> {
	for (;;) {
		const next = await reader.peek(1);
		if (next.length === 0) return false;
		const end = next.findIndex((byte) => !isOfKind(byte));
		await reader.skip(end === -1 ? next.length : end);
		if (end !== -1) return true;
	}
}

/**
 * Past at least one byte, to the next place that `find` gives, or to the end.
 *
 * @param reach as many bytes as `find` has to see of such a place
 */
export async function skipTo(
	reader: ByteReader,
	{ find, reach }: { find: (bytes: Buffer) => number; reach: number },
): Promise<void> {
	await reader.skip(1);
	for (;;) {
		const bytes = await reader.peek(reach);
		const at = find(bytes);
		if (at >= 0) return void (await reader.skip(at));
		if (bytes.length < reach) return void (await reader.skip(bytes.length));
		// Such a place may lie across the end of what is there.
		await reader.skip(bytes.length - reach + 1);
	}
}
