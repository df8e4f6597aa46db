import { expect, test } from 'vitest';
import type { Found } from './found.ts';
import { scoreShard, type WordFound, withRecency } from './rank.ts';

interface Row {
	readonly page: number;
	readonly score: number;
	readonly places?: readonly number[];
	readonly inTitle?: boolean;
}

function found(...rows: readonly Row[]): Found {
	return {
		pages: Uint32Array.from(rows, ({ page }) => page),
		scores: Float32Array.from(rows, ({ score }) => score),
		inTitle: Uint8Array.from(rows, ({ inTitle }) => (inTitle === true ? 1 : 0)),
		places: rows.map(({ places = [100] }) => places),
	};
}
const word = (...rows: readonly Row[]): WordFound[] => [{ key: 'x', weight: 1, found: found(...rows) }];

test('an article with every word comes before one that has a single word often', () => {
	const { score, words } = scoreShard(3, [
		word({ page: 0, score: 2 }, { page: 1, score: 1 }),
		word({ page: 1, score: 1 }),
	]);
	expect([...score]).toEqual([2 * (1 + 1.5 / 4), 2 * 2.5, 0]);
	expect([...words]).toEqual([1, 2, 0]);
});

test('a word counts by its best spelling', () => {
	const variants = [
		{ key: 'x', weight: 1, found: found({ page: 0, score: 1 }) },
		{ key: 'y', weight: 0.5, found: found({ page: 0, score: 5 }, { page: 1, score: 1 }) },
	];
	expect([...scoreShard(2, [variants]).score]).toEqual([2.5 * 2.5, 0.5 * 2.5]);
});

test('the title counts more than the first words of a text, and these more than words below', () => {
	const { score } = scoreShard(3, [
		word({ page: 0, score: 1 }, { page: 1, score: 1, places: [3, 90] }, { page: 2, score: 1, inTitle: true }),
	]);
	expect([2, 1, 0].map((page) => score[page])).toEqual([...score].sort((a, b) => b - a));
	expect(new Set(score).size).toBe(3);
});

test('articles of one age keep their order, whatever that age', () => {
	expect(withRecency(2, 10) / withRecency(1, 10)).toBe(2);
	expect(withRecency(1, 0)).toBeGreaterThan(withRecency(1, 30));
	expect(withRecency(1, 100_000)).toBeCloseTo(1);
});

test('no words find nothing', () => {
	expect([...scoreShard(2, []).score]).toEqual([0, 0]);
});
