import { expect, test } from 'vitest';
import { parseQuery } from '#core/search/query.ts';
import type { Progress } from './ask.ts';
import type { Hit } from './engine.ts';
import { finish, lookFurther, PAGE_SIZE } from './finish.ts';

const question = { query: parseQuery('"уровень озера"'), order: 'relevance' } as const;

/** An article that has the words of the phrase in a row, or other forms of them. */
function article(index: number): Hit {
	const text = index % 2 === 0 ? 'Уровень озера' : 'Уровня озёр';
	return {
		id: `${index}`,
		shard: '2021',
		day: '2021-07-29',
		score: 100 - index,
		isDoubtful: false,
		valuesOf: (facet) => (facet === 'year' ? ['2021'] : []),
		places: [],
		fetch: async () => ({ url: '/', title: '', source: '', date: '2021-07-29', lang: 'ru', about: '', content: text }),
	};
}

const found: Progress = {
	hits: Array.from({ length: 60 }, (_, index) => article(index)),
	fullCount: 60,
	hasTitle: false,
	keys: [],
	facets: { lang: {}, source: {}, topic: {}, year: { 2021: 60 } },
	failed: [],
	open: [],
	closed: [],
	isOutdated: false,
};

test('of many articles that may have a phrase, those count and are shown whose texts were looked through', async () => {
	const first = await finish(question, found);
	expect(first).toMatchObject({ sure: PAGE_SIZE, facets: { year: { 2021: PAGE_SIZE } } });
	let all = first;
	for (let shown = PAGE_SIZE; all.sure !== undefined; shown += PAGE_SIZE) {
		all = await lookFurther(question, all, shown);
		expect(all.hits.slice(0, all.sure).every(({ id }) => Number(id) % 2 === 0)).toBe(true);
	}
	expect(all.hits).toHaveLength(30);
	expect(all.facets.year).toEqual({ 2021: 30 });
});
