import { decodeText } from './decode.ts';

const HEAD_BYTES = 4096;
const SIGNATURES: readonly (readonly [RegExp, string])[] = [
	[/^\x89PNG/, 'a PNG picture'],
	[/^\xff\xd8\xff/, 'a JPEG picture'],
	[/^GIF8/, 'a GIF picture'],
	[/^RIFF....WEBP/s, 'a WebP picture'],
	[/^....ftypavif/s, 'an AVIF picture'],
	[/^....ftyp/s, 'a video'],
	[/^%PDF/, 'a PDF document'],
	[/^PK\x03\x04/, 'a ZIP archive or an office document'],
	[/^\x1f\x8b/, 'a gzip archive'],
	[/^WARC\//, 'a WARC archive'],
];

/**
 * What bytes look like, for messages.
 *
 * @example describeBytes(new TextEncoder().encode('<!doctype html>…')) // => 'an HTML page'
 */
export function describeBytes(bytes: Uint8Array): string {
	if (bytes.length === 0) return 'nothing';
	const known = signatureOf(bytes);
	if (known !== undefined) return known;
	if (isBinary(bytes)) return 'binary data';
	const { text } = decodeText(bytes.subarray(0, HEAD_BYTES));
	if (/<(!doctype html|html|body|head)[\s>]/i.test(text)) return 'an HTML page';
	if (/<opml[\s>]/i.test(text)) return 'OPML';
	if (/^\s*<(\?xml|!--|[a-z][\w:-]*[\s>])/i.test(text)) return 'XML or HTML of another kind';
	if (/^\s*[[{]/.test(text)) return 'JSON of another kind';
	return text.trim() === '' ? 'white space only' : 'plain text';
}

/** Whether bytes are no text in any encoding: of a known binary format, or full of control characters. */
export function isBinary(bytes: Uint8Array): boolean {
	if (signatureOf(bytes) !== undefined) return true;
	const head = bytes.subarray(0, HEAD_BYTES);
	if (/^utf-(16|32)/.test(decodeText(head).encoding)) return false;
	const controls = head.filter(
		(byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x1b,
	).length;
	return controls * 50 > head.length;
}

function signatureOf(bytes: Uint8Array): string | undefined {
	const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
	return SIGNATURES.find(([signature]) => signature.test(start))?.[1];
}
