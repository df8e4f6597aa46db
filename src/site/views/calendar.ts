import type { PeriodCount } from '#catalog/queries.ts';
import type { Day } from '#core/day.ts';
import type { Period } from '#core/period.ts';

/** A day of a calendar. */
export interface CalendarDay {
	readonly day: Day;
	/** Number in its month. */
	readonly date: number;
	readonly count: number;
	/** Page of the day, where anything was published. */
	readonly url?: string;
	/** How busy the day was beside the others shown: 0 nothing, 4 the most. */
	readonly heat: number;
}

/** A place in a week. */
export type CalendarCell = CalendarDay | 'blank';

/** A month as weeks from Monday to Sunday; `blank` where a week reaches into another month. */
export interface CalendarMonth {
	/** `2021-07`. */
	readonly month: Period;
	readonly count: number;
	/** Page of the month, where anything was published. */
	readonly url?: string;
	readonly weeks: readonly (readonly CalendarCell[])[];
}

/** What a calendar is drawn from. */
export interface CalendarInput {
	readonly months: readonly Period[];
	/** Days with articles. */
	readonly days: readonly PeriodCount[];
	/** Page of a month or a day. */
	readonly urlOf: (period: Period) => string;
}

/** Months as calendars with links to the days that have articles. */
export function buildCalendar({ months, days, urlOf }: CalendarInput): CalendarMonth[] {
	const counts = new Map(days.map(({ period, count }) => [period, count]));
	const most = Math.max(0, ...counts.values());
	return months.map((month) => {
		const cells = daysOfMonth(month).map((day, index): CalendarDay => {
			const count = counts.get(day) ?? 0;
			return { day, date: index + 1, count, heat: heatOf(count, most), ...(count > 0 ? { url: urlOf(day) } : {}) };
		});
		const count = cells.reduce((sum, cell) => sum + cell.count, 0);
		return { month, count, weeks: toWeeks(cells), ...(count > 0 ? { url: urlOf(month) } : {}) };
	});
}

/** The twelve months of a year. */
export function monthsOfYear(year: Period): Period[] {
	return Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
}

/** The last day of a month: `2024-02` → `2024-02-29`. */
export function lastDayOfMonth(month: Period): Day {
	const length = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
	return `${month}-${length}`;
}

/** How a count stands beside the greatest, from 0 for none to 4. */
export function heatOf(count: number, most: number): number {
	return count === 0 ? 0 : Math.max(1, Math.ceil((4 * count) / most));
}

/** Counts that have the same heat. */
export interface HeatRange {
	readonly heat: number;
	readonly from: number;
	readonly to: number;
}

/** Which counts each degree of heat stands for, beside the greatest; those that stand for none are left out. */
export function heatRanges(most: number): HeatRange[] {
	return [1, 2, 3, 4]
		.map((heat) => ({ heat, from: Math.floor(((heat - 1) * most) / 4) + 1, to: Math.floor((heat * most) / 4) }))
		.filter(({ from, to }) => from <= to);
}

/** The days of months, in order. */
export function daysOf(months: readonly CalendarMonth[]): CalendarDay[] {
	return months.flatMap(({ weeks }) => weeks.flat()).filter((cell) => cell !== 'blank');
}

function daysOfMonth(month: Period): Day[] {
	const length = Number(lastDayOfMonth(month).slice(8));
	return Array.from({ length }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`);
}

function toWeeks(days: readonly CalendarDay[]): CalendarCell[][] {
	const first = days[0];
	const blanks = first === undefined ? 0 : (new Date(`${first.day}T00:00:00Z`).getUTCDay() + 6) % 7;
	const cells = [...blankCells(blanks), ...days];
	const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => cells.slice(week * 7, week * 7 + 7));
	return weeks.map((week) => [...week, ...blankCells(7 - week.length)]);
}

function blankCells(length: number): CalendarCell[] {
	return Array.from({ length }, () => 'blank' as const);
}
