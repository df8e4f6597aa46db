import { instantOf, readTime } from './clock.ts';
import { localIso } from './day.ts';
import { MONTH_NAME, monthNumber } from './months.ts';
import { isRelativeDate, parseRelative } from './relative-date.ts';

/** What a date is judged by. */
export interface DateContext {
	/** IANA zone of dates that name none, and of the result's offset. */
	readonly timeZone: string;
	/** The run's instant: dates more than two days after it are refused. */
	readonly now: string;
	/** What “yesterday” and days without a year count from: when the text was true. Without it they are no dates. */
	readonly relativeTo?: string | undefined;
}

interface Fields {
	readonly year: number;
	readonly month: number;
	readonly day: number;
}

const MAX_LENGTH = 300;
const MAX_RELATIVE = 60;
const DAY_MS = 86_400_000;
const START = String.raw`(?<![\p{L}\p{N}])`;
const END = String.raw`(?![\p{L}\p{N}])`;
const YEAR = String.raw`(?<year>(?:19|20)\d\d)`;
const DAY = String.raw`(?<day>\d{1,2})`;
/** Turkic languages say “on” and “of” a month with an ending. */
const MONTH = `(?<name>${MONTH_NAME})(?:ы?(?:нда|нан|нын|да|дан)|ы|i?(?:nda|ning|da|dan))?`;
const ORDINAL = '(?:st|nd|rd|th|-го)?';
const SHORT_YEAR = `(?:${YEAR}|['’]?(?<short>\\d\\d)(?![:\\d]))`;
const YEAR_WORD = '(?:жылдын|жылғы|жылы?|yilning|yil|йилнинг|йил|года?|г\\.)?';

/** Shapes of a day, most certain first. Numbers alone are read day first, as all of the region
 * writes them; only what makes no date so is read the American way. */
const FORMS: readonly RegExp[] = [
	form(`${START}${YEAR}([-/.])(?<month>\\d{1,2})\\2${DAY}(?!\\d)`),
	form(`${START}${YEAR}(?<month>\\d\\d)(?<day>\\d\\d)(?=t\\d{4}|${END})`),
	form(`${START}${DAY}${ORDINAL}(?: of| de)?[ .,/-]*${MONTH}(?: de)?[ .,/-]*${SHORT_YEAR}`),
	form(`${START}${MONTH}[ .]*${DAY}${ORDINAL},? *${YEAR}`),
	form(`${START}${MONTH}[ .]*${DAY},? \\d\\d?:\\d\\d(?::\\d\\d)?(?: (?:[a-z]{1,4}|[+-]\\d{4}))? ${YEAR}`),
	form(`${START}${YEAR}[ -]*${YEAR_WORD},?[ -]*${DAY}[ -]*${MONTH}`),
	form(`${START}${YEAR}[ -]*${YEAR_WORD},?[ -]+${MONTH}[ -]+${DAY}${END}`),
	form(`${START}${DAY}([./-])(?<month>\\d{1,2})\\2(?:${YEAR}|(?<short>\\d\\d))(?!\\d)`),
	form(`${START}(?<month>\\d{1,2})/(?<day>\\d{1,2})/(?:${YEAR}|(?<short>\\d\\d))(?!\\d)`),
];

/**
 * An instant, to the second and with the offset of the zone, from a date in ISO 8601, RFC 822, seconds or
 * milliseconds since 1970 or the forms that pages in Kyrgyz, Russian, Uzbek and English use.
 *
 * @example parseDate('July 29, 2021, 11:42', { timeZone: 'Asia/Bishkek', now }) // => '2021-07-29T11:42:00+06:00'
 * @returns undefined for what is no date, lies before 1990 or more than two days after `now`.
 */
export function parseDate(text: string, { timeZone, now, relativeTo }: DateContext): string | undefined {
	const plain = tidy(text);
	const ms =
		parseEpoch(plain) ??
		parseWritten(plain, timeZone) ??
		(relativeTo === undefined || plain.length > MAX_RELATIVE
			? undefined
			: parseRelative(plain, { timeZone, relativeTo }));
	if (ms === undefined || ms < Date.UTC(1990, 0, 1) - DAY_MS || ms > Date.parse(now) + 2 * DAY_MS) return undefined;
	const instant = localIso(new Date(ms).toISOString(), timeZone);
	return instant < '1990' ? undefined : instant;
}

