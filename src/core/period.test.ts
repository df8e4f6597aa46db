import { expect, test } from 'vitest';
import { parsePeriodPath, periodBounds, periodPath, periodsOf } from './period.ts';

test('a day lies in its year, month and third of the month', () => {
	expect(periodsOf('2021-07-29')).toEqual(['2021', '2021-07', '2021-07-3', '2021-07-29']);
	expect(periodsOf('2021-07-10')[2]).toBe('2021-07-1');
	expect(periodsOf('2021-07-11')[2]).toBe('2021-07-2');
});

test.each([
	['2021', '2021/'],
	['2021-07', '2021/07/'],
	['2021-07-1', '2021/07/01-10/'],
	['2021-07-2', '2021/07/11-20/'],
	['2021-07-3', '2021/07/21-31/'],
	['2021-07-29', '2021/07/29/'],
])('the path of %s is %s, and back', (period, path) => {
	expect(periodPath(period)).toBe(path);
	expect(parsePeriodPath(path)).toBe(period);
	expect(parsePeriodPath(path.slice(0, -1))).toBe(period);
});

test.each(['', 'x', '2021/7', '2021/07/01-11', '2021/07/29/x', '2021-07'])('%j names no period', (path) => {
	expect(parsePeriodPath(path)).toBeUndefined();
});

test('bounds of a period enclose its days', () => {
	expect(periodBounds('2021-02-3')).toEqual({ first: '2021-02-21', last: '2021-02-31' });
	expect(periodBounds('2021')).toEqual({ first: '2021-01-01', last: '2021-12-31' });
});
