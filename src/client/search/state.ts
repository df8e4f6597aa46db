import { MAX_QUERY, parseQuery, type Query } from '#core/search/query.ts';

/** Fields of the search form, which are the parameters of its address too; empty where nothing is chosen. */
const FIELDS = ['q', 'lang', 'topic', 'source', 'year', 'month'] as const;

/** What is asked: the question, a language, topic and source by id, a year `2021` and a month `07`. */
export type SearchState = Readonly<Record<(typeof FIELDS)[number], string>>;

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

/** The question that a state asks: what is typed, and what is chosen beside it. */
export function toQuery({ q, lang, topic, source, year, month }: SearchState): Query {
	const query = parseQuery(q);
	const chosen = (value: string): string[] => (value === '' ? [] : [value]);
	const filters = {
		...query.filters,
		...(year !== '' && { from: `${year}-${month || '01'}-01`, to: `${year}-${month || '12'}-31` }),
	};
	return {
		...query,
		filters: {
			...filters,
			lang: [...filters.lang, ...chosen(lang)],
			topic: [...filters.topic, ...chosen(topic)],
			source: [...filters.source, ...chosen(source)],
		},
	};
}
