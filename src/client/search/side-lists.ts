import type { Answer } from './engine.ts';
import { canStore, clearRecent, readRecent, switchRecent } from './recent.ts';
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

/** What was asked before, while nothing is asked; nothing at all where the browser forbids to remember. */
export function showRecent(view: SearchView, isAsked: boolean): void {
	const { recent } = view;
	recent.hidden = isAsked || !canStore();
	if (recent.hidden) return;
	const again = (): void => showRecent(view, false);
	const kept = readRecent();
	const links = (kept ?? []).map((text) => {
		const item = document.createElement('li');
		item.append(toLink({ text, search: `?${new URLSearchParams({ q: text })}` }));
		return item;
	});
	recent.querySelector('ul')?.replaceChildren(...links);
	const clear = recent.querySelector('button');
	const keep = recent.querySelector<HTMLInputElement>('[type=checkbox]');
	if (!(clear && keep)) return;
	clear.hidden = links.length === 0;
	clear.onclick = () => {
		clearRecent();
		again();
	};
	keep.checked = kept !== undefined;
	keep.onchange = () => {
		switchRecent(keep.checked);
		again();
	};
}
