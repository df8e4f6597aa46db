import { hasFilters, parseQuery, type Query, type QueryFilters, type QueryNames } from '#core/search/query.ts';
import { MAX_QUERY } from '#core/search/query-parts.ts';
import { type DayRange, dayRange } from '#core/search/query-values.ts';
import type { Order } from './engine.ts';

/** What is asked: the question with its operators, and what the controls beside it say. */
export interface SearchState {
	readonly q: string;
	readonly lang: readonly string[];
	/** Ids; empty where nothing is chosen. */
	readonly source: string;
	readonly topic: string;
	/** First and last day; empty where nothing is chosen. */
	readonly from: string;
	readonly to: string;
	readonly order: Order;
}

/** Parameters of an address, or fields of a form. */
interface Params {
	get(name: string): unknown;
	getAll(name: string): unknown[];
}

/** Longest word that is read of anything but the question. */
const MAX_VALUE = 60;

const NO_FILTERS: QueryFilters = { lang: [], source: [], topic: [], tag: [] };

/** What an address or a form asks. Addresses of old name a `year` and a `month` of it. */
export function readState(params: Params): SearchState {
	const read = (field: string): string => toText(params.get(field)).trim().slice(0, MAX_VALUE);
	const order = read('order');
	const old = dayRange([read('year'), read('month')].filter((part) => part !== '').join('-'));
	return {
		q: toText(params.get('q'))
			.trim()
			.slice(0, MAX_QUERY + 1),
		lang: [...new Set(params.getAll('lang').map(toText))].filter((lang) => lang !== ''),
		source: read('source'),
		topic: read('topic'),
		from: dayRange(read('from'))?.from ?? old?.from ?? '',
		to: dayRange(read('to'))?.to ?? old?.to ?? '',
		order: order === 'relevance' || order === 'date' ? order : 'best',
	};
}

/** A state as the query of an address, `?q=Ош&lang=ru`; empty where nothing is asked. */
export function toSearch({ q, lang, source, topic, from, to, order }: SearchState): string {
	const asked = [
		['q', q],
		...lang.map((each) => ['lang', each]),
		['source', source],
		['topic', topic],
		['from', from],
		['to', to],
		['order', order === 'best' ? '' : order],
	].filter(([, value]) => value !== '');
	return asked.length === 0 ? '' : `?${new URLSearchParams(asked)}`;
}

/** The question that a state asks: operators and controls both apply, a turned pair of days is read the right way round. */
export function toQuery(state: SearchState, names: QueryNames): Query {
	const query = parseQuery(state.q, names);
	return { ...query, filters: both(query.filters, controlled(state)) };
}

/** True where something is asked: words, or filters that leave something out. */
export function isAsked({ words, filters }: Query): boolean {
	return words.length > 0 || hasFilters(filters);
}

/** A state without what its controls say. */
export function withoutControls(state: SearchState): SearchState {
	return { ...state, lang: [], source: '', topic: '', from: '', to: '' };
}

function controlled({ lang, source, topic, from, to }: SearchState): QueryFilters {
	const days: Partial<DayRange> = { ...(from !== '' && { from }), ...(to !== '' && { to }) };
	const span = from !== '' && to !== '' && from > to ? { from: to, to: from } : days;
	return { ...NO_FILTERS, lang, source: list(source), topic: list(topic), ...span };
}

function both(one: QueryFilters, other: QueryFilters): QueryFilters {
	const from = [one.from, other.from]
		.filter((day) => day !== undefined)
		.sort()
		.at(-1);
	const to = [one.to, other.to]
		.filter((day) => day !== undefined)
		.sort()
		.at(0);
	return {
		lang: common(one.lang, other.lang),
		source: common(one.source, other.source),
		topic: common(one.topic, other.topic),
		tag: one.tag,
		...(from !== undefined && { from }),
		...(to !== undefined && { to }),
	};
}

/** What both allow; where they have nothing in common, what no article is. */
function common(one: readonly string[], other: readonly string[]): readonly string[] {
	if (one.length === 0) return other;
	if (other.length === 0) return one;
	const shared = one.filter((value) => other.includes(value));
	return shared.length > 0 ? shared : ['none'];
}

function list(value: string): string[] {
	return value === '' ? [] : [value];
}

function toText(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
