import type { Attempts } from './fetch/replies.ts';

const FIRST_WAIT_MS = 30 * 60_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;

/** An instant without the fractions that nobody reads. */
export function toSecond(instant: string): string {
	return instant.replace(/\.\d+(?=Z$)/, '');
}

/** What is remembered of a feed once it gave what it should. */
export function afterSuccess(now: string): Attempts {
	return { failures: 0, lastSuccessAt: toSecond(now) };
}

/**
 * What is remembered of a feed that failed once more: one failure may be chance and is tried again by the next run, then
 * pauses double from half an hour to six hours. A server that names a later time gets it.
 */
export function afterFailure(
	before: Attempts | undefined,
	{ now, retryAt }: { now: string; retryAt: string | undefined },
): Attempts {
	const failures = (before?.failures ?? 0) + 1;
	const wait = failures < 2 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** Math.min(failures - 2, 20), LONGEST_WAIT_MS);
	const own = Date.parse(now) + wait;
	const next = Math.max(own, retryAt === undefined ? 0 : Date.parse(retryAt));
	const { lastSuccessAt } = before ?? {};
	return {
		failures,
		...(lastSuccessAt === undefined ? {} : { lastSuccessAt }),
		...(next > Date.parse(now) ? { nextTryAt: toSecond(new Date(next).toISOString()) } : {}),
	};
}
