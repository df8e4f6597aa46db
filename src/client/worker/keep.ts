import { KEPT, keptPages, MOST_ARTICLES, MOST_BYTES, SAVED_AT, type Shown, TITLE } from '../kept.ts';

/** Template that the stand-in page was kept under: it is fetched anew after a redesign. */
const VERSION_HEADER = 'X-Version';

/** Reads a message of one of the site's pages; `undefined` for any other. */
export function parseShown(value: unknown): Shown | undefined {
	const given: Record<string, unknown> = Object(value);
	const { page, title, parts, standIn, saved } = given;
	const texts = (list: unknown): string[] => (Array.isArray(list) ? list.filter(isText) : []);
	if (!(isText(title) && isText(standIn))) return undefined;
	return { title, standIn, parts: texts(parts), saved: texts(saved), ...(isText(page) ? { page } : {}) };
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}

let last: Promise<void> = Promise.resolve();

/** Keeps a page that was shown with all that it needs, within the budget. Pages are kept one after another. */
export function keep(shown: Shown): Promise<void> {
	last = last
		.then(() => keepNow(shown))
		.catch(() => {
			// No room, or the network went away meanwhile: the page is kept when it is opened again.
		});
	return last;
}

async function keepNow({ page, title, parts, standIn, saved }: Shown): Promise<void> {
	const cache = await caches.open(KEPT);
	await keepStandIn(cache, standIn);
	if (page === undefined) return;
	await Promise.all(parts.map((part) => keepPart(cache, part)));
	await keepPage(cache, page, { [TITLE]: encodeURIComponent(title), [SAVED_AT]: new Date().toISOString() });
	await shrink(cache, page, saved);
}

/** The page for pages that are not kept, with its style and scripts and the parts that those load on demand. */
async function keepStandIn(cache: Cache, path: string): Promise<void> {
	const known = await cache.match(path);
	if (known?.headers.get(VERSION_HEADER) === TEMPLATE) return;
	const html = await keepPage(cache, path, { [VERSION_HEADER]: TEMPLATE });
	const needed = partsIn(html);
	for (const part of needed) {
		const text = await keepPart(cache, part);
		if (part.endsWith('.js'))
			for (const other of text.matchAll(/[\w.-]+\.js(?=[`'"])/g)) needed.add(`/_astro/${other[0]}`);
	}
}

async function keepPage(cache: Cache, path: string, facts: Record<string, string>): Promise<string> {
	// The browser has just shown it: what it has at hand is that very page.
	const response = await fetch(path, { cache: 'force-cache' });
	if (!response.ok || response.redirected) throw new Error(`${path} answered ${response.status}.`);
	const html = await response.text();
	const type = response.headers.get('Content-Type') ?? 'text/html; charset=utf-8';
	const policy = response.headers.get('Content-Security-Policy') ?? "default-src 'self'";
	await cache.put(
		path,
		new Response(html, { headers: { 'Content-Type': type, 'Content-Security-Policy': policy, ...facts } }),
	);
	return html;
}

async function keepPart(cache: Cache, path: string): Promise<string> {
	const known = await cache.match(path);
	const response = known ?? (await fetch(path));
	if (!response.ok) return '';
	if (known === undefined) await cache.put(path, response.clone());
	return /\.(js|css)$/.test(path) ? response.text() : '';
}

function partsIn(html: string): Set<string> {
	return new Set(Array.from(html.matchAll(/\/_astro\/[\w.-]+\.(?:css|js)/g), ([path]) => path));
}

/** Lets pages go until the rest is within the budget: first the front pages of before, then articles, oldest first, saved ones last. */
async function shrink(cache: Cache, newest: string, saved: readonly string[]): Promise<void> {
	for (;;) {
		const { pages, bytes } = await keptPages(cache);
		const rest = pages.map(({ path }) => path).filter((path) => path !== newest);
		const fronts = rest.filter((path) => isFront(path) && isFront(newest));
		const articles = rest.filter((path) => !isFront(path));
		const old = articles.filter((path) => !saved.includes(path));
		const isOver = pages.length > MOST_ARTICLES + 1 || bytes > MOST_BYTES;
		const victim = fronts[0] ?? (isOver ? (old.at(-1) ?? articles.at(-1) ?? rest[0]) : undefined);
		if (victim === undefined) break;
		await cache.delete(victim);
		await sweep(cache);
	}
	await sweep(cache);
}

function isFront(path: string): boolean {
	return path.split('/').length === 3;
}

/** Lets go what no kept page needs any more, directly or through a style or script. */
async function sweep(cache: Cache): Promise<void> {
	const parts = new Map<string, string>();
	let texts = '';
	for (const { url } of await cache.keys()) {
		const path = new URL(url).pathname;
		const isPart = /^\/(_astro|media)\//.test(path);
		const text = isPart && !/\.(js|css)$/.test(path) ? '' : ((await (await cache.match(url))?.text()) ?? '');
		if (isPart) parts.set(path, text);
		else texts += text;
	}
	for (let found = true; found; ) {
		found = false;
		for (const [path, text] of parts) {
			if (!texts.includes(path.slice(path.lastIndexOf('/') + 1))) continue;
			parts.delete(path);
			texts += text;
			found = true;
		}
	}
	for (const path of parts.keys()) await cache.delete(path);
}
