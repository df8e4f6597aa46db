import type { Shard } from '#core/search/index-files.ts';
import { toPlainWord } from '#core/search/stems.ts';
import type { Engine } from './engine.ts';

/** A word of the index that a misspelt one may stand for. */
export interface Suggestion {
	/** The word as it was typed. */
	readonly typed: string;
	/** The word as articles spell it. */
	readonly word: string;
}

/** Words of an index in their own spelling, with how many articles have them. */
export type Vocabulary = Readonly<Record<string, number>>;

/** Letters that may be wrong in a word, by its length: short words are near too many others. */
const ERRORS = [
	{ length: 8, most: 2 },
	{ length: 4, most: 1 },
] as const;

/** A longer word is no misspelt one. */
const LONGEST_WORD = 30;

/**
 * The word of the index nearest to each of some words, where one is near enough: the fewest wrong, missing, needless or
 * swapped letters first, then the word that most articles have. Nothing for a word that the index knows. The
 * vocabularies of the shards are fetched; those that fail are left out.
 */
export async function suggest(
	words: readonly string[],
	{ engine, shards }: { readonly engine: Engine; readonly shards: readonly Shard[] },
): Promise<Suggestion[]> {
	const loaded = await Promise.all(shards.map((shard) => engine.vocabulary(shard).catch(() => ({}))));
	const known = joinVocabularies(loaded);
	return words.flatMap((typed) => {
		const word = nearestWord(typed, known);
		return word === undefined ? [] : [{ typed, word }];
	});
}

/** A known word in its most frequent spelling. */
interface KnownWord {
	readonly spelling: string;
	readonly count: number;
}

/** Words by their folded form. */
function joinVocabularies(vocabularies: readonly Vocabulary[]): Map<string, KnownWord> {
	const known = new Map<string, KnownWord & { most: number }>();
	for (const [spelling, count] of vocabularies.flatMap((vocabulary) => Object.entries(vocabulary))) {
		const folded = toPlainWord(spelling);
		const so = known.get(folded) ?? { spelling, count: 0, most: 0 };
		const isUsual = count > so.most;
		known.set(folded, {
			spelling: isUsual ? spelling : so.spelling,
			count: so.count + count,
			most: Math.max(count, so.most),
		});
	}
	return known;
}

/** The known word nearest to one that is not known. */
export function nearestWord(typed: string, known: ReadonlyMap<string, KnownWord>): string | undefined {
	const folded = toPlainWord(typed);
	const most = ERRORS.find(({ length }) => folded.length >= length)?.most;
	if (most === undefined || folded.length > LONGEST_WORD || known.has(folded)) return undefined;
	let best: { word: string; distance: number; count: number } | undefined;
	for (const [other, { spelling, count }] of known) {
		if (Math.abs(other.length - folded.length) > most) continue;
		const distance = editDistance(folded, other, best?.distance ?? most);
		if (distance > most) continue;
		if (best === undefined || distance < best.distance || (distance === best.distance && count > best.count))
			best = { word: spelling, distance, count };
	}
	return best?.word;
}

/**
 * How many letters of a word are wrong, missing, needless or swapped with the next; more than `most` where it is more
 * than that.
 *
 * @example editDistance('бишкек', 'бишекк', 2) // => 1
 */
export function editDistance(a: string, b: string, most: number): number {
	let before: number[] = [];
	let above = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		let least = i;
		for (let j = 1; j <= b.length; j++) {
			const isSame = a[i - 1] === b[j - 1];
			let value = Math.min(at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + (isSame ? 0 : 1));
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
				value = Math.min(value, at(before, j - 2) + 1);
			row.push(value);
			least = Math.min(least, value);
		}
		if (least > most) return most + 1;
		[before, above] = [above, row];
	}
	return at(above, b.length);
}

function at(row: readonly number[], index: number): number {
	return row[index] ?? Number.POSITIVE_INFINITY;
}
