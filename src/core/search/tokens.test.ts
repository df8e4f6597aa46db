import { expect, test } from 'vitest';
import { isStopWord, searchTokens } from './tokens.ts';

const keys = (text: string): string[] => searchTokens(text).map(({ key }) => key);

test.each([
	['case and letters that keyboards lack', 'ӨКМӨТ өкмөт окмот'],
	['ё and stress marks', 'Ёлка елка ёлка е\u0301лка'],
	['forms of a Russian word', 'выборы выборов выборами ВЫБОРАХ'],
	['forms of an English word', 'election elections elected'],
	['Latin and Cyrillic spellings of a name', 'Жээнбек Zheenbek Jeenbek'],
	['spellings of a place', 'Бишкек Bishkek'],
	['spellings of one sound', 'Рахмон Rahmon Rakhmon'],
	['composed and decomposed letters', 'йод и\u0306од'],
	['letters of the other alphabet that look alike', 'Бишкек Бишкeк'],
	['soft hyphens and what has no width', 'Бишкек Биш\u00adкек Биш\u200bкек'],
	['apostrophes', "O'Connor O’Connor OConnor"],
	['marks of other languages', 'Škoda Skoda'],
])('%s have one key', (_what, words) => {
	expect(new Set(keys(words)).size).toBe(1);
	expect(keys(words)[0]).toMatch(/^[a-z]+$/);
});

test.each([
	['1,000 1.000 1000', ['1000', '1000', '1000']],
	['1 000 000', ['1000000']],
	['3.14 3,14', ['3d14', '3d14']],
	['29.07.2021', ['29', '07', '2021']],
	['10:30', ['10', '30']],
	['2021-жылы', ['2021', 'jil']],
	['COVID-19 COVID19', ['kovid19', '19', 'kovid19']],
	['U.S. США АКШ №5', ['us', 'sha', 'aksh', '5']],
	['Ала-Тоо', ['alato', 'to']],
	['24.kg', ['24', 'kg']],
])('%s is read as people mean it', (text, expected) => {
	expect(keys(text)).toEqual(expected);
});

test('a stop word keeps its place and has no key', () => {
	expect(keys('кот и пёс, the cat, жана')).toEqual(['kot', '', 'pes', '', 'kat', '']);
});

test('tokens joined give the text back from its first word on', () => {
	const text = '«Ала-Тоо», 2021-жылы: don’t stop…  \n— C++ & 3.14, U.S. 北京!';
	const tokens = searchTokens(text);
	expect(tokens.map((token) => token.text).join('')).toBe(text.slice(1));
	expect(tokens.map(({ word }) => word)).toEqual([
		'Ала',
		'Тоо',
		'2021',
		'жылы',
		'don’t',
		'stop',
		'C',
		'3.14',
		'U.S',
		'北',
		'京',
	]);
});

test.each(['', ' ', '"-+*()&!?', '🎉…'])('finds no word in %j', (text) => {
	expect(searchTokens(text)).toEqual([]);
});

test('words of every script have keys of plain letters and digits', () => {
	for (const text of ['مرحبا بالعالم', '北京', 'ελληνικά', 'שלום', 'ไทย', '한국어', '١٢٣', 'Ўзбекистон Қазақстан'])
		for (const key of keys(text)) expect(key).toMatch(/^[a-z0-9]+$/);
	expect(keys('北京')).toEqual([...keys('北'), ...keys('京')]);
});

test('a word of absurd length has a short key', () => {
	expect(keys('а'.repeat(1_000_000))[0]?.length).toBeLessThanOrEqual(40);
	expect(keys('1 111'.repeat(100_000)).length).toBeGreaterThan(0);
});

test.each(['и', 'The', 'жана', 'үчүн', 'учун'])('%s is a stop word', (word) => {
	expect(isStopWord(word)).toBe(true);
});
