import { describe, expect, test } from 'vitest';
import { type DayCount, searchSpans } from './search-bounds.ts';

/** Days in a row from the first of a month, each with so many articles. */
function daysFrom(first: string, length: number, count: number): DayCount[] {
	const start = Date.parse(`${first}T00:00:00Z`);
	return Array.from({ length }, (_, index) => ({
		day: new Date(start + index * 86_400_000).toISOString().slice(0, 10),
		count,
	}));
}

const keys = (counts: readonly DayCount[], most?: number): string[] => searchSpans(counts, most).map(({ key }) => key);

describe('searchSpans', () => {
	test('a site without articles has none', () => {
		expect(searchSpans([])).toEqual([]);
	});

	test('the newest day is open, days and thirds of its month before it are closed, months, quarters, years and decades before are whole', () => {
		const counts = [
			'2009-05-01',
			'2024-02-01',
			'2025-12-31',
			'2026-02-01',
			'2026-07-01',
			'2026-10-05',
			'2026-10-29',
			'2026-10-31',
		];
		expect(keys(counts.map((day) => ({ day, count: 1 })))).toEqual([
			'2026-10-31',
			'2026-10-3',
			'2026-10-1',
			'2026-q3',
			'2026-q1',
			'2025',
			'2024',
			'2000s',
		]);
	});

	test('what is too much for one index is divided, down to days', () => {
		const counts = [{ day: '2020-01-01', count: 1 }, ...daysFrom('2021-01-01', 40, 3), { day: '2031-01-01', count: 1 }];
		expect(keys(counts, 10)).toEqual([
			'2031-01-01',
			...['09', '08', '07', '06', '05', '04', '03', '02', '01'].map((day) => `2021-02-${day}`),
			...Array.from({ length: 31 }, (_, index) => `2021-01-${String(31 - index).padStart(2, '0')}`),
			'2020',
		]);
	});

	test('each day lies in one span, and spans hold no more than they may', () => {
		const counts = daysFrom('2019-11-20', 800, 37);
		const spans = searchSpans(counts, 3000);
		for (const { day } of counts)
			expect(spans.filter(({ first, last }) => first <= day && day <= last)).toHaveLength(1);
		expect(Math.max(...spans.map(({ count }) => count))).toBeLessThanOrEqual(3000);
		expect(spans.reduce((sum, { count }) => sum + count, 0)).toBe(800 * 37);
	});

	test('spans that are over stay as they are when new days come', () => {
		const counts = daysFrom('2023-01-01', 1400, 100);
		for (let length = 1350; length < 1400; length++) {
			const [open, ...closed] = searchSpans(counts.slice(0, length));
			const later = new Map(searchSpans(counts.slice(0, length + 1)).map((span) => [span.key, span]));
			const kept = closed.filter((span) => later.get(span.key)?.count === span.count);
			// The day before joins its third; a third, month or quarter that ends joins its like; nothing older moves.
			expect(closed.length - kept.length).toBeLessThanOrEqual(5);
			for (const span of kept) expect(later.get(span.key)).toEqual(span);
			expect(open?.count).toBe(100);
		}
	});
});
