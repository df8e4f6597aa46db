import { createServer } from 'node:http';
import { expect, type Page, test } from 'playwright/test';
import { violationsOf } from './axe.ts';
import { workerOfSiteWithoutOffline } from './worker.ts';

// These pages fail to load on purpose, so their consoles are not quiet.

const headline = 'main .headline a';

test('an opened article reads without a network, and says since when it lies on the device', async ({
	page,
	context,
}) => {
	await page.goto('/en/');
	await page.locator(headline).first().click();
	const title = await page.getByRole('heading', { level: 1 }).innerText();
	const path = new URL(page.url()).pathname;
	await isKept(page, path);
	await context.setOffline(true);
	await page.reload();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
	await expect(page.getByText(/^You are offline\. Saved at \d\d:\d\d\.$/)).toBeVisible();
	await expect(page.locator('article .prose')).toHaveCSS('font-family', /Piazzolla/);
	expect(await violationsOf(page)).toEqual([]);
	await context.setOffline(false);
	await page.reload();
	await expect(page.getByText(/You are offline/)).toHaveCount(0);
});

test('a page that is not kept gives way to one that lists what is', async ({ page, context }) => {
	await page.goto('/ky/');
	await isKept(page, '/ky/');
	await page.goto('/ky/about/');
	await context.setOffline(true);
	await page.goto('/ky/topics/');
	await expect(page.getByText('Байланыш жок, бул барак түзмөктө да жок.')).toBeVisible();
	expect(await violationsOf(page)).toEqual([]);
	// What the browser fetched within the last minute it may show without asking: a reload always asks.
	await page.locator('#kept a').first().click();
	await expect(page).toHaveURL(/\/ky\/$/);
	await page.reload();
	await expect(page.getByText(/^Тармак жок\. Сакталган убактысы: \d\d:\d\d\.$/)).toBeVisible();
});

test('settings say how much is kept, and clear it', async ({ page }) => {
	await page.goto('/ru/');
	await isKept(page, '/ru/');
	await page.goto('/ru/settings/');
	await expect(page.locator('#kept-size')).toHaveText(/^Хранится новостей: 1 из 60, мегабайт: [\d,]+ из 10\.$/);
	await page.getByRole('button', { name: 'Очистить' }).click();
	await expect(page.locator('#kept-size')).toHaveText(/^Хранится новостей: 0 из 60/);
});

test('back online a reader sees what the server has, not what the device kept', async ({ page, context, baseURL }) => {
	const site = await startSite(baseURL ?? '');
	try {
		await page.goto(`${site.url}/en/`);
		await isKept(page, '/en/');
		await context.setOffline(true);
		await page.reload();
		await expect(page.getByText(/You are offline/)).toBeVisible();
		await context.setOffline(false);
		site.edit((html) => html.replace('</h1>', ' edited</h1>'));
		await page.goto(`${site.url}/en/`);
		await expect(page.getByRole('heading', { level: 1 })).toContainText('edited');
		await expect(page.getByText(/You are offline/)).toHaveCount(0);
	} finally {
		site.close();
	}
});

test('a page that its publisher had removed is removed from the device too', async ({ page, context, baseURL }) => {
	const site = await startSite(baseURL ?? '');
	try {
		await page.goto(`${site.url}/en/`);
		await isKept(page, '/en/');
		site.edit(() => undefined);
		await page.reload();
		site.edit((html) => html);
		await context.setOffline(true);
		await page.reload();
		await expect(page.getByText('this page is not kept on this device')).toBeVisible();
	} finally {
		site.close();
	}
});

test.describe('whatever the width', () => {
	test.skip(({ isMobile }) => isMobile === true, 'A worker knows no width.');

	test('of more than sixty articles the oldest go, those that the reader saved last', async ({ page, baseURL }) => {
		const site = await startSite(baseURL ?? '');
		try {
			const articles = Array.from({ length: 63 }, (_, at) => `/en/2026/01/01/article-${at}/`);
			site.answer(/article-/, () => '<!doctype html><title>Article</title>');
			await page.goto(`${site.url}/en/`);
			await isKept(page, '/en/');
			await open(page, articles, articles.slice(0, 2));
			await isKept(page, articles.at(-1) ?? '');
			const left = articles.filter((_path, at) => at < 2 || at > 4);
			await expect.poll(() => keptPaths(page)).toEqual(['/en/', ...left].sort());
			// Where all are saved, the first of them gives way.
			const more = '/en/2026/01/01/article-more/';
			await open(page, [more], [...left, more]);
			await expect.poll(() => keptPaths(page)).toEqual(['/en/', ...left.slice(1), more].sort());
		} finally {
			site.close();
		}
	});

	test('of more than ten megabytes the oldest go, those that the reader saved last', async ({ page, baseURL }) => {
		const site = await startSite(baseURL ?? '');
		try {
			const articles = Array.from({ length: 7 }, (_, at) => `/en/2026/01/01/article-${at}/`);
			site.answer(/article-/, () => `<!doctype html><title>Article</title>${'x'.repeat(2_200_000)}`);
			await page.goto(`${site.url}/en/`);
			await isKept(page, '/en/');
			await open(page, articles, articles.slice(0, 1));
			await isKept(page, articles.at(-1) ?? '');
			const left = articles.filter((_path, at) => at === 0 || at > 3);
			await expect.poll(() => keptPaths(page)).toEqual(['/en/', ...left].sort());
		} finally {
			site.close();
		}
	});

	test('a page that is kept stands in after ten seconds for a server that does not answer', async ({
		page,
		baseURL,
	}) => {
		const site = await startSite(baseURL ?? '');
		try {
			await page.goto(`${site.url}/en/`);
			await isKept(page, '/en/');
			site.answer(/^\/en\/$/, () => undefined);
			await page.goto(`${site.url}/en/`);
			await expect(page.getByText(/^The site does not answer\. Saved at \d\d:\d\d\.$/)).toBeVisible();
			await expect(page.locator(headline).first()).toBeVisible();
		} finally {
			site.close();
		}
	});

	test('a site that gives offline reading up takes its worker and all it kept from the device', async ({
		page,
		baseURL,
	}) => {
		test.slow();
		const worker = await workerOfSiteWithoutOffline();
		const site = await startSite(baseURL ?? '');
		try {
			await page.goto(`${site.url}/en/`);
			await isKept(page, '/en/');
			site.answer(/^\/sw\.js$/, () => worker);
			// Nor do its pages ask for a worker any more.
			site.edit((html) => html.replaceAll(/<script type="module".*?<\/script>/g, ''));
			await page.reload();
			const left = (): Promise<number[]> =>
				page.evaluate(async () => [
					(await caches.keys()).length,
					(await navigator.serviceWorker.getRegistrations()).length,
				]);
			await expect.poll(left).toEqual([0, 0]);
			await page.reload();
			await expect(page.locator(headline).first()).toBeVisible();
		} finally {
			site.close();
		}
	});
});

