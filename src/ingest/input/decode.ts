import { beyondAscii, guessEncoding } from './guess-encoding.ts';

/** Bytes as text. */
export interface DecodedText {
	readonly text: string;
	/** Name of the encoding that was used, as the WHATWG Encoding Standard writes it. */
	readonly encoding: string;
	/** How many characters could not be read and became U+FFFD. */
	readonly replaced: number;
	/** The encoding that the document claims where nobody knows such a one; its letters decided then. */
	readonly unknownEncoding?: string;
	/** The encoding that the document claims where its bytes are in another. */
	readonly wrongEncoding?: string;
}

const SNIFF_BYTES = 4096;
const SAMPLE_BYTES = 65_536;

/**
 * The text of a document: by its byte order mark, as UTF-8 where it is valid UTF-8, by the reply's header, by its
 * own declaration, by its letters. Without byte order mark and without the control characters that XML forbids.
 */
export function decodeText(bytes: Uint8Array, contentType = ''): DecodedText {
	const order = utf32OrderOf(bytes);
	const sniffed = order === undefined ? sniffEncoding(bytes, contentType) : { encoding: `utf-32${order}` };
	const raw =
		order === undefined ? new TextDecoder(sniffed.encoding).decode(bytes) : decodeUtf32(bytes, order === 'le');
	const replaced = raw.length - raw.replaceAll('\uFFFD', '').length;
	// What is nothing but ASCII is in any encoding that it claims.
	const claimed =
		sniffed.encoding === 'utf-8' && isAscii(bytes) ? declaredEncodings(headOf(bytes), contentType)[0] : undefined;
	const encoding = claimed ?? sniffed.encoding;
	const wrong = findLie(bytes, contentType, encoding);
	return {
		text: withoutControls(raw.replace(/^\uFEFF/, '')),
		replaced,
		...sniffed,
		encoding,
		...(wrong === undefined ? {} : { wrongEncoding: wrong }),
	};
}

/** What is claimed where all claims are wrong; plain Latin letters, which servers claim for everything, are no claim. */
function findLie(bytes: Uint8Array, contentType: string, encoding: string): string | undefined {
	const declared = declaredEncodings(headOf(bytes), contentType);
	return declared.includes(encoding) || declared.includes('windows-1252') ? undefined : declared[0];
}

/** The encoding of a document, told from all of it or from its beginning. */
export function sniffEncoding(bytes: Uint8Array, contentType = ''): Pick<DecodedText, 'encoding' | 'unknownEncoding'> {
	const encoding = chooseEncoding(bytes, contentType);
	const unknown = claimedEncodings(headOf(bytes), contentType).find((label) => standardName(label).length === 0);
	const isDoubtful = unknown !== undefined && encoding !== 'utf-8';
	return { encoding, ...(isDoubtful ? { unknownEncoding: unknown } : {}) };
}

function chooseEncoding(bytes: Uint8Array, contentType: string): string {
	const marked = encodingOfMark(bytes);
	if (marked !== undefined) return marked;
	const head = headOf(bytes);
	const declared = declaredEncodings(head, contentType);
	const stateful = declared.find((label) => label.startsWith('iso-2022-'));
	if (stateful !== undefined) return stateful;
	// No text in another encoding is valid UTF-8 by accident, so this beats any claim to the contrary.
	if (isUtf8(bytes)) return 'utf-8';
	const claim = declared[0];
	// A claim of plain Latin letters is what servers say of everything; the letters themselves know better.
	if (claim === undefined || claim === 'windows-1252') return declared[1] ?? guessEncoding(bytes);
	return claim === 'utf-8' && isMostlyBroken(bytes) ? guessEncoding(bytes) : claim;
}

function encodingOfMark(bytes: Uint8Array): string | undefined {
	const [a, b, c] = bytes;
	if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
	if (a === 0xff && b === 0xfe) return 'utf-16le';
	if (a === 0xfe && b === 0xff) return 'utf-16be';
	if (a === 0x3c && b === 0) return 'utf-16le';
	if (a === 0 && b === 0x3c) return 'utf-16be';
	return undefined;
}

function utf32OrderOf(bytes: Uint8Array): 'le' | 'be' | undefined {
	const [a, b, c, d] = bytes;
	if (c === 0 && d === 0 && ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0))) return 'le';
	if (a === 0 && b === 0 && ((c === 0xfe && d === 0xff) || (c === 0 && d === 0x3c))) return 'be';
	return undefined;
}

/** Browsers know no UTF-32; what is no character becomes U+FFFD. */
function decodeUtf32(bytes: Uint8Array, isLittle: boolean): string {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const parts: string[] = [];
	for (let at = 0; at + 4 <= bytes.length; at += 4) {
		const code = view.getUint32(at, isLittle);
		const isCharacter = code < 0xd800 || (code > 0xdfff && code <= 0x10_ff_ff);
		parts.push(isCharacter ? String.fromCodePoint(code) : '\uFFFD');
	}
	return parts.join('');
}

/** Encodings that the reply and the document name, as they write them. */
function claimedEncodings(head: string, contentType: string): string[] {
	return [
		/charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1],
		/<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1],
		/<meta[^>]+?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1],
	].filter((label) => label !== undefined);
}

/** Those of the claimed encodings that exist, by their standard names. */
function declaredEncodings(head: string, contentType: string): string[] {
	// A document whose declaration could be read byte by byte is not in UTF-16, whatever it says.
	return claimedEncodings(head, contentType)
		.flatMap(standardName)
		.filter((name) => !name.startsWith('utf-16'));
}

function standardName(label: string): string[] {
	try {
		return [new TextDecoder(usualLabel(label)).encoding];
	} catch {
		return [];
	}
}

/** Labels as programs spell them that do not know the standard: `utf_8`, `win-1251`, `windows1251`, `cp-1251`. */
function usualLabel(label: string): string {
	return label.replaceAll('_', '-').replace(/^(?:windows|win|cp|x-cp)-?(?=125\d$|874$)/i, 'windows-');
}

function isAscii(bytes: Uint8Array): boolean {
	return !bytes.some((byte) => byte > 0x7f);
}

function isUtf8(bytes: Uint8Array): boolean {
	try {
		// A stream may end in the middle of a character, as a cut document does.
		new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
		return true;
	} catch {
		return false;
	}
}

/** Whether a tenth of what is not ASCII makes no sense as UTF-8, so that it is something else. */
function isMostlyBroken(bytes: Uint8Array): boolean {
	const sample = beyondAscii(bytes, SAMPLE_BYTES);
	const text = new TextDecoder('utf-8').decode(sample);
	const broken = text.length - text.replaceAll('\uFFFD', '').length;
	return broken * 10 > text.length - latin1(sample).replace(/[^\0-\x7f]/g, '').length;
}

function headOf(bytes: Uint8Array): string {
	return latin1(bytes.subarray(0, SNIFF_BYTES));
}

function latin1(bytes: Uint8Array): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** C1 controls are windows-1252 punctuation that somebody took for Latin-1; the other controls are noise. */
export function withoutControls(text: string): string {
	return text
		.replace(/[\x80-\x9f]/g, (control) => new TextDecoder('windows-1252').decode(Uint8Array.of(control.charCodeAt(0))))
		.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/g, '');
}
