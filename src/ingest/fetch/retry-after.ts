/** Nobody is left alone for longer, whatever they ask. */
const MAX_MS = 24 * 3_600_000;

/**
 * How long a server wants to be left alone, in milliseconds; undefined where it does not say so understandably.
 *
 * @example retryAfterMs('120', 0) // => 120_000
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
	const written = header?.trim() ?? '';
	const wait = /^\d{1,9}$/.test(written) ? Number(written) * 1000 : dateOf(written) - now;
	return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), MAX_MS);
}

/** HTTP's dates alone: `Date` reads much that nobody meant as a date. */
function dateOf(written: string): number {
	return /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(written)
		? Date.parse(written)
		: Number.NaN;
}
