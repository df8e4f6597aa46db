import type { Day } from './day.ts';

/**
 * A stretch of the calendar that an archive page covers: `2021`, `2021-07`, a third of a month `2021-07-1`
 * (days 1–10), `2021-07-2` (11–20), `2021-07-3` (21–end), or a day `2021-07-29`.
 */
export type Period = string;

export type PeriodKind = 'year' | 'month' | 'third' | 'day';

const KIND_OF_LENGTH: Readonly<Record<number, PeriodKind>> = { 4: 'year', 7: 'month', 9: 'third', 10: 'day' };

/** What kind of stretch a period is. @throws RangeError for anything that is no period. */
export function periodKind(period: Period): PeriodKind {
	const kind = KIND_OF_LENGTH[period.length];
	if (kind === undefined) throw new RangeError(`“${period}” is no year, month, third of a month or day.`);
	return kind;
}

/** The four periods a day lies in, widest first: `['2021', '2021-07', '2021-07-3', '2021-07-29']`. */
export function periodsOf(day: Day): [Period, Period, Period, Period] {
	return [day.slice(0, 4), day.slice(0, 7), thirdPeriodOf(day), day];
}

/** First and last day of a period, both inclusive. The last day of a month is given as 31, which sorts right. */
export function periodBounds(period: Period): { first: Day; last: Day } {
	switch (periodKind(period)) {
		case 'year':
			return { first: `${period}-01-01`, last: `${period}-12-31` };
		case 'month':
			return { first: `${period}-01`, last: `${period}-31` };
		case 'third': {
			const month = period.slice(0, 7);
			const [first, last] = THIRDS[Number(period.slice(8)) - 1] ?? THIRDS[2];
			return { first: `${month}-${first}`, last: `${month}-${last}` };
		}
		case 'day':
			return { first: period, last: period };
	}
}

const THIRDS = [
	['01', '10'],
	['11', '20'],
	['21', '31'],
] as const;

/** Path of a period below its list: `2021/`, `2021/07/`, `2021/07/21-31/`, `2021/07/29/`. */
export function periodPath(period: Period): string {
	const [year, month, rest] = [period.slice(0, 4), period.slice(5, 7), period.slice(8)];
	if (month === '') return `${year}/`;
	if (rest === '') return `${year}/${month}/`;
	if (rest.length === 2) return `${year}/${month}/${rest}/`;
	const { first, last } = periodBounds(period);
	return `${year}/${month}/${first.slice(8)}-${last.slice(8)}/`;
}

/** The period a path below a list names, or `undefined` where it names none. Inverse of {@link periodPath}. */
export function parsePeriodPath(path: string): Period | undefined {
	const match = /^(\d{4})(?:\/(\d{2})(?:\/(\d{2})(?:-(\d{2}))?)?)?\/?$/.exec(path);
	if (match === null) return undefined;
	const [, year = '', month, day, last] = match;
	if (month === undefined) return year;
	if (day === undefined) return `${year}-${month}`;
	if (last === undefined) return `${year}-${month}-${day}`;
	const third = THIRDS.findIndex((bounds) => bounds[0] === day && bounds[1] === last);
	return third < 0 ? undefined : `${year}-${month}-${third + 1}`;
}

/** The third of a month a day lies in: `2021-07-29` → `2021-07-3`. */
export function thirdPeriodOf(day: Day): Period {
	return `${day.slice(0, 7)}-${thirdOf(day)}`;
}

function thirdOf(day: Day): 1 | 2 | 3 {
	const date = Number(day.slice(8));
	if (date <= 10) return 1;
	return date <= 20 ? 2 : 3;
}
