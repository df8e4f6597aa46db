import { changePreferences, type Preferences } from './preferences.ts';

/**
 * Remembers the edition chosen in the language switch, and leads to it from `/`, which names none. No other
 * address is ever left for it.
 */
export function rememberEdition(document: Document, { edition }: Preferences): void {
	const choices = document.querySelectorAll<HTMLAnchorElement>('.editions a');
	for (const choice of choices) {
		choice.addEventListener('click', () => changePreferences(() => ({ edition: choice.hreflang })));
		if (choice.hreflang === edition && location.pathname === '/') location.replace(choice.href);
	}
}
