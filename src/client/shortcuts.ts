import { readPreferences } from './preferences.ts';

/** Lets single keys lead through a page, except while the reader writes or has switched them off. */
export function listenForShortcuts(document: Document): void {
	const shortcuts: Readonly<Record<string, () => boolean>> = {
		'/': () => focusSearch(document),
		j: () => focusArticle(document, 1),
		k: () => focusArticle(document, -1),
		'?': () => {
			void import('./help.ts').then(({ showHelp }) => showHelp(document));
			return true;
		},
	};
	document.addEventListener('keydown', (event) => {
		const { key, ctrlKey, metaKey, altKey, target, defaultPrevented } = event;
		if (defaultPrevented || ctrlKey || metaKey || altKey || isWriting(target) || document.querySelector('dialog[open]'))
			return;
		if (Object.hasOwn(shortcuts, key) && readPreferences().keys && shortcuts[key]?.()) event.preventDefault();
	});
}

function focusSearch(document: Document): boolean {
	const box = document.querySelector<HTMLInputElement>('input[name=q]');
	box?.focus();
	box?.select();
	return box !== null;
}

/** The next or previous article of those that the page lists and shows; the first where none is focused. */
function focusArticle(document: Document, step: 1 | -1): boolean {
	const links = [...document.querySelectorAll<HTMLElement>('main :is(.headline, .headlines li) > a')].filter(
		(link) => link.getClientRects().length > 0,
	);
	const item = document.activeElement?.closest('.teaser, .headlines li');
	const at = links.findIndex((link) => link === document.activeElement || item?.contains(link));
	const link = at < 0 ? links[0] : links[at + step];
	link?.focus();
	link?.scrollIntoView({ block: 'nearest' });
	return link !== undefined;
}

function isWriting(target: EventTarget | null): boolean {
	return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}
