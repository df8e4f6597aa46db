import { isAscii } from 'node:buffer';
import type { Body } from './body.ts';
import { type DecodedText, sniffEncoding, withoutControls } from './decode.ts';

const SAMPLE = 262_144;

/** A text that is decoded as it is read. */
export interface TextStream {
	/** To be read once; each piece without the control characters that XML forbids. */
	readonly pieces: AsyncIterable<string>;
	/** How it was decoded. Say so when all is read. */
	decoding(): Omit<DecodedText, 'text'>;
}

/**
 * A body as text, as `decodeText` reads it, its encoding told from the first quarter of a megabyte that is not plain
 * ASCII.
 */
export function decodeBody(body: Body, contentType: string | undefined): TextStream {
	let decoding: Omit<DecodedText, 'text'> = { encoding: 'utf-8', replaced: 0 };
	async function* decode(): AsyncGenerator<string> {
		let decoder: TextDecoder | undefined;
		let sample: Uint8Array[] = [];
		let size = 0;
		const open = (): string => {
			const bytes = Buffer.concat(sample);
			sample = [];
			size = 0;
			const { encoding, unknownEncoding } = sniffEncoding(bytes, contentType);
			if (encoding === 'utf-8' && isAscii(bytes)) return bytes.toString('latin1');
			decoding = { encoding, replaced: 0, ...(unknownEncoding === undefined ? {} : { unknownEncoding }) };
			decoder = new TextDecoder(encoding);
			return decoder.decode(bytes, { stream: true });
		};
		for await (const piece of body) {
			if (decoder !== undefined) yield clean(decoder.decode(piece, { stream: true }));
			else {
				sample.push(piece);
				size += piece.length;
				// What follows the first letters beyond ASCII tells their encoding.
				if (size >= 2 * SAMPLE || (size >= SAMPLE && isAscii(Buffer.concat(sample)))) yield clean(open());
			}
		}
		if (size > 0) yield clean(open());
		if (decoder !== undefined) yield clean(decoder.decode());
	}
	function clean(raw: string): string {
		const replaced = raw.includes('\uFFFD') ? raw.length - raw.replaceAll('\uFFFD', '').length : 0;
		decoding = { ...decoding, replaced: decoding.replaced + replaced };
		return withoutControls(raw);
	}
	return { pieces: decode(), decoding: () => decoding };
}
