import { isOn, readPreferences } from './preferences.ts';

/** Makes the buttons work that save an article or mute a source or topic; what changes them is fetched when one is pressed. */
export function offerToggles(document: Document): void {
	for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-toggle]')) {
		const { toggle = '' } = button.dataset;
		const show = (): void => button.setAttribute('aria-pressed', String(isOn(readPreferences(), toggle, button.value)));
		show();
		// Browsers that cannot tell style sheets whether script runs hide the buttons until it does.
		button.parentElement?.classList.add('ready');
		button.addEventListener('click', () => void import('./press.ts').then(({ press }) => press(button)).then(show));
	}
}
