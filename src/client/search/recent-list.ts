import { clearRecent, readRecent, switchRecent } from './recent.ts';
import { find, make, toLink } from './view.ts';

/** What was asked before, while nothing is asked. */
export function showRecent(recent: HTMLElement): void {
	const again = (): void => showRecent(recent);
	const kept = readRecent();
	const links = (kept ?? []).map((text) => {
		const item = make('li', {});
		item.append(toLink({ text, search: `?${new URLSearchParams({ q: text })}` }));
		return item;
	});
	find('ul', recent).replaceChildren(...links);
	const clear = find<HTMLButtonElement>('button', recent);
	const keep = find<HTMLInputElement>('[type=checkbox]', recent);
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
	recent.hidden = false;
}
