import { expect, test } from 'vitest';
import type { Shard } from '#core/search/index-files.ts';
import { costOf, nextShards, shardsFor } from './shards.ts';

const shard = (key: string, days: readonly [string, string], bytes = 100_000): Shard => ({
	key,
	first: days[0],
	last: days[1],
	count: 1,
	bytes,
	wordBytes: 10_000,
	start: 'x',
	tags: 'x',
	words: 'x',
});
const shards = [
	shard('2026-10-3', ['2026-10-21', '2026-10-31']),
	shard('2026-q3', ['2026-07-02', '2026-09-30']),
	shard('2025', ['2025-01-01', '2025-12-31']),
	shard('2010s', ['2012-03-01', '2019-11-30']),
];
const keys = (span: { from?: string; to?: string }): string[] => shardsFor(shards, span).map(({ key }) => key);

test('without a date every shard may hold it, newest first', () => {
	expect(keys({})).toEqual(['2026-10-3', '2026-q3', '2025', '2010s']);
});

test('dates lead straight to the shards that reach into them', () => {
	expect(keys({ from: '2026-01-01', to: '2026-12-31' })).toEqual(['2026-10-3', '2026-q3']);
	expect(keys({ from: '2026-09-30', to: '2026-10-20' })).toEqual(['2026-q3']);
	expect(keys({ to: '2012-03-01' })).toEqual(['2010s']);
	expect(keys({ from: '2025-06-01' })).toEqual(['2026-10-3', '2026-q3', '2025']);
	expect(keys({ from: '2020-01-01', to: '2020-12-31' })).toEqual([]);
});

test('the first shard is opened whatever it costs, others while they are cheap', () => {
	const count = (spent: number, ...bytes: number[]): number =>
		nextShards(
			bytes.map((each, index) => shard(String(index), ['2026', '2026'], each)),
			spent,
		).length;
	expect(count(0, 500_000, 1000)).toBe(1);
	expect(count(100_000, 40_000)).toBe(1);
	expect(count(100_000, 60_000)).toBe(0);
	expect(count(0, 10_000, 10_000, 10_000, 100_000)).toBe(3);
	expect(count(0)).toBe(0);
});

test('what a shard costs depends on how many words are asked for, and includes a page of texts', () => {
	const costs = [1, 2, 4].map((words) => costOf(shard('2021', ['2021-01-01', '2021-12-31'], 50_000), words));
	expect(costs).toEqual([63_000, 73_000, 93_000]);
});
