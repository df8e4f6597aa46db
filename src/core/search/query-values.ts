/** First and last day of a date of a question, `2021-07-29`. */
export interface DayRange {
	readonly from: string;
	readonly to: string;
}

/** A year, month or day, as people write them and as the site does. */
const DATE = /^(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?$/;
const LOCAL_DATE = /^(?:(?:(\d\d?)\.)?(\d\d?)\.)?(\d{4})$/;

/**
 * The days that a date spans; `undefined` for what is none.
 *
 * @example dayRange('2021-07') // => { from: '2021-07-01', to: '2021-07-31' }
 * @example dayRange('29.07.2021') // => { from: '2021-07-29', to: '2021-07-29' }
 */
export function dayRange(text: string): DayRange | undefined {
	const [, year, month, day] = DATE.exec(text.trim()) ?? localDate(text.trim());
	if (year === undefined) return undefined;
	const from = [year, (month ?? '1').padStart(2, '0'), (day ?? '1').padStart(2, '0')].join('-');
	const to = [year, (month ?? '12').padStart(2, '0'), (day ?? lastDay(year, month ?? '12')).padStart(2, '0')].join('-');
	return isDay(from) && isDay(to) ? { from, to } : undefined;
}

/**
 * A name as it is compared: case, ё and е, spaces, hyphens and quotes make no difference.
 *
 * @example foldName(' Ала-Тоо ') // => 'ала тоо'
 */
export function foldName(name: string): string {
	return name
		.normalize('NFC')
		.toLowerCase()
		.replaceAll('ё', 'е')
		.replace(/["„“”«»]/g, '')
		.replace(/[\s_-]+/g, ' ')
		.trim();
}

/** As `DATE` would match a date that is written day first. */
function localDate(text: string): (string | undefined)[] {
	const [found, day, month, year] = LOCAL_DATE.exec(text) ?? [];
	return [found, year, month, day];
}

function lastDay(year: string, month: string): string {
	return String(new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate() || '');
}

function isDay(day: string): boolean {
	const time = Date.parse(`${day}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
