/** One of several machines that build a site together: the `index`th (from 1) of `of`. */
export interface Shard {
	readonly index: number;
	readonly of: number;
}

/** Every `of`th item of some, beginning with the `index`th: the shares of all machines together are all items, each once. */
export function* shareOf<T>(items: Iterable<T>, { index, of }: Shard): Generator<T> {
	let at = 0;
	for (const item of items) {
		if (at % of === index - 1) yield item;
		at += 1;
	}
}

/** How many of `total` items {@link shareOf} gives. */
export function shareSize(total: number, { index, of }: Shard): number {
	return Math.max(0, Math.ceil((total - index + 1) / of));
}

/** The items of a share when each has a weight: the heaviest first, each to the machine that has least. */
export function weighedShareOf<T>(items: readonly T[], { index, of }: Shard, weightOf: (item: T) => number): T[] {
	const loads = Array.from({ length: of }, () => 0);
	const mine: T[] = [];
	for (const item of items.toSorted((a, b) => weightOf(b) - weightOf(a))) {
		const least = loads.indexOf(Math.min(...loads));
		loads[least] = (loads[least] ?? 0) + weightOf(item);
		if (least === index - 1) mine.push(item);
	}
	return mine;
}
