import { Parser } from 'htmlparser2';

/** Bytes of UTF-8 that somebody took for characters and wrote as one reference each. */
const BYTES = /(?:&#(?:19[4-9]|2[0-3]\d|24[0-4]);(?:&#1(?:2[89]|[3-8]\d|9[01]);){1,3})+/g;
/** `<!ENTITY name "text">`, of those that are text alone. */
const DECLARATION = /<!ENTITY\s+([a-z][\w.-]{0,31})\s+(?:"([^"&%<]{0,200})"|'([^'&%<]{0,200})')\s*>/gi;
const MAX_DECLARED = 50;
/** How much longer declared entities may make a document. */
const MAX_GROWTH = 100_000;
const REFERENCE = /&(?:#(\d{1,8}|x[0-9a-f]{1,8})|([a-z][a-z0-9]{1,31}));/gi;
const XML: readonly (readonly [string, string])[] = [
	['amp', '&'],
	['lt', '<'],
	['gt', '>'],
	['quot', '"'],
	['apos', "'"],
];
/** HTML has 2,125 names; documents may make up any number. */
const MAX_KNOWN = 3000;
const known = new Map<string, string | undefined>(XML);
const windows1252 = new TextDecoder('windows-1252');

/**
 * The text that XML writes with character references, also those to names of HTML, which feeds use without declaring
 * them. Names that nobody knows stay as written.
 *
 * @example decodeReferences('R&amp;D &mdash; caf&#233; &bomb;') // => 'R&D — café &bomb;'
 */
export function decodeReferences(written: string): string {
	if (!written.includes('&')) return written;
	return written.replace(BYTES, fromBytes).replace(REFERENCE, (whole: string, number?: string, name?: string) => {
		if (name !== undefined) return named(name) ?? whole;
		return characterOf(Number(`${/^x/i.test(number ?? '') ? '0' : ''}${number ?? ''}`));
	});
}

/**
 * A document with the entities that it declares itself put in, where these are plain text. Entities made of entities
 * and those of other files are not: they serve attacks only.
 */
export function expandDeclared(text: string): string {
	const doctype = /<!DOCTYPE[^[<>]{0,500}\[/i.exec(text.slice(0, 4096));
	if (doctype === null) return text;
	const end = text.indexOf(']', doctype.index);
	const subset = text.slice(doctype.index + doctype[0].length, end === -1 ? 0 : Math.min(end, 50_000));
	const declared = new Map(
		[...subset.matchAll(DECLARATION)]
			.slice(0, MAX_DECLARED)
			.map(([, name = '', double, single]) => [name, double ?? single ?? '']),
	);
	if (declared.size === 0) return text;
	const names = new RegExp(`&(${[...declared.keys()].map((name) => name.replaceAll('.', '\\.')).join('|')});`, 'g');
	const parts: string[] = [];
	let at = 0;
	let growth = 0;
	for (let found = names.exec(text); found !== null && growth < MAX_GROWTH; found = names.exec(text)) {
		const value = declared.get(found[1] ?? '') ?? '';
		parts.push(text.slice(at, found.index), value);
		at = names.lastIndex;
		growth += value.length;
	}
	return parts.join('') + text.slice(at);
}

function fromBytes(references: string): string {
	const bytes = Uint8Array.from(references.matchAll(/\d+/g), ([number]) => Number(number));
	const text = Buffer.from(bytes).toString('utf8');
	return text.includes('\uFFFD') ? references : text;
}

function named(name: string): string | undefined {
	if (known.has(name)) return known.get(name);
	const reference = `&${name};`;
	let text = '';
	const parser = new Parser({
		ontext: (piece) => {
			text += piece;
		},
	});
	parser.end(reference);
	// `&notit;` begins with a name that HTML reads without its semicolon: that is for HTML to judge.
	const found = text === reference || text.endsWith(';') ? undefined : text;
	if (known.size < MAX_KNOWN) known.set(name, found);
	return found;
}

/** Numbers from 128 to 159 are meant in windows-1252, as browsers read them; what XML forbids goes. */
function characterOf(code: number): string {
	if (code >= 0x80 && code <= 0x9f) return windows1252.decode(Uint8Array.of(code));
	const isForbidden = code < 0x20 ? !/[\t\n\r]/.test(String.fromCharCode(code)) : code > 0x10_ff_ff;
	if (isForbidden || (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff) return '';
	return String.fromCodePoint(code);
}
