/** Words in a row that make one shingle, values in a fingerprint, and values that make one band. */
const SHINGLE_WORDS = 3;
const VALUES = 128;
const BAND_VALUES = 3;
const BANDS = 32;

/** A text of fewer words is too short to tell a reprint from a chance likeness. */
const MIN_WORDS = 20;

/** Estimated share of shingles from which on two texts are one. One source repeats its own forms (daily reports). */
const REPRINT = 0.5;
const REPRINT_OF_OWN = 0.8;

/** An older article that a text may be a reprint of. */
export interface ReprintCandidate {
	readonly id: string;
	readonly source: string;
	readonly fingerprint: string;
	/** The article of which it is a reprint itself. */
	readonly reprintOf?: string | undefined;
}

/**
 * The MinHash of a text over its three-word shingles (Broder 1997), without case and punctuation: 128 values of 16
 * bits as base64url. It stands for the text where rights keep none; undefined for a text of fewer than 20 words.
 */
export function fingerprintOf(text: string): string | undefined {
	const words =
		text
			.normalize('NFC')
			.toLowerCase()
			.replaceAll('ё', 'е')
			.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
	if (words.length < MIN_WORDS) return undefined;
	const shingles = new Set<number>();
	for (let at = 0; at + SHINGLE_WORDS <= words.length; at++) {
		shingles.add(hashText(words.slice(at, at + SHINGLE_WORDS).join(' ')));
	}
	const least = new Uint32Array(VALUES).fill(0xffff_ffff);
	for (const shingle of shingles) {
		for (let index = 0; index < VALUES; index++) {
			const value = mix(shingle ^ Math.imul(index + 1, 0x9e37_79b1));
			if (value < (least[index] ?? 0)) least[index] = value;
		}
	}
	return encode(Uint16Array.from(least, (value) => (value >>> 16) ^ (value & 0xffff)));
}

/** The estimated share of common shingles (Jaccard) of two fingerprinted texts, 0 to 1. */
export function similarityOf(fingerprint: string, other: string): number {
	const [a, b] = [decode(fingerprint), decode(other)];
	let same = 0;
	for (let index = 0; index < VALUES; index++) if (a[index] !== undefined && a[index] === b[index]) same++;
	return same / VALUES;
}

/**
 * Keys of which two texts that are half the same share one with 98.6 %, at six tenths with 99.96 %, and unlike texts
 * practically none: candidates are found by them without comparing all. None for what is no fingerprint.
 */
export function bandsOf(fingerprint: string): number[] {
	const values = decode(fingerprint);
	if (values.length !== VALUES) return [];
	return Array.from({ length: BANDS }, (_, band) => {
		const own = values.subarray(band * BAND_VALUES, (band + 1) * BAND_VALUES);
		return band * 2 ** 32 + own.reduce((hash, value) => mix(Math.imul(hash, 0x0100_0193) ^ value), 0x811c_9dc5);
	});
}

/**
 * The article that a text reprints: the first one of the likest candidate's chain, so that no reprint points at
 * another. Candidates are older; ties go to the first given.
 */
export function findReprinted(
	article: { readonly source: string; readonly fingerprint: string },
	candidates: readonly ReprintCandidate[],
): string | undefined {
	const ranked = candidates
		.map((candidate) => ({ candidate, similarity: similarityOf(article.fingerprint, candidate.fingerprint) }))
		.filter(
			({ candidate, similarity }) => similarity >= (candidate.source === article.source ? REPRINT_OF_OWN : REPRINT),
		)
		.sort((a, b) => b.similarity - a.similarity);
	const best = ranked[0]?.candidate;
	return best?.reprintOf ?? best?.id;
}

/** FNV-1a over UTF-16 units. */
function hashText(text: string): number {
	let hash = 0x811c_9dc5;
	for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
	return hash >>> 0;
}

/** The last step of MurmurHash3: every bit of the value depends on every bit given. */
function mix(value: number): number {
	let mixed = Math.imul(value ^ (value >>> 16), 0x85eb_ca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
	return (mixed ^ (mixed >>> 16)) >>> 0;
}

function encode(values: Uint16Array): string {
	const bytes = Array.from(values, (value) => String.fromCharCode(value & 0xff, value >>> 8));
	return btoa(bytes.join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The values of a fingerprint; another number of them where it is damaged. */
function decode(fingerprint: string): Uint16Array {
	if (!/^[\w-]*$/.test(fingerprint) || fingerprint.length % 4 === 1) return new Uint16Array(0);
	const bytes = atob(fingerprint.replaceAll('-', '+').replaceAll('_', '/'));
	return Uint16Array.from(
		{ length: bytes.length >>> 1 },
		(_, index) => bytes.charCodeAt(2 * index) | (bytes.charCodeAt(2 * index + 1) << 8),
	);
}
