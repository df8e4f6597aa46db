import { KEPT } from '../kept.ts';
import { answerPage, answerPart } from './answer.ts';
import { keep, parseShown } from './keep.ts';

/** The part of a service worker's scope that is used; TypeScript's own types of it clash with those of pages. */
interface Scope {
	readonly location: Location;
	readonly registration: { unregister(): Promise<boolean> };
	readonly clients: { claim(): Promise<void> };
	skipWaiting(): Promise<void>;
	addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
	addEventListener(type: 'fetch', listener: (event: Asked) => void): void;
	addEventListener(type: 'message', listener: (event: Lasting & { readonly data: unknown }) => void): void;
}

interface Lasting {
	waitUntil(done: Promise<unknown>): void;
}

interface Asked extends Lasting {
	readonly request: Request;
	respondWith(answer: Promise<Response>): void;
}

declare const self: Scope;

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(start()));
if (OFFLINE) serve();

/** Clears what older workers kept; where the site gave offline reading up, everything, and itself. */
async function start(): Promise<void> {
	const names = (await caches.keys()).filter((name) => name.startsWith('jarchy-'));
	const old = OFFLINE ? names.filter((name) => name !== KEPT) : names;
	await Promise.all(old.map((name) => caches.delete(name)));
	if (!OFFLINE) await self.registration.unregister();
	else await self.clients.claim();
}

function serve(): void {
	self.addEventListener('fetch', (event) => {
		const { request } = event;
		const { origin, pathname } = new URL(request.url);
		if (request.method !== 'GET' || origin !== self.location.origin) return;
		if (request.mode === 'navigate') event.respondWith(answerPage(request, pathname));
		else if (/^\/(_astro|media)\//.test(pathname) || pathname.endsWith('/settings/'))
			event.respondWith(answerPart(request));
	});
	self.addEventListener('message', (event) => {
		const shown = parseShown(event.data);
		if (shown !== undefined) event.waitUntil(keep(shown));
	});
}
