import { expect, test } from 'vitest';
import { OPERATORS } from '#core/search/query-parts.ts';
import { complete } from './complete.ts';

const operators = {
	source: { name: 'булак', label: 'ушул булак гана' },
	topic: { name: 'тема', label: '' },
	tag: { name: 'тег', label: '' },
	lang: { name: 'тил', label: '' },
	from: { name: 'тартып', label: '' },
	to: { name: 'чейин', label: '' },
};
const source = [
	{ value: '24kg', label: '24.kg' },
	{ value: 'ala-too', label: 'Ала-Тоо Демо' },
	{ value: 'kabar', label: '«Кабар» агенттиги' },
];
const at = (text: string, cursor = text.length) => complete({ operators, choices: { source } }, text, cursor);
const texts = (text: string) => at(text).map(({ before, after }) => `${before}|${after}`);

test('completes an operator by its name in any language with the name of the interface', () => {
	expect(at('ледник sour')).toEqual([{ label: 'булак:', hint: 'ушул булак гана', before: 'ледник булак:', after: '' }]);
	expect(texts('тем')).toEqual(['тема:|']);
});

test('completes names by the beginning of any of their words, in quotes where they need them', () => {
	expect(texts('ош source:тоо')).toEqual(['ош source:"Ала-Тоо Демо" |']);
	expect(texts('source:"ала т')).toEqual(['source:"Ала-Тоо Демо" |']);
	expect(texts('source:каб')).toEqual(['source:"Кабар агенттиги" |']);
	expect(texts('source:24')).toEqual(['source:24.kg |']);
	expect(at('source:')).toHaveLength(3);
});

test('completes where the cursor is and keeps what follows', () => {
	expect(at('source:24 ледник', 9)).toMatchObject([{ before: 'source:24.kg ', after: 'ледник' }]);
});

test.each(['', ' ', 'т', 'по', 'to', 'so', 'foo:b', 'ледник', '"source', 'source:"24.kg" ', 'http://т'])(
	'offers nothing for %j',
	(text) => {
		expect(texts(text)).toEqual([]);
	},
);

test.each(['ru', 'ky', 'en'])('the %s interface calls operators what the search understands', async (lang) => {
	const { default: messages } = await import(`../../i18n/${lang}.json`, { with: { type: 'json' } });
	for (const names of OPERATORS) expect(names).toContain(messages[`search.operator.${names[0]}`]);
});
