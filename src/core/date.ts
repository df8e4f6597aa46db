import { localIso } from './day.ts';
import { MONTH_NAME, monthNumber } from './months.ts';

/** What a date is judged by. */
export interface DateContext {
	/** IANA zone of dates that name none, and of the result's offset. */
	readonly timeZone: string;
	/** The run's instant: dates more than two days after it are refused. */
	readonly now: string;
}

interface Fields {
	readonly year: number;
	readonly month: number;
	readonly day: number;
}

const MAX_LENGTH = 300;
const DAY_MS = 86_400_000;
const START = String.raw`(?<![\p{L}\p{N}])`;
const END = String.raw`(?![\p{L}\p{N}])`;
const YEAR = String.raw`(?<year>(?:19|20)\d\d)`;
const DAY = String.raw`(?<day>\d{1,2})`;
const MONTH = `(?<name>${MONTH_NAME})`;

/** Shapes of a day, most certain first. Numbers alone are read day first, as all of the region
 * writes them; only what makes no date so is read the American way. */
const FORMS: readonly RegExp[] = [
	form(`${START}${YEAR}([-/.])(?<month>\\d{1,2})\\2${DAY}(?!\\d)`),
	form(`${START}${YEAR}(?<month>\\d\\d)(?<day>\\d\\d)(?=t\\d{4}|${END})`),
	form(
		`${START}${DAY}(?:st|nd|rd|th|-го)?(?: of)?[ .,-]*${MONTH}[ .,-]*(?:(?<year>(?:19|20)\\d\\d)|['’]?(?<short>\\d\\d)(?![:\\d]))`,
	),
	form(`${START}${MONTH}[ .]*${DAY}(?:st|nd|rd|th)?,? *${YEAR}`),
	form(`${START}${MONTH}[ .]*${DAY},? \\d\\d?:\\d\\d(?::\\d\\d)?(?: [a-z]{1,4})? ${YEAR}`),
	form(`${START}${YEAR}[ -]*(?:жылдын|жылы?|yil|йил|года?|г\\.)?,?[ -]*${DAY}[ -]*${MONTH}`),
	form(`${START}${YEAR}[ -]*(?:жылдын|жылы?|yil|йил)?,?[ -]+${MONTH}[ -]+${DAY}${END}`),
	form(`${START}${DAY}([./-])(?<month>\\d{1,2})\\2(?:${YEAR}|(?<short>\\d\\d))(?!\\d)`),
	form(`${START}(?<month>\\d{1,2})/(?<day>\\d{1,2})/(?:${YEAR}|(?<short>\\d\\d))(?!\\d)`),
];

const TIME =
	/(?<![\d.])(?<hour>\d{1,2})(?:[:.ч](?<minute>\d\d)(?::(?<second>\d\d)(?:[.,]\d+)?)?(?:\s*(?<half>[ap])\.?m\b\.?)?|\s*(?<hourHalf>[ap])\.?m\b\.?)(?!\d)/iu;
/** A time inside a date, as in `Thu Jul 29 05:42:00 UTC 2021`. */
const CLOCK = /(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d))?/;
const COMPACT_TIME = /^t(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)?/;
const OFFSET = /(?<![\d\p{L}-])(?:utc|gmt)?\s*(?<sign>[+\u2212-])(?<hours>\d{1,2})(?::?(?<minutes>\d\d))?(?![\d:])/u;

/** Names of zones that dates in RSS and on pages carry, in hours east of Greenwich. */
const ZONES: Readonly<Record<string, number>> = {
	z: 0,
	ut: 0,
	utc: 0,
	gmt: 0,
	wet: 0,
	west: 1,
	bst: 1,
	cet: 1,
	cest: 2,
	eet: 2,
	eest: 3,
	msk: 3,
	мск: 3,
	uzt: 5,
	tjt: 5,
	kgt: 6,
	almt: 6,
	est: -5,
	edt: -4,
	et: -5,
	cst: -6,
	cdt: -5,
	mst: -7,
	mdt: -6,
	pst: -8,
	pdt: -7,
	akst: -9,
	akdt: -8,
	hst: -10,
};

/**
 * An instant, to the second and with the offset of the zone, from a date in ISO 8601, RFC 822, seconds or
 * milliseconds since 1970 or the forms that pages in Kyrgyz, Russian, Uzbek and English use.
 *
 * @example parseDate('July 29, 2021, 11:42', { timeZone: 'Asia/Bishkek', now }) // => '2021-07-29T11:42:00+06:00'
 * @returns undefined for what is no date, lies before 1990 or more than two days after `now`.
 */
export function parseDate(text: string, { timeZone, now }: DateContext): string | undefined {
	const plain = tidy(text);
	const ms = parseEpoch(plain) ?? parseWritten(plain, timeZone);
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
	const found = findDay(line.toLowerCase());
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

function form(source: string): RegExp {
	return new RegExp(source, 'u');
}

/** Lower case, plain spaces and digits, no comments in brackets. */
function tidy(text: string): string {
	return text
		.slice(0, MAX_LENGTH)
		.normalize('NFKC')
		.toLowerCase()
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
	const offsetMs = findOffset(time.rest);
	return offsetMs === undefined ? inZone(local, timeZone) : local - offsetMs;
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

/** The time of day beside a day, midnight where there is none, and the text that may name its zone. */
function readTime(
	text: string,
	{ start, end }: { start: number; end: number },
): { hour: number; minute: number; second: number; rest: string } | undefined {
	const inside = text.slice(start, end);
	const after = text.slice(end);
	const match = COMPACT_TIME.exec(after) ?? TIME.exec(after) ?? TIME.exec(text.slice(0, start)) ?? CLOCK.exec(inside);
	if (match?.groups === undefined) return { hour: 0, minute: 0, second: 0, rest: '' };
	const half = match.groups['half'] ?? match.groups['hourHalf'];
	const hour = Number(match.groups['hour']);
	const minute = Number(match.groups['minute'] ?? 0);
	const second = Math.min(Number(match.groups['second'] ?? 0), 59);
	if (hour > 24 || minute > 59) return undefined;
	const shift = (half === 'p' && hour < 12 ? 12 : 0) - (half === 'a' && hour === 12 ? 12 : 0);
	return { hour: hour + shift, minute, second, rest: match.input.slice(match.index + match[0].length) };
}

function findOffset(rest: string): number | undefined {
	const match = OFFSET.exec(rest);
	if (match?.groups !== undefined) {
		const minutes = Number(match.groups['hours']) * 60 + Number(match.groups['minutes'] ?? 0);
		if (minutes <= 14 * 60) return (match.groups['sign'] === '+' ? minutes : -minutes) * 60_000;
	}
	const name = /^[\s,]*(\p{L}{1,4})(?!\p{L})/u.exec(rest)?.[1];
	const hours = name === undefined ? undefined : ZONES[name];
	return hours === undefined ? undefined : hours * 3_600_000;
}

/** The instant at which clocks of a zone show `local`; the earlier one's offset decides in the repeated hour of autumn. */
function inZone(local: number, timeZone: string): number {
	const first = local - offsetAt(local, timeZone);
	return local - offsetAt(first, timeZone);
}

function offsetAt(ms: number, timeZone: string): number {
	const shown = localIso(new Date(ms).toISOString(), timeZone);
	return Date.parse(`${shown.slice(0, 19)}Z`) - Math.floor(ms / 1000) * 1000;
}
