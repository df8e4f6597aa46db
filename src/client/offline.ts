import type { Shown } from './kept.ts';
import { isPermalink, type Preferences } from './preferences.ts';
import workerUrl from './worker/worker.ts?worker&url';

/** How long a page that has loaded is left alone: what the reader looks at comes first. */
const REST_MS = 500;

/** Has front pages and articles kept for reading without a network, once the page has loaded. */
export function keepForOffline({ documentElement }: Document, { saved }: Preferences): void {
	if (!('serviceWorker' in navigator)) return;
	if (!OFFLINE) {
		// A worker of before is replaced by one that removes itself; named here, since what no page names is not built.
		void navigator.serviceWorker
			.getRegistration()
			.then((known) => known && navigator.serviceWorker.register(workerUrl));
		return;
	}
	if ('savedAt' in documentElement.dataset || 'standsIn' in documentElement.dataset) return;
	const tell = async (): Promise<void> => {
		await navigator.serviceWorker.register(workerUrl);
		const { active } = await navigator.serviceWorker.ready;
		const { pathname } = location;
		const shown: Shown = {
			...(isPermalink(pathname) || pathname === `/${documentElement.lang}/` ? { page: pathname } : {}),
			title: document.querySelector('h1')?.textContent ?? '',
			parts: performance
				.getEntriesByType('resource')
				.map(({ name }) => new URL(name))
				.filter(({ origin, pathname: path }) => origin === location.origin && /^\/(_astro|media)\//.test(path))
				.map(({ pathname: path }) => path),
			standIn: `/${documentElement.lang}/saved/`,
			saved: saved.map(({ url }) => url),
		};
		active?.postMessage(shown);
	};
	// A browser without workers, or one that forbids them, reads online only.
	const begin = (): void => void setTimeout(() => void tell().catch(() => undefined), REST_MS);
	if (document.readyState === 'complete') begin();
	else addEventListener('load', begin);
}
