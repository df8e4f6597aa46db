/** Words in a row that make one shingle, values in a MinHash. */
const SHINGLE_WORDS = 3;
const VALUES = 128;
/**
 * Longer shingles make the keys under which candidates are found: five words in a row are hardly ever the same by
 * chance, and of 24 of them some survive every cut and change that leaves a reprint one.
 */
const KEY_WORDS = 5;
const KEYS = 24;
/** A fingerprint without keys is found by bands of its MinHash. */
const BAND_VALUES = 3;
const BANDS = 32;

/** A text of fewer words is too short to tell a reprint from a chance likeness. */
const MIN_WORDS = 20;

/**
 * Estimated share of the shorter text's shingles from which on two texts are one, with the least share of both
 * together that such an estimate can rest on: outlets that report one event share quotes, not half of their words.
 */
const REPRINT = 0.45;
const MIN_LIKENESS = 0.2;
/** The share of both together where a fingerprint does not tell the length of its text. */
const REPRINT_OF_UNKNOWN_LENGTH = 0.5;
/** One source repeats its own forms (daily reports). */
const REPRINT_OF_OWN = 0.8;

/** An older article that a text may be a reprint of. */
export interface ReprintCandidate {
	readonly id: string;
	readonly source: string;
	readonly fingerprint: string;
	/** The article of which it is a reprint itself. */
	readonly reprintOf?: string | undefined;
}

/** What a fingerprint says about its text. */
interface Sketch {
	readonly least: Uint16Array;
	/** Number of different shingles; undefined where the fingerprint does not tell. */
	readonly size: number | undefined;
	readonly keys: Uint32Array;
}

const NO_SKETCH: Sketch = { least: new Uint16Array(0), size: undefined, keys: new Uint32Array(0) };

/**
 * A text without case and punctuation as 477 characters that stand for it where rights keep none: the MinHash over its
 * three-word shingles (Broder 1997), 128 values of 16 bits, a point, then their number and the least 24 hashes of its
 * five-word shingles, of 32 bits; both parts base64url. Undefined for a text of fewer than 20 words.
 */
export function fingerprintOf(text: string): string | undefined {
	const words =
		text
			.normalize('NFC')
			.toLowerCase()
			.replaceAll('ё', 'е')
			.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
	if (words.length < MIN_WORDS) return undefined;
	const shingles = shinglesOf(words, SHINGLE_WORDS);
	const keys = Uint32Array.from(shinglesOf(words, KEY_WORDS), mix).sort().subarray(0, KEYS);
	return `${encode(minHash(shingles))}.${encode(Uint32Array.of(shingles.size, ...keys))}`;
}

/** The estimated share of common shingles (Jaccard) of two fingerprinted texts, 0 to 1. */
export function similarityOf(fingerprint: string, other: string): number {
	return likenessOf(decode(fingerprint), decode(other));
}

/**
 * Keys under which an article is filed so that its reprints find it without comparing all: those of its fingerprint,
 * or the bands of one without. None for what is no fingerprint.
 */
export function bandsOf(fingerprint: string): number[] {
	const { least, keys } = decode(fingerprint);
	return keys.length > 0 ? [...keys] : bandsOfValues(least);
}

/** Every key under which an article may be filed whose text is that of the fingerprint, or half of it. */
export function bandsToSearch(fingerprint: string): number[] {
	const { least, keys } = decode(fingerprint);
	return [...keys, ...bandsOfValues(least)];
}

/**
 * The article that a text reprints: the first one of the likest candidate's chain, so that no reprint points at
 * another. Candidates are older; ties go to the first given.
 */
export function findReprinted(
	article: { readonly source: string; readonly fingerprint: string },
	candidates: readonly ReprintCandidate[],
): string | undefined {
	const own = decode(article.fingerprint);
	const ranked = candidates
		.map((candidate) => ({ candidate, likeness: reprintLikeness(own, candidate, article.source) }))
		.filter(({ likeness }) => likeness > 0)
		.sort((a, b) => b.likeness - a.likeness);
	const best = ranked[0]?.candidate;
	return best?.reprintOf ?? best?.id;
}

