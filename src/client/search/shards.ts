import type { SearchState } from './state.ts';

/** The index of some days, as `/pagefind/shards.json` names it. */
export interface Shard {
	/** Name of its folder. */
	readonly key: string;
	/** First and last day, `2021-07-29`. */
	readonly first: string;
	readonly last: string;
	/** Articles that appeared on them. */
	readonly count: number;
	/** Bytes that a first question costs, about. */
	readonly bytes: number;
	/** Changes with its content. */
	readonly tag: string;
}

/** Bytes that are fetched for one question without asking the reader. */
const UNASKED_BYTES = 250_000;

/** The shards that may hold what is asked, newest first: of a year or month only those that reach into it. */
export function shardsFor(shards: readonly Shard[], { year, month }: Pick<SearchState, 'year' | 'month'>): Shard[] {
	if (year === '' && month === '') return [...shards];
	return shards.filter((shard) => yearsOf(shard, year).some((each) => reaches(shard, each, month)));
}

/** How many of some shards a question opens at first, and as many more as it needs while `spent` bytes stay within bounds. */
export function isWorthOpening(next: Shard | undefined, spent: number): next is Shard {
	return next !== undefined && (spent === 0 || spent + next.bytes <= UNASKED_BYTES);
}

function yearsOf({ first, last }: Shard, year: string): string[] {
	if (year !== '') return [year];
	const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
	return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}

function reaches({ first, last }: Shard, year: string, month: string): boolean {
	const [start, end] = month === '' ? [`${year}-01`, `${year}-12`] : [`${year}-${month}`, `${year}-${month}`];
	return first.slice(0, 7) <= end && start <= last.slice(0, 7);
}
