import type { DecodedText } from '../decode.ts';
import type { AdapterInput, AdapterWarning } from './adapter.ts';

/** Warns where a document held characters that its encoding does not know. */
export function warnOfReplaced(
	{ location }: AdapterInput,
	{ encoding, replaced }: Omit<DecodedText, 'text'>,
	warn: (warning: AdapterWarning) => void,
): void {
	if (replaced > 0) warn({ code: 'TEXT_REPLACED', details: { location, count: replaced, encoding } });
}
