/** Cache of pages and pictures that were opened or saved, and of styles, scripts and fonts that they need. */
export const KEPT = 'jarchy-kept-1';

/** What the device keeps at most. */
export const MOST_ARTICLES = 60;
export const MOST_BYTES = 10_000_000;

/** Headers that a kept page has beside those of the server. */
export const SAVED_AT = 'X-Saved-At';
export const TITLE = 'X-Title';

/** What a page tells the worker when it is shown. */
export interface Shown {
	/** Path of a page to keep, where it is one to be kept. */
	readonly page?: string;
	readonly title: string;
	/** What the page loaded: styles, scripts, fonts, pictures. */
	readonly parts: readonly string[];
	/** Page of the edition that stands in for pages that are not kept. */
	readonly standIn: string;
	/** Paths of saved articles, which are the last to give way. */
	readonly saved: readonly string[];
}

/** A page that this device keeps. */
export interface KeptPage {
	readonly path: string;
	readonly title: string;
	readonly savedAt: string;
}

/** The pages kept, the latest first, and the bytes of everything. */
export async function keptPages(cache: Cache): Promise<{ pages: KeptPage[]; bytes: number }> {
	const pages: KeptPage[] = [];
	let bytes = 0;
	for (const request of await cache.keys()) {
		const response = await cache.match(request);
		const savedAt = response?.headers.get(SAVED_AT);
		bytes += (await response?.blob())?.size ?? 0;
		const title = decodeURIComponent(response?.headers.get(TITLE) ?? '');
		if (savedAt) pages.push({ path: new URL(request.url).pathname, title, savedAt });
	}
	return { pages: pages.toSorted((a, b) => (a.savedAt < b.savedAt ? 1 : -1)), bytes };
}
