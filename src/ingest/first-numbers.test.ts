import { expect, test } from 'vitest';
import { FirstNumbers } from './first-numbers.ts';

test('a name keeps its first number among a hundred thousand', () => {
	const numbers = new FirstNumbers();
	const nameOf = (index: number): string => `https://source.example/${index}`;
	for (let index = 0; index < 100_000; index++) expect(numbers.claim(nameOf(index), index)).toBe(index);
	for (let index = 0; index < 100_000; index++) {
		if (numbers.claim(nameOf(index), 7) !== index || numbers.find(nameOf(index)) !== index) throw new Error(`${index}`);
	}
	expect(numbers.find('https://source.example/none')).toBeUndefined();
	expect(numbers.size).toBe(100_000);
});
