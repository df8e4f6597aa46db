import { describe, expect, test } from 'vitest';
import { buildCalendar, heatOf, lastDayOfMonth, monthsOfYear } from './calendar.ts';

const urlOf = (period: string): string => `/ru/${period.replaceAll('-', '/')}/`;

describe('buildCalendar', () => {
	test('lays a month out in weeks from Monday, with blanks around', () => {
		const [july] = buildCalendar({ months: ['2021-07'], days: [], urlOf });
		expect(july?.weeks.map((week) => week.map((cell) => (cell === 'blank' ? 0 : cell.date)))).toEqual([
			[0, 0, 0, 1, 2, 3, 4],
			[5, 6, 7, 8, 9, 10, 11],
			[12, 13, 14, 15, 16, 17, 18],
			[19, 20, 21, 22, 23, 24, 25],
			[26, 27, 28, 29, 30, 31, 0],
		]);
	});

	test('a month that starts on Monday has no empty week', () => {
		const [february] = buildCalendar({ months: ['2021-02'], days: [], urlOf });
		expect(february?.weeks).toHaveLength(4);
	});

	test('days with articles lead to their pages, the busiest the darkest, the rest stay plain', () => {
		const days = [
			{ period: '2021-07-01', count: 1 },
			{ period: '2021-07-29', count: 8 },
		];
		const [july] = buildCalendar({ months: ['2021-07'], days, urlOf });
		const cells = july?.weeks.flat().filter((cell) => cell !== 'blank' && cell.url !== undefined);
		expect(cells).toEqual([
			{ day: '2021-07-01', date: 1, count: 1, heat: 1, url: '/ru/2021/07/01/' },
			{ day: '2021-07-29', date: 29, count: 8, heat: 4, url: '/ru/2021/07/29/' },
		]);
		expect(july).toMatchObject({ count: 9, url: '/ru/2021/07/' });
	});

	test('a month without articles leads nowhere', () => {
		const [july] = buildCalendar({ months: ['2021-07'], days: [{ period: '2021-08-01', count: 3 }], urlOf });
		expect(july).not.toHaveProperty('url');
	});
});

test.each([
	['2024-02', '2024-02-29'],
	['2023-02', '2023-02-28'],
	['2021-12', '2021-12-31'],
])('the last day of %s is %s', (month, day) => {
	expect(lastDayOfMonth(month)).toBe(day);
});

test.each([
	[0, 10, 0],
	[1, 1000, 1],
	[5, 10, 2],
	[10, 10, 4],
])('%i of at most %i has heat %i', (count, most, heat) => {
	expect(heatOf(count, most)).toBe(heat);
});

test('a year has twelve months', () => {
	expect(monthsOfYear('2021')).toHaveLength(12);
	expect(monthsOfYear('2021').at(-1)).toBe('2021-12');
});
