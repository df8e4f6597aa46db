/** First and last day of a date of a question, `2021-07-29`. */
export interface DayRange {
	readonly from: string;
	readonly to: string;
}

/** A year, month or day, as the site writes it. */
const DATE = /^\d{4}(?:-\d\d?){0,2}$/;

/**
 * The days that a date spans; `undefined` for what is none.
 *
 * @example dayRange('2021-07') // => { from: '2021-07-01', to: '2021-07-31' }
 * @example dayRange('29.07.2021') // => { from: '2021-07-29', to: '2021-07-29' }
 */
export function dayRange(text: string): DayRange | undefined {
	const date = text.trim();
	const parts = date.includes('.') ? date.split('.').reverse() : date.split('-');
	const [year = '', month = '', day = ''] = parts;
	const from = [year, twoDigits(month || '1'), twoDigits(day || '1')].join('-');
	const to = [year, twoDigits(month || '12'), twoDigits(day || lastDay(year, month || '12'))].join('-');
	return DATE.test(parts.join('-')) && isDay(from) && isDay(to) ? { from, to } : undefined;
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

/**
 * A tag as questions name it: as any name, and with or without the sign that some write before it. The key of its page
 * (`tagKey`) would bring a table of letters to the browser.
 *
 * @example foldTag('#Ала-Тоо') // => 'ала тоо'
 */
export function foldTag(tag: string): string {
	return foldName(tag.replace(/^\s*#/, ''));
}

/**
 * Finds the id of a thing by any of its names, as {@link foldName} compares them: of two things of one name the first; an
 * id beats a name.
 *
 * @param things the id of each, and its names.
 */
export function nameFinder(things: readonly (readonly string[])[]): (name: string) => string | undefined {
	const ids = new Map<string, string>();
	for (const [id = '', ...names] of things) {
		for (const name of names) if (!ids.has(foldName(name))) ids.set(foldName(name), id);
	}
	for (const [id = ''] of things) ids.set(foldName(id), id);
	return (name) => ids.get(foldName(name));
}

function twoDigits(number: string): string {
	return number.padStart(2, '0');
}

function lastDay(year: string, month: string): string {
	return String(new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate());
}

function isDay(day: string): boolean {
	return String(new Date(day).toJSON()).startsWith(day);
}
