import { MAX_QUERY } from '#core/search/query.ts';

/** Fields of the search form, which are the parameters of its address too; empty where nothing is chosen. */
const FIELDS = ['q', 'lang', 'topic', 'source', 'year', 'month'] as const;

/** What is asked: the question, a language, topic and source by id, a year `2021` and a month `07`. */
export type SearchState = Readonly<Record<(typeof FIELDS)[number], string>>;

/** A filter of Pagefind: a value, or any of some. */
export type Filters = Readonly<Record<string, string | { readonly any: readonly string[] }>>;

/** What the parameters of an address, or the fields of a form, ask. */
export function readState(params: { get(name: string): unknown }): SearchState {
	const read = (field: string): string => {
		const value = params.get(field);
		return typeof value === 'string' ? value.trim().slice(0, MAX_QUERY) : '';
	};
	return {
		q: read('q'),
		lang: read('lang'),
		topic: read('topic'),
		source: read('source'),
		year: read('year'),
		month: read('month'),
	};
}

/** A state as the query of an address, `?q=Ош&year=2021`; empty where nothing is asked. */
export function toSearch(state: SearchState): string {
	const asked = FIELDS.filter((field) => state[field] !== '').map((field) => [field, state[field]]);
	return asked.length === 0 ? '' : `?${new URLSearchParams(asked)}`;
}

/**
 * What the index is to be filtered by. A month without a year is that month of any of the years.
 *
 * @example toFilters({ …, year: '2021', month: '07' }, ['2021']) // => { month: '2021-07' }
 */
export function toFilters({ lang, topic, source, year, month }: SearchState, years: readonly string[]): Filters {
	const filters = Object.entries({ lang, topic, source }).filter(([, value]) => value !== '');
	return { ...Object.fromEntries(filters), ...dateFilter(year, month, years) };
}

function dateFilter(year: string, month: string, years: readonly string[]): Filters {
	if (month === '') return year === '' ? {} : { year };
	return { month: year === '' ? { any: years.map((each) => `${each}-${month}`) } : `${year}-${month}` };
}