/**
 * The first piece of a text that is written like a date, with the time beside it.
 *
 * @example findDateText('Опубликовано: 29 июля 2021, 11:42 | Политика') // => '29 июля 2021, 11:42'
 */
export function findDateText(text: string): string | undefined {
	const line = text.slice(0, MAX_LENGTH);
	// İ alone is longer in small letters, and would shift what is cut below.
	const found = findDay(line.replaceAll('İ', 'I').toLowerCase());
	if (found === undefined) return undefined;
	const before = /(?<![\d:])\d{1,2}:\d\d(?: *[ap]\.?m\.?)?(?:,| [|/·•—–-]| on| в)? *$/iu.exec(
		line.slice(0, found.start),
	);
	const after =
		/^(?:[- ]*(?:жылы?|йил|года?|г)(?![\p{L}])\.?)?(?:[\s,.|/·•@—–-]|at |в |саат |t){0,4}\d{1,2}[:.]\d\d(?::\d\d)?(?:[.,]\d+)?(?: *[ap]\.?m\b\.?)?(?: *(?:z|utc|gmt|msk|мск|[a-z]{1,2}[sd]t)\b)?(?: *[+-]\d\d:?\d\d)?/iu.exec(
			line.slice(found.end),
		);
	const start = before === null || after !== null ? found.start : before.index;
	return line.slice(start, found.end + (after?.[0].length ?? 0));
}

/** Whether all of a text is a date that is one for its readers of the day alone: `вчера, 10:30`, `25 ноября`. */
export function isRelativeDateText(text: string): boolean {
	return text.length <= MAX_RELATIVE && isRelativeDate(tidy(text));
}

function form(source: string): RegExp {
	return new RegExp(source, 'u');
}

/** Lower case, plain spaces and digits, of brackets what may name a zone. */
function tidy(text: string): string {
	return text
		.slice(0, MAX_LENGTH)
		.normalize('NFKC')
		.toLowerCase()
		.replace(/\(((?:utc|gmt)?[+-]\d{1,2}(?::?\d\d)?|[\p{L} ]+)\)/gu, ' $1 ')
		.replace(/\([^)]*\)/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
}

function parseEpoch(text: string): number | undefined {
	if (/^\d{9,10}(\.\d+)?$/.test(text)) return Math.floor(Number(text)) * 1000;
	return /^\d{12,13}$/.test(text) ? Number(text) : undefined;
}

function parseWritten(text: string, timeZone: string): number | undefined {
	const found = findDay(text);
	if (found === undefined) return undefined;
	const { year, month, day } = found.fields;
	const time = readTime(text, found);
	if (time === undefined) return undefined;
	const local = Date.UTC(year, month - 1, day, time.hour, time.minute, time.second);
	return instantOf(local, time.rest, timeZone);
}

function findDay(text: string): { fields: Fields; start: number; end: number } | undefined {
	for (const pattern of FORMS) {
		const match = pattern.exec(text);
		if (match?.groups === undefined) continue;
		const fields = readFields(match.groups);
		if (exists(fields)) return { fields, start: match.index, end: match.index + match[0].length };
	}
	return undefined;
}

function readFields(groups: Readonly<Record<string, string | undefined>>): Fields {
	const month = groups['name'] === undefined ? Number(groups['month']) : (monthNumber(groups['name']) ?? 0);
	const year = groups['year'] === undefined ? fullYear(Number(groups['short'])) : Number(groups['year']);
	return { year, month, day: Number(groups['day']) };
}

function fullYear(short: number): number {
	return short < 90 ? 2000 + short : 1900 + short;
}

function exists({ year, month, day }: Fields): boolean {
	const date = new Date(Date.UTC(year, month - 1, day));
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
