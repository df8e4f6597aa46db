import type { SearchView } from './view.ts';

/** Arrows lead from the box into the results and through them, Escape empties the box. */
export function listenForKeys({ input, list }: SearchView, clear: () => void): void {
	const titles = (): HTMLElement[] =>
		[...list.querySelectorAll<HTMLElement>('.headline a')].filter((link) => link.getClientRects().length > 0);
	input.addEventListener('keydown', (event) => {
		const [first] = titles();
		if (event.key === 'ArrowDown' && first) {
			event.preventDefault();
			first.focus();
		}
		if (event.key === 'Escape' && input.value !== '') {
			event.preventDefault();
			input.value = '';
			clear();
		}
	});
	list.addEventListener('keydown', (event) => {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		const links = titles();
		const at = links.findIndex((link) => link === event.target);
		if (step === undefined || at < 0) return;
		event.preventDefault();
		(links[at + step] ?? (step < 0 ? input : links[at]))?.focus();
	});
}
