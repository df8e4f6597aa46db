import { describe, expect, test } from 'vitest';
import { editDistance, nearestWord } from './suggest.ts';

const known = new Map(
	Object.entries({ бишкек: 40, бишкеке: 9, окмот: 30, выборы: 20, выбор: 50, парламент: 7, ледник: 3, ледники: 8 }).map(
		([word, count]) => [word, { spelling: word === 'окмот' ? 'Өкмөт' : word, count }],
	),
);

describe('editDistance', () => {
	test.each([
		['бишкек', 'бишкек', 0],
		['бишкек', 'бишекк', 1],
		['бишкек', 'бишкк', 1],
		['бишкек', 'бишшкек', 1],
		['бишкек', 'вишкек', 1],
		['парламент', 'порламетн', 2],
		['', 'аб', 2],
	])('%s is %s but for %i', (a, b, distance) => {
		expect(editDistance(a, b, 2)).toBe(distance);
	});

	test('more than is asked for is not counted', () => {
		expect(editDistance('парламент', 'референдум', 2)).toBeGreaterThan(2);
	});
});

describe('nearestWord', () => {
	test.each([
		['Бишкекк', 'бишкек'],
		['өкмөн', 'Өкмөт'],
		['выборв', 'выбор'],
		['порламетн', 'парламент'],
		['ледникы', 'ледники'],
	])('%s may stand for %s', (typed, word) => {
		expect(nearestWord(typed, known)).toBe(word);
	});

	test.each(['Бишкек', 'окмот', 'ош', 'референдум', 'ледникового', 'x'.repeat(5000), ''])(
		'nothing stands for %j',
		(typed) => {
			expect(nearestWord(typed, known)).toBeUndefined();
		},
	);
});