/** How like a candidate is where it is like enough to be the original, else 0. */
function reprintLikeness(own: Sketch, { source, fingerprint }: ReprintCandidate, ownSource: string): number {
	const other = decode(fingerprint);
	const likeness = likenessOf(own, other);
	if (source === ownSource) return likeness >= REPRINT_OF_OWN ? likeness : 0;
	if (own.size === undefined || other.size === undefined) return likeness >= REPRINT_OF_UNKNOWN_LENGTH ? likeness : 0;
	const common = (likeness * (own.size + other.size)) / (1 + likeness);
	const isReprint = likeness >= MIN_LIKENESS && common >= REPRINT * Math.min(own.size, other.size);
	return isReprint ? likeness : 0;
}

function likenessOf({ least }: Sketch, other: Sketch): number {
	let same = 0;
	for (let index = 0; index < VALUES; index++) {
		if (least[index] !== undefined && least[index] === other.least[index]) same++;
	}
	return same / VALUES;
}

/** The hashes of all runs of so many words. */
function shinglesOf(words: readonly string[], length: number): Set<number> {
	const shingles = new Set<number>();
	for (let at = 0; at + length <= words.length; at++) shingles.add(hashWords(words, at, length));
	return shingles;
}

function minHash(shingles: ReadonlySet<number>): Uint16Array {
	const least = new Uint32Array(VALUES).fill(0xffff_ffff);
	for (const shingle of shingles) {
		for (let index = 0; index < VALUES; index++) {
			const value = mix(shingle ^ Math.imul(index + 1, 0x9e37_79b1));
			if (value < (least[index] ?? 0)) least[index] = value;
		}
	}
	return Uint16Array.from(least, (value) => (value >>> 16) ^ (value & 0xffff));
}

/** Texts that are half the same share one with 98.6 %, unlike texts practically none; above all keys. */
function bandsOfValues(values: Uint16Array): number[] {
	if (values.length !== VALUES) return [];
	return Array.from({ length: BANDS }, (_, band) => {
		const own = values.subarray(band * BAND_VALUES, (band + 1) * BAND_VALUES);
		return (band + 1) * 2 ** 32 + own.reduce((hash, value) => mix(Math.imul(hash, 0x0100_0193) ^ value), 0x811c_9dc5);
	});
}

/** FNV-1a over the UTF-16 units of so many words with a space between each two. */
function hashWords(words: readonly string[], from: number, length: number): number {
	let hash = 0x811c_9dc5;
	for (let index = from; index < from + length; index++) {
		const word = words[index] ?? '';
		if (index > from) hash = Math.imul(hash ^ 0x20, 0x0100_0193);
		for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x0100_0193);
	}
	return hash >>> 0;
}

/** The last step of MurmurHash3: every bit of the value depends on every bit given. */
function mix(value: number): number {
	let mixed = Math.imul(value ^ (value >>> 16), 0x85eb_ca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
	return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Numbers as base64url, their least bytes first. */
function encode(values: Uint16Array | Uint32Array): string {
	const bytes = Array.from(values, (value) =>
		Array.from({ length: values.BYTES_PER_ELEMENT }, (_, at) => String.fromCharCode((value >>> (8 * at)) & 0xff)).join(
			'',
		),
	);
	return btoa(bytes.join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** What a fingerprint says; nothing where it is damaged. */
function decode(fingerprint: string): Sketch {
	const [, values = '', rest = ''] = /^([\w-]+)(?:\.([\w-]+))?$/.exec(fingerprint) ?? [];
	const view = viewOf(values);
	if (view === undefined) return NO_SKETCH;
	const least = Uint16Array.from({ length: view.byteLength >>> 1 }, (_, index) => view.getUint16(2 * index, true));
	const more = viewOf(rest);
	const numbers = Uint32Array.from(
		{ length: (more?.byteLength ?? 0) >>> 2 },
		(_, at) => more?.getUint32(4 * at, true) ?? 0,
	);
	return { least, size: numbers[0], keys: numbers.subarray(1) };
}

function viewOf(base64url: string): DataView | undefined {
	if (base64url.length % 4 === 1) return undefined;
	const bytes = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
	return new DataView(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)).buffer);
}
