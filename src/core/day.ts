/** A calendar day as `2021-07-29`. */
export type Day = string;

const formatters = new Map<string, Intl.DateTimeFormat>();

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
	const date = new Date(instant);
	const parts = Object.fromEntries(
		formatter(timeZone)
			.formatToParts(date)
			.map((part) => [part.type, part.value]),
	);
	const offset = (parts['timeZoneName'] ?? 'GMT').replace('GMT', '').replace('\u2212', '-');
	const day = `${parts['year']?.padStart(4, '0')}-${parts['month']}-${parts['day']}`;
	return `${day}T${parts['hour']}:${parts['minute']}:${parts['second']}${offset === '' ? '+00:00' : offset}`;
}

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
