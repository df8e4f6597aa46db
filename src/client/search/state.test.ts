import { expect, test } from 'vitest';
import { readState, toQuery, toSearch } from './state.ts';

const NOTHING = { q: '', lang: '', topic: '', source: '', year: '', month: '' };

test('a state survives its way through an address', () => {
	const state = { ...NOTHING, q: 'Ысык-Көл & "озеро"', lang: 'ky', year: '2021', month: '07' };
	expect(readState(new URLSearchParams(toSearch(state)))).toEqual(state);
});

test('an address names only what is asked', () => {
	expect(toSearch(NOTHING)).toBe('');
	expect(toSearch({ ...NOTHING, q: 'ош' })).toBe('?q=%D0%BE%D1%88');
});

test('a question of 5,000 characters is cut', () => {
	expect(readState(new URLSearchParams({ q: 'а'.repeat(5000) })).q).toHaveLength(300);
});

test('asks for what is typed and what is chosen', () => {
	const { words, filters } = toQuery({
		...NOTHING,
		q: 'ош topic:sport',
		topic: 'politics',
		source: 'press',
		year: '2021',
	});
	expect(words.map(({ text }) => text)).toEqual(['ош']);
	expect(filters).toMatchObject({
		topic: ['sport', 'politics'],
		source: ['press'],
		from: '2021-01-01',
		to: '2021-12-31',
	});
});
