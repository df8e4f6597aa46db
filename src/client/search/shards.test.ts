import { expect, test } from 'vitest';
import { isWorthOpening, type Shard, shardsFor } from './shards.ts';

const shard = (key: string, first: string, last: string): Shard => ({
	key,
	first,
	last,
	count: 1,
	bytes: 100_000,
	tag: 'x',
});
const shards = [
	shard('2026-10-3', '2026-10-21', '2026-10-31'),
	shard('2026-q3', '2026-07-02', '2026-09-30'),
	shard('2025', '2025-01-01', '2025-12-31'),
	shard('2010s', '2012-03-01', '2019-11-30'),
];
const keys = (year: string, month: string): string[] => shardsFor(shards, { year, month }).map(({ key }) => key);

test('without a date every shard may hold it, newest first', () => {
	expect(keys('', '')).toEqual(['2026-10-3', '2026-q3', '2025', '2010s']);
});

test('a date leads straight to the shards that reach into it', () => {
	expect(keys('2026', '')).toEqual(['2026-10-3', '2026-q3']);
	expect(keys('2026', '08')).toEqual(['2026-q3']);
	expect(keys('2015', '01')).toEqual(['2010s']);
	expect(keys('2020', '')).toEqual([]);
});

test('a month without a year is that month of any year', () => {
	expect(keys('', '10')).toEqual(['2026-10-3', '2025', '2010s']);
	expect(keys('', '02')).toEqual(['2025', '2010s']);
});

test('the first shard is opened whatever it costs, others while they are cheap', () => {
	expect(isWorthOpening(shards[0], 0)).toBe(true);
	expect(isWorthOpening(shards[1], 100_000)).toBe(true);
	expect(isWorthOpening(shards[2], 200_000)).toBe(false);
	expect(isWorthOpening(undefined, 0)).toBe(false);
});
