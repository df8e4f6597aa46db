import { expect, test } from 'vitest';
import { type Match, rank } from './rank.ts';

const match = (id: string, score: number, ...places: number[]): Match => ({ id, score, places });
const word = (...matches: Match[]): { weight: number; matches: Match[] }[] => [{ weight: 1, matches }];

test('an article with every word comes before one that has a single word often', () => {
	const ranked = rank([word(match('a', 2), match('b', 1)), word(match('b', 1))]);
	expect(ranked.map((entry) => [entry.match.id, entry.score])).toEqual([
		['b', 2 * 2.5],
		['a', 2 * (1 + 1.5 / 4)],
	]);
});

test('a word counts by its best spelling, and every place found is kept', () => {
	const variants = [
		{ weight: 1, matches: [match('a', 1, 3)] },
		{ weight: 0.6, matches: [match('a', 5, 3, 7), match('b', 1, 2)] },
	];
	const ranked = rank([variants]);
	expect(ranked.map((entry) => [entry.match.id, entry.score, entry.places])).toEqual([
		['a', 3 * 2.5, [3, 7]],
		['b', 0.6 * 2.5, [2]],
	]);
});

test('equal scores stand in the order of ids', () => {
	expect(rank([word(match('b', 1), match('a', 1))]).map((entry) => entry.match.id)).toEqual(['a', 'b']);
});

test('no words find nothing', () => {
	expect(rank([])).toEqual([]);
});
