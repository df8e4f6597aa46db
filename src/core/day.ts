/** A calendar day as `2021-07-29`. */
export type Day = string;

/**
 * The calendar day of an instant in a time zone.
 *
 * @example dayOf('2021-07-28T20:00:00Z', 'Asia/Bishkek') // => '2021-07-29'
 * @throws RangeError for an instant that is no date or a zone that does not exist.
 */
export function dayOf(instant: string, timeZone: string): Day {
	return localIso(instant, timeZone).slice(0, 10);
}

/**
 * An instant written with the offset of a zone, to the second.
 *
 * @example localIso('2021-07-29T05:42:00Z', 'Asia/Bishkek') // => '2021-07-29T11:42:00+06:00'
 */
export function localIso(instant: string, timeZone: string): string {
	const time = Date.parse(instant);
	const offset = offsetAt(time, timeZone);
	const [sign, hours, minutes, seconds] = [offset[0], offset.slice(1, 3), offset.slice(4, 6), offset.slice(7, 9)];
	const distance = (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000;
	return new Date(time + (sign === '-' ? -distance : distance)).toISOString().slice(0, -'.000Z'.length) + offset;
}

/** Offsets that were asked for, by zone and instant. */
const offsets = new Map<string, Map<number, string>>();
const DAY_MS = 86_400_000;
/** Instants that are remembered at a time. */
const MOST_OFFSETS = 50_000;

/**
 * A zone's offset at an instant, `+06:00`; with seconds where clocks still went by the sun. Where a day of UTC begins and
 * ends with one offset it has it all along: no zone of the tz database ever changed twice within two days.
 */
function offsetAt(time: number, timeZone: string): string {
	const start = Math.floor(time / DAY_MS) * DAY_MS;
	const offset = askedOffset(start, timeZone);
	return offset === askedOffset(start + DAY_MS, timeZone) ? offset : askedOffset(time, timeZone);
}

function askedOffset(time: number, timeZone: string): string {
	const ofZone = offsets.get(timeZone) ?? new Map<number, string>();
	offsets.set(timeZone, ofZone);
	const known = ofZone.get(time);
	if (known !== undefined) return known;
	const parts = formatter(timeZone).formatToParts(new Date(time));
	const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
	const offset = name.replace('GMT', '').replace('\u2212', '-') || '+00:00';
	if (ofZone.size >= MOST_OFFSETS) ofZone.clear();
	ofZone.set(time, offset);
	return offset;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
	let found = formatters.get(timeZone);
	if (found === undefined) {
		found = new Intl.DateTimeFormat('en-US', {
			timeZone,
			calendar: 'gregory',
			numberingSystem: 'latn',
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
			timeZoneName: 'longOffset',
		});
		formatters.set(timeZone, found);
	}
	return found;
}
