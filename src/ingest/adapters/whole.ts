import { IngestError } from '../errors.ts';
import type { AdapterInput } from './adapter.ts';

/** Decompressed; feeds and pages are far smaller, dumps are read in pieces. */
const MAX_WHOLE_MB = 50;

/** A document of which an adapter must have all before it can read any. */
export interface WholeInput extends AdapterInput {
	readonly bytes: Uint8Array;
}

/** The input with all its bytes. @throws IngestError where they are too many. */
export async function readWhole(input: AdapterInput): Promise<WholeInput> {
	const pieces: Uint8Array[] = [];
	let size = 0;
	for await (const piece of input.body) {
		size += piece.length;
		if (size > MAX_WHOLE_MB * 1_000_000) {
			throw new IngestError('INPUT_TOO_LARGE', { location: input.location, limit: MAX_WHOLE_MB });
		}
		pieces.push(piece);
	}
	return { ...input, bytes: pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces) };
}
