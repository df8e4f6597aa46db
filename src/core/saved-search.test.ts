import { expect, test } from 'vitest';
import { describeProblem, validate } from './content-error.ts';
import { faultsOf, queryNames, questionIn, savedSearchSchema } from './saved-search.ts';

const problemsOf = (value: unknown): string[] => {
	const result = validate(savedSearchSchema, value, 'searches/lakes.yaml');
	return result.ok ? [] : result.problems.map(describeProblem);
};
const labels = { ru: 'Озёра' };

test('a search asks the same in all editions, or in each that it names in its own words', () => {
	const query = { ru: 'озеро', ky: 'көл' };
	expect([...problemsOf({ labels, query: 'озеро OR' }), ...problemsOf({ labels, query })]).toEqual([]);
	expect(['ru', 'ky', 'en'].map((lang) => questionIn({ query }, lang))).toEqual(['озеро', 'көл', undefined]);
	expect(questionIn({ query: 'озеро' }, 'en')).toBe('озеро');
});

test.each([
	['title:озеро', 'expected one of the operators source:, topic:, tag:, from: and to:'],
	['озеро from:yesterday', 'expected a date such as 2021, 2021-07 or 2021-07-29 in “from:yesterday”'],
	['озеро from:2022 to:2021', 'expected the date of from: before that of to:'],
	['тема: озеро', 'expected a value right after the colon in “тема:”'],
	['озеро -source:24kg', 'expected the minus before words and phrases alone in “-source:24kg”'],
	['"белый парус', 'expected a second quote at the end of the phrase in “"белый”'],
	['-озеро', 'expected something to look for beside what is left out'],
	['!?', 'expected words, a phrase or an operator to look for'],
	['озеро lang:ky', 'expected no lang:, since each edition lists its own articles'],
	['озеро '.repeat(100), 'expected a shorter question'],
])('%s is an error that names the part', (query, message) => {
	expect(problemsOf({ labels, query }).join('\n')).toContain(`searches/lakes.yaml: query: ${message}`);
	expect(problemsOf({ labels, query: { ru: query } }).join('\n')).toContain(
		`searches/lakes.yaml: query.ru: ${message}`,
	);
});

test.each([undefined, '', 5, ['озеро'], {}, { russian: 'озеро' }])('%j is no question', (query) => {
	expect(problemsOf({ labels, query })).toHaveLength(1);
});

test('names of sources and topics must be those of the site', () => {
	const names = queryNames({
		editions: ['ru', 'ky'],
		sources: [{ id: '24kg', name: '24.kg' }],
		topics: [{ id: 'lakes', labels: { ru: 'Озёра', en: 'Lakes' } }],
	});
	expect(faultsOf('source:24.kg,24KG topic:озера topic:lakes', names)).toEqual([]);
	expect(faultsOf('source:kaktus topic:sport', names)).toEqual([
		'expected the id or name of a source in sources/ in “kaktus”',
		'expected the id or name of a topic in topics/ in “sport”',
	]);
});
