/** How far two texts have the same words, or runs of words. */
export interface Overlap {
	/** How many words or runs the found text has. */
	readonly found: number;
	/** How many the wanted text has. */
	readonly wanted: number;
	readonly precision: number;
	readonly recall: number;
	readonly f1: number;
}

/** As the benchmark of scrapinghub counts: runs of `length` words, case kept; a shorter text is one run. */
export function overlapOfRuns(found: string, wanted: string, length: number): Overlap {
	return overlapOf(runsOf(found, length), runsOf(wanted, length));
}

/** As the benchmark WCXB counts: words in lower case, however ordered. */
export function overlapOfWords(found: string, wanted: string): Overlap {
	return overlapOf(wordsOf(found.toLowerCase()), wordsOf(wanted.toLowerCase()));
}

function overlapOf(found: readonly string[], wanted: readonly string[]): Overlap {
	const left = new Map<string, number>();
	for (const one of wanted) left.set(one, (left.get(one) ?? 0) + 1);
	let shared = 0;
	for (const one of found) {
		const count = left.get(one) ?? 0;
		if (count === 0) continue;
		left.set(one, count - 1);
		shared++;
	}
	const isEmpty = found.length === 0 && wanted.length === 0;
	const precision = found.length === 0 ? Number(isEmpty) : shared / found.length;
	const recall = wanted.length === 0 ? Number(isEmpty) : shared / wanted.length;
	const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
	return { found: found.length, wanted: wanted.length, precision, recall, f1 };
}

function wordsOf(text: string): string[] {
	return text.match(/[\p{L}\p{N}_]+/gu) ?? [];
}

function runsOf(text: string, length: number): string[] {
	const words = wordsOf(text);
	if (words.length === 0) return [];
	const count = Math.max(1, words.length - length + 1);
	return Array.from({ length: count }, (_, index) => words.slice(index, index + length).join(' '));
}

/** Whether two headlines say the same: case, spaces, the shape of quotes and dashes and what ends them left aside. */
export function isSameTitle(found: string, wanted: string): boolean {
	return plainTitle(found) === plainTitle(wanted);
}

function plainTitle(title: string): string {
	return title
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[‘’‚‛`´]/g, "'")
		.replace(/[“”„‟«»]/g, '"')
		.replace(/[‐-―−]/g, '-')
		.replace(/\s+/g, ' ')
		.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

/** Whether the names found are those of a byline, in whatever order and case, titles and degrees left aside. */
export function isSamePeople(found: readonly string[], byline: string): boolean {
	const [names, wanted] = [namesOf(found.join(', ')), namesOf(byline)].map((people) => [...new Set(people)].sort());
	return names !== undefined && wanted !== undefined && names.length > 0 && names.join('|') === wanted.join('|');
}

const DEGREE = /^(Ph\.? ?D|M\.D|M\.S|M\.A|B\.A|B\.S|D\.O|R\.N|R\.D|[A-Z]{2,6}(-[A-Z]{2,4})?( \d+)?)\.?$/;

function namesOf(byline: string): string[] {
	const parts = byline.replace(/^\s*by\s+/i, '').split(/\s*(?:[,;|&]|\band\b)\s*/);
	const people = parts.filter((part) => !DEGREE.test(part));
	return (people.length > 0 ? people : parts)
		.map((name) =>
			name
				.toLowerCase()
				.replace(/[^\p{L}\p{N}]+/gu, ' ')
				.trim(),
		)
		.filter((name) => name !== '');
}
