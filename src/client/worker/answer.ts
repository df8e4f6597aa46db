import { KEPT, SAVED_AT } from '../kept.ts';

/** How long the network may take before a page that is kept stands in for it. */
const PATIENCE_MS = 10_000;

/**
 * A page from the network; only where that fails, the copy that this device keeps, which says when it was saved, or
 * the page of the edition that stands in for pages that are not kept.
 */
export async function answerPage(request: Request, path: string): Promise<Response> {
	const cache = await caches.open(KEPT);
	const kept = await cache.match(path);
	try {
		const response = await (kept === undefined ? fetch(request) : withinPatience(fetch(request)));
		// Removed, perhaps at its publisher's request: then no copy stays here either.
		if (response.status === 404 || response.status === 410) await cache.delete(path);
		return response;
	} catch (error) {
		const lang = path.split('/')[1] ?? '';
		const page = kept ?? (await cache.match(`/${lang}/saved/`)) ?? (await anyStandIn(cache));
		if (page === undefined) throw error;
		return fromDevice(page, kept !== undefined);
	}
}

/** A style, script, font or picture: those kept never change under their names; the settings' list of keys may, so it comes from the network first. */
export async function answerPart(request: Request): Promise<Response> {
	const cache = await caches.open(KEPT);
	const kept = await cache.match(request, { ignoreVary: true });
	if (!request.url.endsWith('/')) return kept ?? fetch(request);
	return fetch(request).catch((error: unknown) => {
		if (kept === undefined) throw error;
		return kept;
	});
}

/** Tells the page's script that the page comes from the device, and since when it lies there. */
async function fromDevice(page: Response, isAsked: boolean): Promise<Response> {
	const html = await page.text();
	const fact = isAsked ? `data-saved-at="${page.headers.get(SAVED_AT) ?? ''}"` : 'data-stands-in';
	return new Response(html.replace('<html', `<html ${fact}`), {
		status: isAsked ? 200 : 503,
		headers: page.headers,
	});
}

async function anyStandIn(cache: Cache): Promise<Response | undefined> {
	const known = (await cache.keys()).find(({ url }) => url.endsWith('/saved/'));
	return known && (await cache.match(known));
}

async function withinPatience(answer: Promise<Response>): Promise<Response> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const limit = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(() => reject(new Error('The network took too long.')), PATIENCE_MS);
	});
	return Promise.race([answer, limit]).finally(() => clearTimeout(timer));
}
