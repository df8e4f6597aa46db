import type { Day } from '#core/day.ts';
import { periodsOf } from '#core/period.ts';

/** Articles of one day. */
export interface DayCount {
	readonly day: Day;
	readonly count: number;
}

/** A stretch of days whose articles have a search index of their own. */
export interface SearchSpan {
	/** `2020s`, `2024`, `2024-q1`, `2024-07`, `2024-07-1`, `2024-07-29`. */
	readonly key: string;
	/** First and last day with an article. */
	readonly first: Day;
	readonly last: Day;
	readonly count: number;
}

/** Articles of one index; above that an answer would cost a phone too much. */
const MOST_ARTICLES = 4000;

/**
 * The spans that a site's articles are divided into, newest first. The newest day with an article is open and has an
 * index of its own, so that new articles rewrite little; so have the days before it in its third of a month. All before
 * that is divided from the top: a decade that is over has one index where its articles are few enough, else one a year, a quarter, a month, a
 * third of a month, a day. So a span that is over is divided by its own counts alone, whatever comes later, and each
 * day lies in exactly one span. A single day is never divided.
 */
export function searchSpans(counts: readonly DayCount[], most = MOST_ARTICLES): SearchSpan[] {
	const days = counts.filter(({ count }) => count > 0).toSorted((a, b) => (a.day < b.day ? -1 : 1));
	const newest = days.at(-1);
	if (newest === undefined) return [];
	const { day, count } = newest;
	const before = divide(days.slice(0, -1), 0, { most, open: stretchesOf(day) });
	return [{ key: day, first: day, last: day, count }, ...before.reverse()];
}

/** Names of the stretches that a day lies in, widest first. */
function stretchesOf(day: Day): string[] {
	const [year, month, third] = periodsOf(day);
	const quarter = Math.ceil(Number(month.slice(5)) / 3);
	return [`${year.slice(0, 3)}0s`, year, `${year}-q${quarter}`, month, third, day];
}

function divide(
	days: readonly DayCount[],
	level: number,
	rule: { most: number; open: readonly string[] },
): SearchSpan[] {
	const parts = Map.groupBy(days, ({ day }) => stretchesOf(day)[level] ?? day);
	return [...parts].flatMap(([key, part]) => {
		const count = part.reduce((sum, { count: ofDay }) => sum + ofDay, 0);
		const first = part[0]?.day ?? key;
		const last = part.at(-1)?.day ?? key;
		// The stretch that the open day lies in is not over.
		const isOver = key !== rule.open[level] || level >= THIRD;
		const isWhole = isOver && count <= rule.most;
		return isWhole || level === DAY ? [{ key, first, last, count }] : divide(part, level + 1, rule);
	});
}

const THIRD = 4;
const DAY = 5;
