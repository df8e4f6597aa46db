import { expect, test } from 'vitest';
import { MAX_QUERY, parseQuery } from './query.ts';

const words = (query: string): string[] => parseQuery(query).words.map(({ variants }) => variants[0]?.key ?? '');

test('leaves stop words out, unless there is nothing else', () => {
	expect(words('Что такое Ала-Тоо и где он?')).toEqual(['такое', 'ала-тоо']);
	expect(words('кто и где')).toEqual(['кто', 'и', 'где']);
});

test('reads no operators: quotes, signs and brackets only part words', () => {
	expect(words('"Ысык-Көл" -озеро +(Нарын)* title:ош')).toEqual(['ысык-көл', 'озеро', 'нарын', 'title', 'ош']);
});

test.each(['', '   ', '"""', '-', '()*'])('finds nothing to look for in %j', (query) => {
	expect(parseQuery(query).words).toEqual([]);
});

test('looks for a word once', () => {
	expect(words('Ош ОШ ош')).toEqual(['ош']);
});

test('also looks for the beginning of a long word, which counts less', () => {
	expect(parseQuery('выборы озеро мэр 2021').words.map(({ variants }) => variants.map(({ key }) => key))).toEqual([
		['выборы', 'выбор'],
		['озеро', 'озер'],
		['мэр'],
		['2021'],
	]);
	expect(parseQuery('кыргызстандын').words[0]?.variants).toEqual([
		{ key: 'кыргызстандын', weight: 1 },
		{ key: 'кыргызста', weight: 0.6 },
	]);
});

test('cuts an endless question', () => {
	const query = Array.from({ length: 5000 }, (_, index) => `слово${index}`).join(' ');
	expect(parseQuery(query).words.length).toBeLessThanOrEqual(20);
	expect(words('а'.repeat(5000))[0]?.length).toBeLessThanOrEqual(MAX_QUERY);
});
