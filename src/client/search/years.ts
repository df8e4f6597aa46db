import type { Answer } from './engine.ts';
import { type SearchState, toSearch } from './state.ts';
import { type SearchView, toLink } from './view.ts';

/** Most years that an answer is told by. */
const MOST_YEARS = 12;

/** The years of an answer with their counts, each a way to narrow it to that year. */
export function showYears({ years }: SearchView, { facets, hits }: Answer, state: SearchState): void {
	const found = Object.entries(facets.year)
		.sort(([one], [other]) => (one < other ? 1 : -1))
		.slice(0, MOST_YEARS);
	years.hidden = found.length < 2 || hits.length === 0;
	years.querySelector('span')?.replaceChildren(
		...found.flatMap(([name, count]) => [
			toLink({
				text: `${name} (${count})`,
				search: toSearch({ ...state, from: `${name}-01-01`, to: `${name}-12-31` }),
			}),
			' ',
		]),
	);
}
