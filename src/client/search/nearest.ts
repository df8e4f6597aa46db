import type { Shard } from '#core/search/index-files.ts';
import { hasFilters } from '#core/search/query.ts';
import { splitQuery } from '#core/search/query-parts.ts';
import type { Answer, Question } from './engine.ts';
import { getSearch } from './loader.ts';
import { type SearchState, toSearch, withoutControls } from './state.ts';
import { suggest } from './suggest.ts';
import type { SearchTexts } from './texts.ts';
import type { Offer } from './view.ts';

/** A question and its answer, of which there is little. */
export interface Meagre {
	readonly state: SearchState;
	readonly question: Question;
	readonly answer: Answer & { readonly open: readonly Shard[] };
}

/** What to ask instead of a question that finds nothing: the nearest to it that may find something. */
export function offersFor(texts: SearchTexts, { state, question, answer }: Meagre): Offer[] {
	if (answer.hits.length > 0) return [];
	const { filters } = question.query;
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

/** The question with the words of the index in place of misspelt ones, where there are any. */
export async function suggestionsFor({ state, question, answer }: Meagre): Promise<Offer[]> {
	const { engine } = await getSearch();
	const typed = question.query.words.map(({ text }) => text);
	const suggestions = await suggest(typed, { engine, shards: answer.open });
	const text = state.q.replace(
		/[\p{L}\p{M}\p{N}'’ʼ‐‑-]+/gu,
		(part) => suggestions.find((each) => each.typed === part)?.word ?? part,
	);
	return text === state.q ? [] : [{ text, search: toSearch({ ...state, q: text }) }];
}
