import { instantOf, readTime } from './clock.ts';
import { localIso } from './day.ts';
import { MONTH_NAME, monthNumber } from './months.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Spans of time in English, Russian, Kyrgyz, Uzbek, Kazakh, Turkish and Tajik; of months and years what they last at least. */
const SPANS: readonly (readonly [names: string, ms: number])[] = [
	['sec(?:ond)?s?|сек(?:унд[аыу]?)?\\.?|soniya|сония|saniye', 1000],
	['min(?:ute)?s?|мин(?:ут[аыу]?)?\\.?|мүнөт|daqiqa|дақиқа|dakika', MINUTE_MS],
	['h|hrs?|hours?|ч\\.?|час(?:а|ов)?|саат|soat|соат|сағат|saat', 60 * MINUTE_MS],
	['d|days?|день|дня|дней|күн|kun|кун|gün|рӯз', DAY_MS],
	['w|weeks?|недел[юиь]|апта|жума|hafta|ҳафта', 7 * DAY_MS],
	['months?|месяц(?:а|ев)?|ай|oy|ой|ay|моҳ', 30 * DAY_MS],
	['years?|год(?:а)?|лет|жыл|yil|йил|жыл|yıl|сол', 365 * DAY_MS],
];
const AGO = new RegExp(
	`^(?:(?<count>\\d{1,3}|an?|one|одну?|один|бир|bir|як) ?)?(?<span>${SPANS.map(([names]) => names).join('|')}) (?:ago|назад|мурун|мурда|илгери|бұрын|oldin|avval|олдин|аввал|önce|пеш)$`,
	'u',
);
const NOW = /^(?:just now|только что|азыр эле|жаңы эле|hozirgina|ҳозиргина|az önce|жаңа ғана)$/u;

const DAYS: readonly (readonly [names: string, daysAgo: number])[] = [
	['today|сегодня|бүгүн|bugun|бугун|бүгін|bugün|имрӯз', 0],
	['yesterday|вчера|кечээ|kecha|кеча|кеше|dün|дирӯз', 1],
	['позавчера|мурда күнү|мурдагы күнү', 2],
];
const TIME = String.raw`\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?`;
const ZONE = String.raw`(?: ?(?:по )?[\p{L}+\d:-]{1,12})?`;
const GAP = String.raw`[\s,|/·•—–-]{0,3}(?:at |в |саат |soat |соат |сағат )?`;
const BEFORE = `(?:(?<before>${TIME})${GAP})?`;
const BEHIND = `(?:${GAP}(?<behind>${TIME}${ZONE}))?`;
/** A day that the day of reading says, with the time before or behind it. */
const NAMED_DAY = whole(`(?<word>${DAYS.map(([names]) => names).join('|')})`);
const WEEKDAY = String.raw`(?:\p{L}{2,12}\.?,? )?`;
const ORDINAL = '(?:st|nd|rd|th|-го)?';
/** A day that leaves its year to the reader. */
const YEARLESS = [
	whole(`${WEEKDAY}(?<day>\\d{1,2})${ORDINAL}[ .-]{1,2}(?<name>${MONTH_NAME})\\.?`),
	whole(`${WEEKDAY}(?<name>${MONTH_NAME})\\.? (?<day>\\d{1,2})${ORDINAL}`),
];

/** What a relative date is counted from. */
export interface RelativeContext {
	readonly timeZone: string;
	/** When the text was true. */
	readonly relativeTo: string;
}

/**
 * The instant, in milliseconds, of a text that is nothing but a date without year or day: `вчера, 10:30`, `2 саат мурун`,
 * `25 ноября, 14:05`. Where it names no time, its day's midnight.
 */
export function parseRelative(text: string, { timeZone, relativeTo }: RelativeContext): number | undefined {
	const now = Date.parse(relativeTo);
	const today = Date.parse(`${localIso(relativeTo, timeZone).slice(0, 10)}T00:00:00Z`);
	if (NOW.test(text)) return now;
	const ago = AGO.exec(text)?.groups;
	if (ago !== undefined) return spanAgo(ago, { now, today, timeZone });
	const named = NAMED_DAY.exec(text)?.groups;
	if (named !== undefined) {
		const daysAgo = DAYS.find(([names]) => names.split('|').includes(named['word'] ?? ''))?.[1] ?? 0;
		return withTime(today - daysAgo * DAY_MS, named, timeZone);
	}
	for (const pattern of YEARLESS) {
		const written = pattern.exec(text)?.groups;
		const day = written === undefined ? undefined : lastSuchDay(today, written);
		if (written !== undefined && day !== undefined) return withTime(day, written, timeZone);
	}
	return undefined;
}

/** Whether a text is a date that only its reading makes one. */
export function isRelativeDate(text: string): boolean {
	return parseRelative(text, { timeZone: 'UTC', relativeTo: '2026-11-25T12:00:00Z' }) !== undefined;
}

type Groups = Readonly<Record<string, string | undefined>>;

function whole(day: string): RegExp {
	return new RegExp(`^(?:в )?${BEFORE}${day}${BEHIND}$`, 'u');
}

/** Minutes and hours ago to the second; of longer spans the day is all that is known. */
function spanAgo(
	{ count, span = '' }: Groups,
	{ now, today, timeZone }: { now: number; today: number; timeZone: string },
): number {
	const number = /^\d/.test(count ?? '') ? Number(count) : 1;
	const ms = SPANS.find(([names]) => new RegExp(`^(?:${names})$`, 'u').test(span))?.[1] ?? 0;
	return ms < DAY_MS ? now - number * ms : instantOf(today - number * ms, '', timeZone);
}

/** The latest day of a month and number that is not after tomorrow. */
function lastSuchDay(today: number, { day, name = '' }: Groups): number | undefined {
	const month = (monthNumber(name) ?? 0) - 1;
	const year = new Date(today).getUTCFullYear() + 1;
	// Eight years hold a leap day.
	const days = Array.from({ length: 9 }, (_, back) => Date.UTC(year - back, month, Number(day)));
	return days.find((ms) => ms <= today + DAY_MS && new Date(ms).getUTCMonth() === month);
}

function withTime(day: number, { before, behind }: Groups, timeZone: string): number | undefined {
	const time = readTime(behind ?? before ?? '', { start: 0, end: 0 });
	if (time === undefined) return undefined;
	return instantOf(day + (time.hour * 60 + time.minute) * MINUTE_MS + time.second * 1000, time.rest, timeZone);
}
