import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { filesBelow } from './files.ts';

/** Something that no output may hold any more. */
export interface Needle {
	/** What it is, in words: `its title`. */
	readonly what: string;
	/** What is looked for. */
	readonly text: string;
	/** `letters`: the words whatever marks, tags and entities stand between them; `bytes`: exactly this, in names of files too. */
	readonly as: 'letters' | 'bytes';
}

/** A needle that a file holds. */
export interface Trace {
	readonly needle: Needle;
	/** Relative to the folder, with forward slashes. */
	readonly path: string;
}

/** What was looked into and found. */
export interface Search {
	readonly files: number;
	/** Files of the search index among them, which were unpacked. */
	readonly unpacked: number;
	readonly traces: readonly Trace[];
}

/** Pictures and fonts hold no text: their names are looked at alone. */
const WITHOUT_TEXT = /\.(webp|avif|png|jpe?g|gif|ico|woff2?)$/;
/** Words of a needle; the longest is in many texts, so many of them in hardly another one. */
const LOOKED_AT_FIRST = 6;
const CHUNK_BYTES = 8_000_000;
/** Part of a chunk that is looked at with the next one too. */
const OVERLAP_BYTES = 20_000;
const buffer = Buffer.alloc(CHUNK_BYTES);

/** Looks for needles in every file below a folder, compressed ones unpacked, as a person with `grep` would. */
export function searchFolder(
	dir: string,
	needles: readonly Needle[],
	isExempt: (path: string) => boolean = () => false,
): Search {
	const prepared = needles.map(prepare);
	const traces: Trace[] = [];
	let unpacked = 0;
	const paths = filesBelow(dir).filter((path) => !isExempt(path));
	for (const path of paths) {
		const found = new Set<Needle>();
		for (const text of textsOf(dir, path)) for (const needle of findIn(text, prepared)) found.add(needle);
		if (isPacked(path)) unpacked++;
		traces.push(...Array.from(found, (needle) => ({ needle, path })));
	}
	return { files: paths.length, unpacked, traces };
}

/** A needle as it is compared. */
interface Prepared {
	readonly needle: Needle;
	readonly letters: string;
	/** Its longest words: what does not hold all of them need not be looked at closely. */
	readonly longest: readonly string[];
}

function prepare(needle: Needle): Prepared {
	const words = needle.text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [''];
	const longest = words.sort((a, b) => b.length - a.length).slice(0, LOOKED_AT_FIRST);
	return { needle, letters: lettersOf(needle.text), longest };
}

function findIn(text: string, prepared: readonly Prepared[]): Needle[] {
	const lower = text.toLowerCase();
	const isEscaped = hasEscapedLetters(text);
	const near = prepared.filter(({ needle, longest }) => {
		if (needle.as === 'bytes') return text.includes(needle.text);
		return isEscaped || longest.every((word) => lower.includes(word));
	});
	const close = near.filter(({ needle }) => needle.as === 'letters');
	if (close.length === 0) return near.map(({ needle }) => needle);
	const decoded = withoutEscapes(text);
	const forms = [lettersOf(decoded), lettersOf(decoded.replace(/<[^>]*>/g, ' '))];
	return near
		.filter(({ needle, letters }) => needle.as === 'bytes' || forms.some((form) => form.includes(letters)))
		.map(({ needle }) => needle);
}

/** Whether words may be written so that they are not seen until they are decoded; quotes and signs below `~` are no letters of theirs. */
function hasEscapedLetters(text: string): boolean {
	return (
		(text.includes('\\u') && /\\u(?!00[0-7])[0-9a-f]{4}/i.test(text)) ||
		(text.includes('&#') && /&#(?:x|\d{3})/i.test(text))
	);
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Text without the escapes of JSON and HTML, which feeds have twice. */
function withoutEscapes(text: string): string {
	return text
		.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => fromCode(Number.parseInt(hex, 16)))
		.replace(/\\[nrt]/g, ' ')
		.replaceAll('&amp;', '&')
		.replaceAll('&amp;', '&')
		.replace(/&#(\d+);/g, (_, decimal: string) => fromCode(Number(decimal)))
		.replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => fromCode(Number.parseInt(hex, 16)))
		.replace(/&(\w+);/g, (written, name: string) => ENTITIES[name] ?? written);
}

function fromCode(code: number): string {
	return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
}

function lettersOf(text: string): string {
	return text
		.normalize('NFC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The file's path, then its text, large ones in pieces. */
function* textsOf(dir: string, path: string): Generator<string> {
	yield path;
	if (WITHOUT_TEXT.test(path)) return;
	const file = openSync(join(dir, path), 'r');
	try {
		let position = 0;
		for (;;) {
			const read = readSync(file, buffer, 0, CHUNK_BYTES, position);
			const bytes = buffer.subarray(0, read);
			yield isPacked(path) ? unpack(bytes) : bytes.toString('utf8');
			if (read < CHUNK_BYTES) return;
			position += CHUNK_BYTES - OVERLAP_BYTES;
		}
	} finally {
		closeSync(file);
	}
}

/** Files of a Pagefind index are compressed, whatever they are called. */
function isPacked(path: string): boolean {
	return /\.pf_\w+$|\.pagefind$/.test(path);
}

function unpack(bytes: Uint8Array): string {
	try {
		return gunzipSync(bytes).toString('utf8');
	} catch {
		return Buffer.from(bytes).toString('utf8');
	}
}
