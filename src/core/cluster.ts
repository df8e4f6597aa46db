/** Hash functions of a fingerprint. More give a finer estimate: the error is about 1 / √128. */
const HASHES = 128;
/** Words of a shingle. */
const SHINGLE = 3;
/** Texts with fewer words say too little to compare. */
const MIN_WORDS = 20;
/** Estimated share of common shingles from which a text is a reprint of another. */
const REPRINT_SIMILARITY = 0.5;

/** MinHash signature of a text: for each hash function the smallest hash of its shingles, cut to 16 bits. */
export type Fingerprint = Uint16Array;

/**
 * The MinHash of a text over its three-word shingles (Broder 1997), without case and punctuation; `undefined` for
 * texts of fewer than 20 words.
 */
export function fingerprintOf(text: string): Fingerprint | undefined {
	const words = text.normalize('NFC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	if (words.length < MIN_WORDS) return undefined;
	const smallest = new Uint32Array(HASHES).fill(0xffff_ffff);
	for (let start = 0; start + SHINGLE <= words.length; start++) {
		const hash = hashText(words.slice(start, start + SHINGLE).join(' '));
		for (let index = 0; index < HASHES; index++) {
			const mixed = mix(hash ^ Math.imul(index + 1, 0x9e3779b1));
			if (mixed < (smallest[index] ?? 0)) smallest[index] = mixed;
		}
	}
	return Uint16Array.from(smallest, (hash) => hash >>> 16 ^ (hash & 0xffff));
}

/** Estimated share of the shingles that two texts have in common, 0 to 1. */
export function similarity(a: Fingerprint, b: Fingerprint): number {
	let equal = 0;
	for (let index = 0; index < HASHES; index++) if (a[index] === b[index]) equal++;
	return equal / HASHES;
}

/**
 * The candidate that a text is a reprint of: the most similar one at 0.5 or more, the first given among equals.
 */
export function findReprinted<C extends { readonly fingerprint: Fingerprint }>(
	fingerprint: Fingerprint,
	candidates: Iterable<C>,
): C | undefined {
	let best: { candidate: C; value: number } | undefined;
	for (const candidate of candidates) {
		const value = similarity(fingerprint, candidate.fingerprint);
		if (value >= REPRINT_SIMILARITY && value > (best?.value ?? 0)) best = { candidate, value };
	}
	return best?.candidate;
}

/** FNV-1a over UTF-16 code units. */
function hashText(text: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	return hash >>> 0;
}

/** Finalizer of MurmurHash3: every bit of the input reaches every bit of the output. */
function mix(value: number): number {
	let hash = value;
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return (hash ^ (hash >>> 16)) >>> 0;
}
