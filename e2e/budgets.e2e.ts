import { gzipSync } from 'node:zlib';
import type { Page, Request } from 'playwright/test';
import { EDITIONS, expect, oneOfEachKind, test } from './site.ts';

const KB = 1000;
/** HTML and CSS as compressed on the way to a reader, headers left out, by kind of page. */
const MAX_TEXT: Readonly<Record<string, number>> = { article: 14 * KB, front: 30 * KB };
const MAX_TEXT_ELSEWHERE = 20 * KB;
/** Beside pictures and fonts; lists and calendars have a style sheet more, for their charts. */
const MAX_REQUESTS: Readonly<Record<string, number>> = { article: 3, front: 3 };
const MAX_REQUESTS_ELSEWHERE = 4;
const MAX_SCRIPT = 3 * KB;
const MAX_LEAD_PICTURE = 60 * KB;
/** Script of the search that is ours: what a first question loads, and that with what typing and few results add. */
const MAX_FIRST_SEARCH_SCRIPT = 17.9 * KB;
const MAX_SEARCH_SCRIPT = 21.2 * KB;
const MAX_SEARCH_TEXT = 20 * KB;
/** Search loads its engine, settings load their form's script, by their nature. */
const NO_READING = ['search', 'settings', 'saved', '404'];

for (const lang of EDITIONS) {
	test(`no page of the ${lang} edition weighs more than a slow line bears`, async ({ page, isMobile }) => {
		test.skip(isMobile, 'pages weigh the same on every width');
		test.slow();
		const heavy: string[] = [];
		for (const [kind, path] of await oneOfEachKind(page, lang)) {
			if (NO_READING.includes(kind)) continue;
			const { text, script, blocking, requests } = await weigh(page, path);
			if (text > (MAX_TEXT[kind] ?? MAX_TEXT_ELSEWHERE)) heavy.push(`${kind} ${path}: ${text} bytes of HTML and CSS`);
			if (script > MAX_SCRIPT) heavy.push(`${kind} ${path}: ${script} bytes of script`);
			if (blocking > 0) heavy.push(`${kind} ${path}: ${blocking} scripts block it`);
			if (requests.length > (MAX_REQUESTS[kind] ?? MAX_REQUESTS_ELSEWHERE))
				heavy.push(`${kind} ${path}: requests beside pictures and fonts: ${requests.join(' ')}`);
		}
		expect(heavy).toEqual([]);
	});
}

test('the search costs no more than it must, and nothing before it is used', async ({ page, isMobile }) => {
	test.skip(isMobile, 'pages weigh the same on every width');
	for (const lang of EDITIONS) {
		const { text } = await weigh(page, `/${lang}/search/`);
		expect(text, lang).toBeLessThanOrEqual(MAX_SEARCH_TEXT);
	}
	const ours = new Map<string, number>();
	const note = async (request: Request): Promise<void> => {
		const { pathname } = new URL(request.url());
		if (request.resourceType() !== 'script' || pathname.startsWith('/pagefind/')) return;
		// Sizes on the wire are none where a browser has a script already.
		const response = await request.response();
		ours.set(pathname, gzipSync((await response?.body()) ?? '').byteLength);
	};
	const noted: Promise<void>[] = [];
	page.on('requestfinished', (request) => void noted.push(note(request)));
	await page.goto('/en/', { waitUntil: 'networkidle' });
	await Promise.all(noted);
	const everywhere = new Set(ours.keys());
	const ofSearch = (): (readonly [string, number])[] => [...ours].filter(([path]) => !everywhere.has(path));
	const bytes = async (): Promise<number> => {
		await Promise.all(noted);
		return ofSearch().reduce((sum, [, size]) => sum + size, 0);
	};
	await page.goto('/en/search/?lang=ru', { waitUntil: 'networkidle' });
	expect(await bytes()).toBeGreaterThan(0);
	expect(await bytes(), JSON.stringify(ofSearch())).toBeLessThanOrEqual(MAX_FIRST_SEARCH_SCRIPT);
	await page.locator('#q').pressSequentially(' zzzz');
	await page.locator('#q').press('Enter');
	await page.waitForLoadState('networkidle');
	expect(await bytes(), JSON.stringify(ofSearch())).toBeLessThanOrEqual(MAX_SEARCH_SCRIPT);
});

test('pictures cost a phone no more than they show, and nothing jumps when they come', async ({ page, isMobile }) => {
	test.skip(!isMobile, 'this is about phones');
	for (const lang of EDITIONS) {
		const kinds = await oneOfEachKind(page, lang);
		for (const path of [kinds.get('front') ?? '/', kinds.get('article') ?? '/']) {
			const { pictures } = await weigh(page, path);
			const [lead] = pictures;
			expect(lead?.bytes ?? 0, `${path} ${lead?.path}`).toBeLessThanOrEqual(MAX_LEAD_PICTURE);
			const careless = await page
				.locator('img')
				.evaluateAll((images) =>
					images
						.filter(
							(image, index) =>
								!(image.hasAttribute('width') && image.hasAttribute('height')) ||
								(index > 0 && image.getAttribute('loading') !== 'lazy'),
						)
						.map((image) => image.outerHTML),
				);
			expect(careless, path).toEqual([]);
			expect(await shiftOf(page), path).toBeLessThan(0.01);
		}
	}
});

interface Weight {
	readonly text: number;
	readonly script: number;
	readonly blocking: number;
	/** Paths of documents, styles and scripts. */
	readonly requests: readonly string[];
	readonly pictures: readonly { readonly path: string; readonly bytes: number }[];
}

/** What a first visit to a page costs, in bytes as compressed. */
async function weigh(page: Page, path: string): Promise<Weight> {
	const begun = new Set<Request>();
	const finished: Request[] = [];
	// What the page before still asked for is not of this one.
	const begin = (request: Request): void => {
		if (request.isNavigationRequest()) begun.clear();
		begun.add(request);
	};
	const note = (request: Request): void => {
		if (begun.has(request)) finished.push(request);
	};
	// A page whose requests are looked at takes nothing from its cache.
	await page.route('**', (route) => route.continue());
	page.on('request', begin);
	page.on('requestfinished', note);
	await page.goto(path, { waitUntil: 'load' });
	page.off('request', begin);
	page.off('requestfinished', note);
	const files = await Promise.all(
		finished.map(async (request) => ({
			type: request.resourceType(),
			path: new URL(request.url()).pathname,
			bytes: (await request.sizes()).responseBodySize,
		})),
	);
	const sum = (...types: readonly string[]): number =>
		files.filter(({ type }) => types.includes(type)).reduce((total, { bytes }) => total + bytes, 0);
	return {
		text: sum('document', 'stylesheet'),
		script: sum('script'),
		blocking: await page.locator('script[src]:not([type=module], [defer], [async])').count(),
		requests: files.filter(({ type }) => !['image', 'font'].includes(type)).map((file) => file.path),
		pictures: files.filter(({ type }) => type === 'image'),
	};
}

/** How far things moved while the page loaded: Cumulative Layout Shift. */
function shiftOf(page: Page): Promise<number> {
	return page.evaluate(
		() =>
			new Promise<number>((resolve) => {
				let shift = 0;
				const observer = new PerformanceObserver((list) => {
					for (const entry of list.getEntries())
						if ('value' in entry && typeof entry.value === 'number') shift += entry.value;
				});
				observer.observe({ type: 'layout-shift', buffered: true });
				requestAnimationFrame(() => requestAnimationFrame(() => resolve(shift)));
			}),
	);
}
