import { expect, test } from 'vitest';
import type { SearchTexts } from './texts.ts';
import {
	dateText,
	foldedText,
	foundSinceText,
	foundText,
	noneSinceText,
	noneText,
	noteText,
	spanText,
} from './wording.ts';

const texts: SearchTexts = {
	locale: 'ru',
	hint: 'Пишите',
	searching: 'Ищем',
	found: { one: 'Найдена {count} новость', few: 'Найдены {count} новости', other: 'Найдено {count} новостей' },
	loosened: { stems: 'В других формах.', words: 'По отдельности.' },
	none: 'По запросу «{query}» ничего нет',
	noneFiltered: 'Ничего нет при этих условиях',
	unread: 'Не все.',
	foundSince: '{found} с {date}',
	noneSince: '«{query}»: ничего с {date}',
	older: '{from} – {to}, {size} КБ',
	opening: '{from} – {to}',
	failed: 'Не вышло',
	offline: 'Нет сети',
	failedPart: 'Без {from} – {to}',
	retry: 'Ещё раз',
	outdated: 'Устарело',
	reload: 'Обновить',
	folded: { one: 'и ещё {count} перепечатка', few: 'и ещё {count} перепечатки', other: 'и ещё {count} перепечаток' },
	suggestion: 'Может быть, {query}',
	instead: 'Или так:',
	withoutFilters: 'без условий',
	allLanguages: 'на всех языках',
	notes: {
		'unknown-operator': 'Условия «{part}» нет',
		'empty-operator': '',
		'excluded-operator': '',
		'bad-date': '',
		'reversed-dates': '',
		'unknown-source': '',
		'unknown-topic': '',
		'unknown-lang': '',
		'unclosed-quote': '',
		'only-excluded': '',
		'too-long': '',
	},
	operators: {
		source: { name: 'источник', label: '' },
		topic: { name: 'тема', label: '' },
		tag: { name: 'тег', label: '' },
		lang: { name: 'язык', label: '' },
		from: { name: 'от', label: '' },
		to: { name: 'до', label: '' },
	},
	years: [],
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

test('says since when was searched, and what older news cost', () => {
	expect(foundSinceText(texts, 1, '2026-10-21')).toBe('Найдена 1 новость с 21 окт. 2026 г.');
	expect(noneSinceText(texts, 'ледник', '2026-10-21')).toBe('«ледник»: ничего с 21 окт. 2026 г.');
	const span = { first: '2026-07-01', last: '2026-09-30', bytes: 123_456 };
	expect(spanText(texts, 'older', span)).toBe('1 июл. 2026 г. – 30 сент. 2026 г., 123 КБ');
});

test('counts reprints, and explains a part of the question as it is typed', () => {
	expect(foldedText(texts, 2)).toBe('и ещё 2 перепечатки');
	expect(noteText(texts, { code: 'unknown-operator', part: '$&:<b>' })).toBe('Условия «$&:<b>» нет');
});
