import { findMessage, localeOf, numberFormat, perLanguage, translate } from './translate.ts';

const UTC = 'UTC';
const FULL_DATE = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const SHORT_DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** Ways an instant is written: `29 июля 2021 г. в 11:42`, `29 июля 2021 г.`, `29 июл. 2021 г.`, `11:42`. */
export type DateStyle = 'dateTime' | 'date' | 'shortDate' | 'time';

const STYLES = {
	dateTime: { ...FULL_DATE, ...CLOCK },
	date: FULL_DATE,
	shortDate: SHORT_DATE,
	time: CLOCK,
} as const satisfies Record<DateStyle, Intl.DateTimeFormatOptions>;

/**
 * An instant (ISO 8601) in the words of a language, on the clock of its own offset.
 *
 * @example formatInstant('ru', '2021-07-29T11:42:00+06:00', 'dateTime') // => '29 июля 2021 г. в 11:42'
 */
export function formatInstant(lang: string, instant: string, style: DateStyle): string {
	const wallClock = instant.slice(0, style === 'shortDate' || style === 'date' ? 10 : 19);
	const key = `${lang} ${style} ${wallClock}`;
	const known = written.get(key);
	if (known !== undefined) return known;
	const text = formatter(lang, STYLES[style]).format(new Date(wallClock.length === 10 ? wallClock : `${wallClock}Z`));
	if (written.size >= MOST_WRITTEN) written.clear();
	written.set(key, text);
	return text;
}

/** Instants as they were written: one day stands on many pages, and `Intl` takes its time. */
const written = new Map<string, string>();
const MOST_WRITTEN = 20_000;

/**
 * What a time is of: `Время: Бишкек, UTC+6`.
 *
 * @param instant ISO 8601 with the offset of the zone
 */
export function zoneNote(lang: string, timeZone: string, instant: string): string {
	const city = findMessage(lang, `zone.${timeZone}`) ?? timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
	return translate(lang, 'time.zone', { city, offset: shortOffset(instant) });
}

/** Days of a calendar: a year, a month, a third of a month or one day, by its first and last day. */
export interface DaySpan {
	readonly first: string;
	readonly last: string;
	readonly kind: 'year' | 'month' | 'third' | 'day';
}

/** A stretch of the calendar, with a capital: `2021`, `Июль 2021 г.`, `21–31 июля 2021 г.`, `29 июля 2021 г.` */
export function formatDays(lang: string, { first, last, kind }: DaySpan): string {
	switch (kind) {
		case 'year':
			return first.slice(0, 4);
		case 'month':
			return capitalized(lang, formatter(lang, { month: 'long', year: 'numeric' }).format(date(first)));
		case 'third':
			return formatter(lang, FULL_DATE).formatRange(date(first), date(last));
		case 'day':
			return formatter(lang, FULL_DATE).format(date(first));
	}
}

/** A day with its weekday: `четверг, 29 июля 2021 г.` */
export function formatWeekdayDate(lang: string, day: string): string {
	return formatter(lang, { ...FULL_DATE, weekday: 'long' }).format(date(day));
}

/** A day of a month without its year: `29 июля`. */
export function formatDayOfMonth(lang: string, day: string): string {
	return formatter(lang, { day: 'numeric', month: 'long' }).format(date(day));
}

/** Name of a month (`2021-07`) standing alone: `Июль`. */
export function formatMonth(lang: string, month: string): string {
	return capitalized(lang, formatter(lang, { month: 'long' }).format(date(`${month}-01`)));
}

/** Name of a month (`2021-07`) in a few letters: `июл.`. */
export function formatShortMonth(lang: string, month: string): string {
	return formatter(lang, { month: 'short' }).format(date(`${month}-01`));
}

/** The letter that stands for a month (`2021-07`) where there is no room for more: `И`. */
export function formatMonthInitial(lang: string, month: string): string {
	return formatter(lang, { month: 'narrow' }).format(date(`${month}-01`));
}

/** Names of the weekdays, Monday first: `long` for those who listen, `short` for those who look. */
export function weekdayNames(lang: string): readonly { readonly long: string; readonly short: string }[] {
	return Array.from({ length: 7 }, (_, index) => {
		const monday = date(`2024-01-0${index + 1}`);
		const name = (weekday: 'long' | 'short'): string => formatter(lang, { weekday }).format(monday);
		return { long: name('long'), short: name('short').replace(/\.$/, '') };
	});
}

/**
 * How a language writes a date, for scripts in browsers that may not know it: a pattern with `{day}`, `{month}`
 * and `{year}`, and the months as they stand in it.
 */
export function datePattern(lang: string): { pattern: string; months: string[] } {
	const parts = (month: number): Intl.DateTimeFormatPart[] =>
		formatter(lang, SHORT_DATE).formatToParts(new Date(Date.UTC(2021, month, 28)));
	const pattern = parts(0)
		.map(({ type, value }) => (type === 'literal' ? value : `{${type}}`))
		.join('');
	const months = Array.from(
		{ length: 12 },
		(_, month) => parts(month).find(({ type }) => type === 'month')?.value ?? '',
	);
	return { pattern, months };
}

/** Texts in a list of the language: `a, b и c`. */
export function formatList(lang: string, items: readonly string[]): string {
	return listFormat(lang).format(items);
}

/** A number with the language's own separators. */
export function formatNumber(lang: string, value: number): string {
	return numberFormat(lang).format(value);
}

/** A part of a whole, from 0 to 1: `37 %`; what is less than one in a hundred is written so. */
export function formatShare(lang: string, share: number): string {
	if (share > 0 && share < 0.01) return `< ${percentFormat(lang).format(0.01)}`;
	return percentFormat(lang).format(share);
}

const percentFormat = perLanguage((locale) => new Intl.NumberFormat(locale, { style: 'percent' }));

const listFormat = perLanguage((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }));

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(lang: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = lang + JSON.stringify(options);
	let found = formatters.get(key);
	if (found === undefined) {
		found = new Intl.DateTimeFormat(localeOf(lang), {
			...options,
			timeZone: UTC,
			calendar: 'gregory',
			numberingSystem: 'latn',
		});
		formatters.set(key, found);
	}
	return found;
}

function date(day: string): Date {
	return new Date(`${day}T00:00:00Z`);
}

function capitalized(lang: string, text: string): string {
	return text.charAt(0).toLocaleUpperCase(localeOf(lang)) + text.slice(1);
}

/** `+06:00` → `+6`, `+05:30` → `+5:30`, `Z` and `+00:00` → ``. */
function shortOffset(instant: string): string {
	const match = /([+-])(\d\d):(\d\d)$/.exec(instant);
	if (match === null || match[0].endsWith('00:00')) return '';
	const [, sign = '', hours = '', minutes = ''] = match;
	return `${sign === '-' ? '\u2212' : sign}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
}
