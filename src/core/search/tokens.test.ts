import { expect, test } from 'vitest';
import { isStopWord, normalizeForSearch, searchTokens } from './tokens.ts';

const keys = (text: string): string[] => searchTokens(text).map(({ key }) => key);

test('folds case in every alphabet of the editions', () => {
	expect(normalizeForSearch('БИШКЕК')).toBe('бишкек');
	expect(keys('Өзгөн Ысык-Көл COVID-19')).toEqual(['өзгөн', 'ысык-көл', 'covid-19']);
});

test('tokens joined give the text back from its first word on', () => {
	const text = '«Ала-Тоо», 2021-жылы: don’t stop…  \n— C++ & 3.14';
	expect(
		searchTokens(text)
			.map((token) => token.text)
			.join(''),
	).toBe(text.slice(1));
	expect(keys(text)).toEqual(['ала-тоо', '2021-жылы', 'don’t', 'stop', 'c', '3', '14']);
});

test.each(['', ' ', '"-+*()&!?', '🎉…'])('finds no word in %j', (text) => {
	expect(searchTokens(text)).toEqual([]);
});

test('a composed and a decomposed letter are one', () => {
	expect(keys('и\u0306од')).toEqual(keys('йод'));
});

test('a word of absurd length has a key of bounded length', () => {
	expect(keys('а'.repeat(100_000))[0]).toHaveLength(60);
});

test.each(['и', 'the', 'жана'])('%s is a stop word', (word) => {
	expect(isStopWord(word)).toBe(true);
});
