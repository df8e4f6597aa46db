import type { Body } from './body.ts';

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

async function* piecesOf(body: Body): AsyncGenerator<Uint8Array> {
	yield* body;
}
