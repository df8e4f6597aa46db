import { expect, test } from 'vitest';
import { isAsked, readState, type SearchState, toQuery, toSearch } from './state.ts';

const NOTHING: SearchState = { q: '', lang: [], source: '', topic: '', from: '', to: '', order: 'best' };
const asTyped = (name: string): string => name;
const names = { lang: asTyped, source: asTyped, topic: asTyped };
const filtersOf = (state: Partial<SearchState>) => toQuery({ ...NOTHING, ...state }, names).filters;

test('a state survives its way through an address', () => {
	const state: SearchState = {
		q: 'Ысык-Көл & "озеро" source:24kg',
		lang: ['ky', 'ru'],
		source: 'press',
		topic: 'sport',
		from: '2021-07-01',
		to: '2021-07-31',
		order: 'date',
	};
	expect(readState(new URLSearchParams(toSearch(state)))).toEqual(state);
});

test('an address names only what is asked', () => {
	expect(toSearch(NOTHING)).toBe('');
	expect(toSearch({ ...NOTHING, q: 'ош' })).toBe('?q=%D0%BE%D1%88');
});

test.each([
	['?year=2021', { from: '2021-01-01', to: '2021-12-31' }],
	['?q=ош&year=2020&month=02', { q: 'ош', from: '2020-02-01', to: '2020-02-29' }],
	['?year=now&from=tomorrow&order=upside-down&lang=', {}],
	['?from=2021&to=29.07.2021', { from: '2021-01-01', to: '2021-07-29' }],
])('%s leads where it says', (address, expected) => {
	expect(readState(new URLSearchParams(address))).toEqual({ ...NOTHING, ...expected });
});

test('a question of 5,000 characters is cut', () => {
	expect(readState(new URLSearchParams({ q: 'а'.repeat(5000) })).q).toHaveLength(301);
});

test('operators and controls both apply', () => {
	expect(
		filtersOf({ q: 'source:a from:2020 to:2021-06', topic: 'sport', from: '2021-02-01', to: '2021-12-31' }),
	).toEqual({
		lang: [],
		source: ['a'],
		topic: ['sport'],
		tag: [],
		from: '2021-02-01',
		to: '2021-06-30',
	});
	expect(filtersOf({ q: 'lang:ru,ky', lang: ['ky', 'en'] }).lang).toEqual(['ky']);
	expect(filtersOf({ q: 'lang:ru', lang: ['en'] }).lang).toEqual(['none']);
});

test('days chosen the wrong way round are turned', () => {
	expect(filtersOf({ from: '2021-07-31', to: '2021-07-01' })).toMatchObject({ from: '2021-07-01', to: '2021-07-31' });
});

test('filters alone ask for something, exclusions alone do not', () => {
	expect(isAsked(toQuery({ ...NOTHING, source: 'press' }, names))).toBe(true);
	expect(isAsked(toQuery({ ...NOTHING, q: '-ош' }, names))).toBe(false);
});
