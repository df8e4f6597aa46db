import { describe, expect, test } from 'vitest';
import { cutAtWord, excerptOf } from './excerpt.ts';

describe('excerptOf', () => {
	test('keeps a short text whole, on one line', () => {
		expect(excerptOf('One.\n\nTwo.')).toBe('One. Two.');
	});

	test('ends at a sentence where one ends late enough', () => {
		expect(excerptOf(`${'слово '.repeat(25)}конец. ${'Дальше '.repeat(40)}`)).toBe(`${'слово '.repeat(25)}конец.`);
	});

	test('ends at a word with an ellipsis elsewhere', () => {
		const excerpt = excerptOf('слово, '.repeat(80));
		expect(excerpt).toMatch(/слово…$/);
		expect(excerpt.length).toBeLessThanOrEqual(201);
	});

	test('takes an abbreviation for no end of a sentence', () => {
		expect(excerptOf(`В 2021 г. ${'слово '.repeat(60)}`)).toMatch(/слово…$/);
	});
});

describe('cutAtWord', () => {
	test.each([
		['short', 10, 'short'],
		['one two three', 9, 'one two…'],
		['onelongword', 5, 'onel…'],
		['abc😀def', 5, 'abc…'],
	])('cuts “%s” at %d', (text, length, expected) => {
		expect(cutAtWord(text, length)).toBe(expected);
	});
});
