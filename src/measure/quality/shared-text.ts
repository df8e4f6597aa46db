/** Words in a row that are compared. */
const SHINGLE_WORDS = 3;
/** From which share of the shorter text on two articles share more than quotes of one event. */
const SHARED = 0.3;

/**
 * Places of the texts that share a part of their words with an earlier one, of which `SHARED` is in both: real data
 * holds real copies, whole and in part, which are neither unlike articles nor originals of their own. Told by all
 * runs of three words, without any estimate.
 */
export function partCopies(texts: readonly string[]): ReadonlySet<number> {
	const places = new Map<string, number[]>();
	const sizes: number[] = [];
	const copies = new Set<number>();
	for (const [index, text] of texts.entries()) {
		const shingles = shinglesOf(text);
		const common = new Map<number, number>();
		for (const shingle of shingles) {
			const holders = places.get(shingle) ?? [];
			for (const other of holders) common.set(other, (common.get(other) ?? 0) + 1);
		}
		const isCopy = [...common].some(([other, count]) => count >= SHARED * Math.min(shingles.size, sizes[other] ?? 0));
		sizes.push(shingles.size);
		if (isCopy) {
			copies.add(index);
			continue;
		}
		for (const shingle of shingles) places.set(shingle, [...(places.get(shingle) ?? []), index]);
	}
	return copies;
}

function shinglesOf(text: string): Set<string> {
	const words =
		text
			.normalize('NFC')
			.toLowerCase()
			.replaceAll('ё', 'е')
			.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
	const runs = words.slice(0, Math.max(0, words.length - SHINGLE_WORDS + 1));
	return new Set(runs.map((_, at) => words.slice(at, at + SHINGLE_WORDS).join(' ')));
}