test('a browser that forbids workers reads all the same', async ({ browser, baseURL }) => {
	const page = await browser.newPage({ serviceWorkers: 'block', ...(baseURL === undefined ? {} : { baseURL }) });
	await page.goto('/en/');
	await page.locator(headline).first().click();
	await expect(page.locator('article .prose')).toBeVisible();
	await page.close();
});

test('an edition can be installed, with icons of its own', async ({ page, request }) => {
	await page.goto('/ky/');
	const address = await page.locator('link[rel=manifest]').getAttribute('href');
	const answer = await request.get(address ?? '');
	expect(answer.headers()['content-type']).toContain('application/manifest+json');
	const manifest: { start_url: string; lang: string; icons: { src: string; sizes: string }[] } = await answer.json();
	expect(manifest).toMatchObject({ start_url: '/ky/', lang: 'ky' });
	for (const { src, sizes } of manifest.icons) {
		const size = await page.evaluate(async (icon) => {
			const image = new Image();
			image.src = icon;
			await image.decode();
			return `${image.naturalWidth}x${image.naturalHeight}`;
		}, src);
		expect(size).toBe(sizes);
	}
	expect((await request.get('/sw.js')).headers()['cache-control']).toBe('no-cache');
});

/** Waits until the device keeps a page. */
async function isKept(page: Page, path: string): Promise<void> {
	const isThere = (): Promise<boolean> => page.evaluate(async (kept) => (await caches.match(kept)) !== undefined, path);
	await expect.poll(isThere, { timeout: 20_000 }).toBe(true);
}

/** Tells the worker, as a page does, that articles were opened one after the other. */
async function open(page: Page, articles: readonly string[], saved: readonly string[]): Promise<void> {
	await page.evaluate(
		({ paths, kept }) => {
			for (const path of paths)
				navigator.serviceWorker.controller?.postMessage({
					page: path,
					title: path,
					parts: [],
					standIn: '/en/saved/',
					saved: kept,
				});
		},
		{ paths: articles, kept: saved },
	);
}

/** Paths of the pages that the device keeps, the one that stands in for others left out. */
function keptPaths(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		const cache = await caches.open((await caches.keys())[0] ?? '');
		const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname);
		return paths.filter((path) => path.endsWith('/') && !path.endsWith('/saved/')).sort();
	});
}

interface EditableSite {
	readonly url: string;
	/** Changes all pages from here on; `undefined` answers that they were removed. */
	edit(change: (html: string) => string | undefined): void;
	/** Answers some paths with a text of its own from here on; never where there is none. */
	answer(where: RegExp, text: (path: string) => string | undefined): void;
	close(): void;
}

/** The fixture site behind a server that can change its pages. */
async function startSite(origin: string): Promise<EditableSite> {
	let change: (html: string) => string | undefined = (html) => html;
	let own: { readonly where: RegExp; readonly text: (path: string) => string | undefined } | undefined;
	const server = createServer((request, response) => {
		const path = request.url ?? '/';
		if (own?.where.test(path)) {
			const text = own.text(path);
			const type = path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
			if (text !== undefined) response.writeHead(200, { 'Content-Type': type }).end(text);
			return;
		}
		void fetch(origin + path).then(async (answer) => {
			const type = answer.headers.get('content-type') ?? '';
			const bytes = Buffer.from(await answer.arrayBuffer());
			const body = type.startsWith('text/html') ? change(bytes.toString()) : bytes;
			response.writeHead(body === undefined ? 410 : answer.status, {
				'Content-Type': type,
				'Cache-Control': 'no-cache',
			});
			response.end(body ?? 'Removed.');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	return {
		url: `http://localhost:${port}`,
		edit(next) {
			change = next;
		},
		answer(where, text) {
			own = { where, text };
		},
		close() {
			server.closeAllConnections();
			server.close();
		},
	};
}
