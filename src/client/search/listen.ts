import { dropOperator } from './controls.ts';
import { forgetSearch, getSearch } from './loader.ts';
import type { SearchView } from './view.ts';

/** How a question came about: typed so far, meant as it stands, or found in an address. */
export type Cause = 'typing' | 'meant' | 'address';

/** Pause in typing after which a search begins; short, since a search that a letter more makes stale is given up. */
const TYPING_MS = 40;

type Search = (cause: Cause) => void;

/** Searches when the form is sent or a filter chosen, and while the reader types. */
export function listenToForm({ form, input }: SearchView, search: Search): void {
	let typing: ReturnType<typeof setTimeout> | undefined;
	const now = (cause: Cause): void => {
		clearTimeout(typing);
		search(cause);
	};
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		now('meant');
	});
	form.addEventListener('change', ({ target }) => {
		if (target === input || !(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
		const { name } = target;
		// What a control says now, the question is not to say otherwise.
		if (name === 'lang' || name === 'source' || name === 'topic' || name === 'from' || name === 'to')
			dropOperator(input, name);
		now('meant');
	});
	input.addEventListener('input', () => {
		clearTimeout(typing);
		// One letter begins too many words to be worth their files; whoever means it presses Enter.
		if (input.value.trim().length !== 1) typing = setTimeout(search, TYPING_MS, 'typing');
	});
	form.addEventListener('focusin', () => void getSearch().catch(forgetSearch), { once: true });
}

/** Links to other questions are asked on this page. */
export function listenToLinks(read: (params: URLSearchParams, cause: Cause) => void): void {
	document.addEventListener('click', (event) => {
		const { target, ctrlKey, metaKey, shiftKey, defaultPrevented } = event;
		if (defaultPrevented || ctrlKey || metaKey || shiftKey) return;
		const link = target instanceof Element ? target.closest('a') : undefined;
		if (!link || link.pathname !== location.pathname || link.search === '' || link.hash !== '') return;
		event.preventDefault();
		read(new URLSearchParams(link.search), 'meant');
		document.querySelector<HTMLElement>('#q')?.focus();
	});
}
