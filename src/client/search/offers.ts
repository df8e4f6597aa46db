import { hasFilters, type Query } from '#core/search/query.ts';
import { splitQuery } from '#core/search/query-parts.ts';
import { type SearchState, toSearch, withoutControls } from './state.ts';
import type { SearchTexts } from './texts.ts';
import type { Offer } from './view.ts';

/** What to ask instead of a question that finds nothing: the nearest to it that may find something. */
export function offersFor(texts: SearchTexts, state: SearchState, { filters }: Query): Offer[] {
	const parts = splitQuery(state.q);
	const without = (drops: (part: (typeof parts)[number]) => boolean): string =>
		parts
			.filter((part) => !drops(part))
			.map(({ text }) => text)
			.join(' ');
	const offers: (readonly [string, SearchState])[] = [];
	if (filters.lang.length > 0)
		offers.push([texts.allLanguages, { ...state, lang: [], q: without(({ operator }) => operator === 'lang') }]);
	if (hasFilters({ ...filters, lang: [] })) {
		const q = without(({ operator, isExcluded }) => isExcluded || (operator !== undefined && operator !== 'unknown'));
		offers.push([texts.withoutFilters, { ...withoutControls(state), q }]);
	}
	return offers.filter(([, other]) => other.q !== '').map(([text, other]) => ({ text, search: toSearch(other) }));
}
