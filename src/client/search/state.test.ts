import { expect, test } from 'vitest';
import { readState, toFilters, toSearch } from './state.ts';

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

test('filters name what is chosen', () => {
	expect(toFilters({ ...NOTHING, q: 'ош', lang: 'ru', topic: 'sport', source: 'press' }, [])).toEqual({
		lang: 'ru',
		topic: 'sport',
		source: 'press',
	});
	expect(toFilters({ ...NOTHING, year: '2021' }, ['2020', '2021'])).toEqual({ year: '2021' });
});

test('a month is that of the year chosen, else of any year', () => {
	expect(toFilters({ ...NOTHING, year: '2021', month: '07' }, ['2020', '2021'])).toEqual({ month: '2021-07' });
	expect(toFilters({ ...NOTHING, month: '07' }, ['2020', '2021'])).toEqual({ month: { any: ['2020-07', '2021-07'] } });
});
