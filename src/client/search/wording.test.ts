import { expect, test } from 'vitest';
import type { SearchTexts } from './texts.ts';
import { dateText, foundText, noneText } from './wording.ts';

const texts: SearchTexts = {
	locale: 'ru',
	hint: 'Пишите',
	searching: 'Ищем',
	found: { one: 'Найдена {count} новость', few: 'Найдены {count} новости', other: 'Найдено {count} новостей' },
	none: 'По запросу «{query}» ничего нет',
	noneFiltered: 'Ничего нет при этих условиях',
	failed: 'Не вышло',
	retry: 'Ещё раз',
	date: '{day} {month} {year} г.',
	months: ['янв.', 'февр.', 'мар.', 'апр.', 'мая', 'июн.', 'июл.', 'авг.', 'сент.', 'окт.', 'нояб.', 'дек.'],
};

test('counts in the plural forms of the language, by “other” where one is missing', () => {
	expect([1, 3, 5].map((count) => foundText(texts, count))).toEqual([
		'Найдена 1 новость',
		'Найдены 3 новости',
		'Найдено 5 новостей',
	]);
});

test('repeats the question as it is typed', () => {
	expect(noneText(texts, '$& {count}', false)).toBe('По запросу «$& {count}» ничего нет');
	expect(noneText(texts, 'x'.repeat(300), false)).toHaveLength(105);
	expect(noneText(texts, 'x', true)).toBe('Ничего нет при этих условиях');
});

test('writes the day that the instant shows, whatever the zone of the browser', () => {
	expect(dateText(texts, '2021-07-01T00:30:00+06:00')).toBe('1 июл. 2021 г.');
});
