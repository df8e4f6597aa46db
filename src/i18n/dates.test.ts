import { describe, expect, test } from 'vitest';
import {
	datePattern,
	formatDays,
	formatInstant,
	formatMonth,
	formatWeekdayDate,
	weekdayNames,
	zoneNote,
} from './dates.ts';

const instant = '2021-07-29T11:42:00+06:00';

describe('dates', () => {
	test.each([
		['ru', '29 июля 2021 г. в 11:42', 'Июль 2021 г.', '21–31 июля 2021 г.', 'Июль'],
		['ky', '2021-ж., 29-июль 11:42', '2021-ж., июль', '21–31-июль 2021-ж.', 'Июль'],
		['en', '29 July 2021 at 11:42', 'July 2021', '21 – 31 July 2021', 'July'],
	])('are written in the words of %s, Kyrgyz months included', (lang, dateTime, month, third, name) => {
		expect(formatInstant(lang, instant, 'dateTime')).toBe(dateTime);
		expect(formatDays(lang, { first: '2021-07-01', last: '2021-07-31', kind: 'month' })).toBe(month);
		expect(
			formatDays(lang, { first: '2021-07-21', last: '2021-07-31', kind: 'third' }).replaceAll(/[\u2009\u202f]/g, ' '),
		).toBe(third);
		expect(formatMonth(lang, '2021-07')).toBe(name);
	});

	test('keep the wall clock of the instant, whatever the zone of the machine', () => {
		expect(formatInstant('en', '2021-07-29T23:59:00+06:00', 'time')).toBe('23:59');
	});

	test.each([
		['ru', 'Время: Бишкек, UTC+6'],
		['ky', 'Убакыт: Бишкек, UTC+6'],
		['en', 'Bishkek time, UTC+6'],
	])('say in %s what zone they are of', (lang, expected) => {
		expect(zoneNote(lang, 'Asia/Bishkek', instant)).toBe(expected);
	});

	test('name a zone without a text of its own by its city', () => {
		expect(zoneNote('en', 'America/St_Johns', '2021-07-29T11:42:00-02:30')).toBe('St Johns time, UTC−2:30');
	});

	test('weeks begin on Monday', () => {
		expect(weekdayNames('ky').map(({ short }) => short)).toEqual(['дүй', 'шейш', 'шарш', 'бейш', 'жума', 'ишм', 'жек']);
		expect(formatWeekdayDate('ru', '2021-07-29')).toBe('четверг, 29 июля 2021 г.');
	});

	test('give scripts a pattern and the names of the months', () => {
		expect(datePattern('ky').pattern).toBe('{year}-ж. {day}-{month}');
		expect(datePattern('ru').months[6]).toBe('июл.');
	});
});
