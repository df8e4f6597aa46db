import { expect, test } from 'vitest';
import { neededWords, parseQuery, type QueryNames } from './query.ts';
import { MAX_QUERY, splitQuery } from './query-parts.ts';

const words = (query: string): string[] => parseQuery(query).words.map(({ text }) => text);
const notes = (query: string): string[] =>
	parseQuery(query, names).notes.map(({ code, part }) => `${code} ${part}`.trim());

const names: QueryNames = {
	lang: (name) => ['ru', 'ky', 'en'].find((lang) => lang === name),
	source: (name) =>
		new Map([
			['24.kg', '24kg'],
			['Ала-Тоо Демо', 'ala-too'],
		]).get(name),
	topic: (name) => (name.toLowerCase() === 'спорт' ? 'sport' : undefined),
};

test('leaves stop words out, unless there is nothing else', () => {
	expect(words('Что такое Ала-Тоо и где он?')).toEqual(['такое', 'Ала', 'Тоо']);
	expect(words('кто и где')).toEqual(['кто', 'и', 'где']);
});

test.each(['', '   ', '"""', '""', '«»', '-', '--', '()*', ':', '::', '-"', '- - -', '🎉🇰🇬', '\u200b\u200d\ufeff'])(
	'finds nothing to look for in %j',
	(query) => {
		expect(parseQuery(query)).toMatchObject({ words: [], phrases: [], excluded: [], notes: [] });
	},
);

test('looks for a word once', () => {
	expect(words('Ош ОШ ош')).toEqual(['Ош']);
});

test.each(['"эл аралык"', '„эл аралык“', '“эл аралык”', '«эл аралык»', '”эл аралык”', '"эл аралык”'])(
	'reads %s as a phrase, whose words also rank',
	(query) => {
		const { phrases, words: ranked, notes: none } = parseQuery(`${query} суд`);
		expect(phrases).toEqual([['эл', 'аралык']]);
		expect(ranked.map(({ text }) => text)).toEqual(['эл', 'аралык', 'суд']);
		expect(none).toEqual([]);
	},
);

test('leaves out what a minus stands before, not what a hyphen joins', () => {
	const { words: asked, excluded, excludedPhrases } = parseQuery('Ысык-Көл -озеро −море -"Бишкек шаары" – тоо');
	expect(asked.map(({ text }) => text)).toEqual(['Ысык', 'Көл', 'тоо']);
	expect(excluded.map(({ text }) => text)).toEqual(['озеро', 'море']);
	expect(excludedPhrases).toEqual([['Бишкек', 'шаары']]);
});

test.each([
	['source:24.kg', { source: ['24kg'] }],
	['ИСТОЧНИК:«Ала-Тоо Демо»', { source: ['ala-too'] }],
	['булак:24.kg source:"Ала-Тоо Демо"', { source: ['24kg', 'ala-too'] }],
	['topic:спорт тема:Спорт', { topic: ['sport', 'sport'] }],
	['tag:"Ала-Тоо" тег:Ёлка', { tag: ['ала тоо', 'елка'] }],
	['tag:#Ош', { tag: ['ош'] }],
	['lang:ru,ky тил:en', { lang: ['ru', 'ky', 'en'] }],
	['from:2021', { from: '2021-01-01' }],
	['to:2021', { to: '2021-12-31' }],
	['to:2024-02', { to: '2024-02-29' }],
	['от:2021-7-1 чейин:2021-07-29', { from: '2021-07-01', to: '2021-07-29' }],
	['с:29.07.2021 по:08.2021', { from: '2021-07-29', to: '2021-08-31' }],
])('%s filters', (query, filters) => {
	const found = parseQuery(query, names);
	expect(found.filters).toEqual({ lang: [], source: [], topic: [], tag: [], ...filters });
	expect([found.words, found.notes]).toEqual([[], []]);
});

test.each([
	['foo:bar', ['foo', 'bar'], ['unknown-operator foo:bar']],
	['source:нет', ['нет'], ['unknown-source нет']],
	['topic:"такой темы"', ['такой', 'темы'], ['unknown-topic такой темы']],
	['lang:xx ош', ['xx', 'ош'], ['unknown-lang xx']],
	['ош from:yesterday', ['ош'], ['bad-date from:yesterday']],
	['ош from:2021-13 to:2021-02-30', ['ош'], ['bad-date from:2021-13', 'bad-date to:2021-02-30']],
	['Тема: выборы', ['выборы'], ['empty-operator Тема:']],
	['ош -source:24.kg', ['ош'], ['excluded-operator -source:24.kg']],
	['"ош шаары', ['ош', 'шаары'], ['unclosed-quote "ош']],
	['-ош', [], ['only-excluded']],
	['https://24.kg/1 в 12:30', ['https', '24', 'kg', '12', '30'], []],
])('%s is no error: it is explained', (query, asked, explained) => {
	expect(parseQuery(query, names).words.map(({ text }) => text)).toEqual(asked);
	expect(notes(query)).toEqual(explained);
});

test('dates the wrong way round are turned', () => {
	expect(parseQuery('from:2022 to:2021')).toMatchObject({
		filters: { from: '2021-01-01', to: '2022-12-31' },
		notes: [{ code: 'reversed-dates' }],
	});
});

test('cuts an endless question', () => {
	const query = Array.from({ length: 5000 }, (_, index) => `слово${index}`).join(' ');
	expect(parseQuery(query).words.length).toBeLessThanOrEqual(20);
	expect(notes(query)).toEqual(['too-long']);
	expect(words('а'.repeat(5000))[0]?.length).toBeLessThanOrEqual(MAX_QUERY);
});

test('says so where it does not look for all words', () => {
	const query = Array.from({ length: 21 }, (_, index) => `сл${index}`).join(' ');
	expect([words(query).length, notes(query)]).toEqual([20, ['too-long']]);
	expect(notes(`ош ${query.replace(/(?=сл)/g, '-')}`)).toEqual(['too-long']);
});

test('words of one letter count where each word is needed, stop words do not', () => {
	const needed = (query: string): string[] => neededWords(parseQuery(query)).map(({ text }) => text);
	expect([words('план Б и мост'), needed('план Б и мост')]).toEqual([
		['план', 'мост'],
		['план', 'мост', 'Б'],
	]);
	expect(needed('Формула 1')).toEqual(['Формула', '1']);
	expect(needed('C')).toEqual(['C']);
});

test.each(['„', '«', '“', 'а', 'а:'])('100,000 of %j are taken apart at once', (part) => {
	expect(splitQuery(part.repeat(100_000)).length).toBeLessThanOrEqual(MAX_QUERY);
});

test.each(['"', '-', 'source:', '«', ':', '-"', 'а:', '<b>', '\u202e', '*', '\ud83d'])(
	'5,000 characters of %j are read at once',
	(part) => {
		expect(() => parseQuery(part.repeat(5000), names)).not.toThrow();
	},
);

test('an unknown operator with a colon at its end is noted, and its words are looked for', () => {
	const { typed, notes } = parseQuery('title:snow: lake:');
	expect(typed).toEqual(['title', 'snow']);
	expect(notes).toEqual([{ code: 'unknown-operator', part: 'title:snow:' }]);
});
