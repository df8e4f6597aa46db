import type { DecodedText } from '#ingest/input/decode.ts';
import type { AdapterInput, AdapterWarning } from './adapter.ts';

/** Warns where a document claims an encoding that does not exist or is not its own, or holds characters that its encoding lacks. */
export function warnOfDecoding(
	{ location }: AdapterInput,
	{ encoding, replaced, unknownEncoding, wrongEncoding }: Omit<DecodedText, 'text'>,
	warn: (warning: AdapterWarning) => void,
): void {
	if (unknownEncoding !== undefined) {
		warn({ code: 'ENCODING_UNKNOWN', details: { location, claimed: unknownEncoding, encoding } });
	}
	if (wrongEncoding !== undefined) {
		warn({ code: 'ENCODING_WRONG', details: { location, claimed: wrongEncoding, encoding } });
	}
	if (replaced > 0) warn({ code: 'TEXT_REPLACED', details: { location, count: replaced, encoding } });
}
