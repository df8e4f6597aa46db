import type { Shard } from '#core/search/index-files.ts';

/** Bytes that are fetched for one question without asking the reader, and for its first results at once. */
export const UNASKED_BYTES = 150_000;
const AT_ONCE_BYTES = 50_000;

/** Bytes of the texts of a page of results, about. */
const PAGE_BYTES = 13_000;

/** Bytes that a first question of so many words costs of a shard, with a page of results. */
export function costOf({ bytes, wordBytes }: Shard, words: number): number {
	return bytes + Math.max(0, words - 1) * wordBytes + PAGE_BYTES;
}

/** The shards that may hold what is asked, newest first: of a span of days only those that reach into it. */
export function shardsFor(
	shards: readonly Shard[],
	{ from = '', to = '9' }: { readonly from?: string; readonly to?: string },
): Shard[] {
	return shards.filter(({ first, last }) => first <= to && from <= last);
}

/**
 * Which of some shards a question opens next unasked, after it spent some bytes: at first one whatever it costs, then
 * as many as stay within bounds. Small ones are opened together.
 */
export function nextShards(closed: readonly Shard[], spent: number): Shard[] {
	const next: Shard[] = [];
	let bytes = 0;
	for (const shard of closed) {
		bytes += shard.bytes;
		const isTooMuch = spent + bytes > UNASKED_BYTES && spent + bytes > shard.bytes;
		if (isTooMuch || (next.length > 0 && bytes > AT_ONCE_BYTES)) break;
		next.push(shard);
	}
	return next;
}
