import { localIso } from './day.ts';

/** A time of day as written. */
export interface ClockTime {
	readonly hour: number;
	readonly minute: number;
	readonly second: number;
	/** The text behind it, which may name its zone. */
	readonly rest: string;
}

const HALF = String.raw`(?<half>[ap])\.?m\b\.?`;
const TIME = new RegExp(
	String.raw`(?<![\d.])(?<hour>\d{1,2})(?:(?::|h(?=\d\d)|\s?ч(?:ас(?:ов|а)?)?\.?\s?)(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,]\d+)?)?(?:\s*${HALF})?|\s*${HALF.replace('half', 'hourHalf')})(?!\d)`,
	'u',
);
/** `10.05` is a time right behind a date alone; elsewhere it is a number. */
const DOTTED_TIME = /^(?:[\s,|/·•—–-]|at |в |саат ){0,4}(?<hour>\d{1,2})\.(?<minute>\d\d)(?![\d.]|\s*%)/u;
const COMPACT_TIME = /^t(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)?/;
/** A time inside a date, as in `Thu Jul 29 05:42:00 UTC 2021`. */
const INNER_TIME = /(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d))?/;
const OFFSET = /(?<![\d\p{L}-])(?:utc|gmt)?\s*(?<sign>[+\u2212-])(?<hours>\d{1,2})(?::?(?<minutes>\d\d))?(?![\d:])/u;
const ZONE_NAME = /^[\s,]*(?<name>\p{L}{1,4})(?!\p{L})/u;

/** Zones that dates in RSS and on pages name: hours east of Greenwich, or where the clocks are that show them. */
const ZONES: Readonly<Record<string, number | string>> = {
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
	trt: 3,
	msd: 4,
	msk: 'Europe/Moscow',
	мск: 'Europe/Moscow',
	pkt: 5,
	tjt: 5,
	tmt: 5,
	uzt: 'Asia/Tashkent',
	almt: 'Asia/Almaty',
	kgt: 'Asia/Bishkek',
	sgt: 8,
	hkt: 8,
	jst: 9,
	kst: 9,
	aest: 10,
	aedt: 11,
	nzst: 12,
	nzdt: 13,
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

/** Cities by whose clocks pages say that a time goes. */
const CITIES: readonly (readonly [names: string, timeZone: string])[] = [
	['бишкек|bishkek|кыргызстан', 'Asia/Bishkek'],
	['москв|моск|moscow|мск', 'Europe/Moscow'],
	['алматы|алма-ат|астан|almaty|astana', 'Asia/Almaty'],
	['ташкент|тошкент|tashkent|toshkent', 'Asia/Tashkent'],
	['душанбе|dushanbe', 'Asia/Dushanbe'],
	['гринвич', 'Etc/UTC'],
];
const CITY_TIMES = CITIES.map(
	([names, timeZone]) =>
		[
			new RegExp(
				`^[\\s,]*(?:по (?:времени )?(?:${names})|(?:${names})\\p{L}* (?:убактысы|уақыты|вақти|vaqti|времени|time))`,
				'u',
			),
			timeZone,
		] as const,
);

/** The time of day beside a day that stands at `start` to `end`; midnight where there is none, undefined where it is no time. */
export function readTime(text: string, { start, end }: { start: number; end: number }): ClockTime | undefined {
	const after = text.slice(end);
	const match =
		COMPACT_TIME.exec(after) ??
		DOTTED_TIME.exec(after) ??
		TIME.exec(after) ??
		TIME.exec(text.slice(0, start)) ??
		INNER_TIME.exec(text.slice(start, end));
	if (match?.groups === undefined) return { hour: 0, minute: 0, second: 0, rest: '' };
	const half = match.groups['half'] ?? match.groups['hourHalf'];
	const hour = Number(match.groups['hour']);
	const minute = Number(match.groups['minute'] ?? 0);
	const second = Math.min(Number(match.groups['second'] ?? 0), 59);
	if (hour > 24 || minute > 59) return undefined;
	const shift = (half === 'p' && hour < 12 ? 12 : 0) - (half === 'a' && hour === 12 ? 12 : 0);
	return { hour: hour + shift, minute, second, rest: match.input.slice(match.index + match[0].length) };
}

/** The instant at which clocks show `local`: in the zone that the text behind the time names, else in `timeZone`. */
export function instantOf(local: number, rest: string, timeZone: string): number {
	const match = OFFSET.exec(rest);
	if (match?.groups !== undefined) {
		const minutes = Number(match.groups['hours']) * 60 + Number(match.groups['minutes'] ?? 0);
		if (minutes <= 14 * 60) return local - (match.groups['sign'] === '+' ? minutes : -minutes) * 60_000;
	}
	const city = CITY_TIMES.find(([pattern]) => pattern.test(rest));
	const zone = city?.[1] ?? ZONES[ZONE_NAME.exec(rest)?.groups?.['name'] ?? ''] ?? timeZone;
	return typeof zone === 'string' ? inZone(local, zone) : local - zone * 3_600_000;
}

/**
 * The instant at which clocks of a zone show `local`; in the hour that autumn repeats the second, in the one that
 * spring leaves out as much later as clocks were put forward.
 */
function inZone(local: number, timeZone: string): number {
	const first = local - offsetAt(local, timeZone);
	return local - offsetAt(first, timeZone);
}

function offsetAt(ms: number, timeZone: string): number {
	const shown = localIso(new Date(ms).toISOString(), timeZone);
	return Date.parse(`${shown.slice(0, 19)}Z`) - Math.floor(ms / 1000) * 1000;
}
