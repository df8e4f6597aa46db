import { parseJsonFeed, parseRssFeed } from 'feedsmith';
import type { APIRequestContext } from 'playwright/test';
import { violationsOf } from './axe.ts';
import { EDITIONS, expect, linksOf, oneOfEachKind, test } from './site.ts';

for (const lang of EDITIONS) {
	for (const colorScheme of ['light', 'dark'] as const) {
		test(`each kind of page of the ${lang} edition is accessible in ${colorScheme} colours`, async ({ page }) => {
			test.slow();
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			const kinds = await oneOfEachKind(page, lang);
			expect([...kinds.keys()].sort()).toEqual(KINDS);
			const violations: string[] = [];
			for (const [kind, path] of kinds) {
				if (kind === '404') continue;
				await page.goto(path);
				violations.push(...(await violationsOf(page)).map((violation) => `${kind} ${path}: ${violation}`));
			}
			expect(violations).toEqual([]);
		});
	}
}

const KINDS = [
	'404',
	'about',
	'agreement',
	'article',
	'contact',
	'day',
	'front',
	'month',
	'notices',
	'saved',
	'savedSearch',
	'search',
	'searches',
	'settings',
	'source',
	'sources',
	'tag',
	'tags',
	'topic',
	'topicSource',
	'topics',
	'year',
];

test('an address that leads nowhere gives the edition’s own page, which is accessible too', async ({
	browser,
	baseURL,
}) => {
	const page = await browser.newPage({ ...(baseURL === undefined ? {} : { baseURL }) });
	const response = await page.goto('/ky/no-such-page/');
	expect(response?.status()).toBe(404);
	await expect(page.locator('html')).toHaveAttribute('lang', 'ky');
	await expect(page.getByRole('searchbox').first()).toBeVisible();
	expect(await violationsOf(page)).toEqual([]);
	await page.close();
});

test('search results are accessible', async ({ page }) => {
	for (const lang of EDITIONS) {
		await page.goto(`/${lang}/search/?q=Манас`);
		await expect(page.locator('#search-results > li').first()).toBeVisible();
		expect(await violationsOf(page)).toEqual([]);
	}
});

test('no link leads nowhere, and no page is an orphan', async ({ page, request, isMobile }) => {
	test.skip(isMobile, 'links are the same on every width');
	test.slow();
	const seen = new Set<string>();
	const queue = ['/', '/ru/', '/ky/', '/en/'];
	const dead: string[] = [];
	for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
		if (seen.has(path)) continue;
		seen.add(path);
		const response = await request.get(path);
		if (response.status() !== 200) dead.push(path);
		if (!response.headers()['content-type']?.startsWith('text/html')) continue;
		const html = await response.text();
		queue.push(
			...Array.from(
				html.matchAll(/<(?:a|link|img|script)\b[^>]*?\b(?:href|src)="(\/[^"#?]*)/g),
				(match) => match[1] ?? '/',
			),
		);
	}
	expect(dead).toEqual([]);
	const sitemaps = await locations(request, '/sitemap-index.xml');
	const listed = (await Promise.all(sitemaps.map((path) => locations(request, path)))).flat();
	expect(listed.length).toBeGreaterThan(60);
	expect(listed.filter((path) => !seen.has(path))).toEqual([]);
	await page.goto('/ru/');
	expect((await linksOf(page)).length).toBeGreaterThan(20);
});

test('every hub announces a feed that parses, with ids that never change', async ({ page, request, isMobile }) => {
	test.skip(isMobile, 'feeds are the same on every width');
	test.slow();
	for (const lang of EDITIONS) {
		const kinds = await oneOfEachKind(page, lang);
		for (const kind of ['front', 'topic', 'topicSource', 'tag', 'savedSearch', 'source']) {
			await page.goto(kinds.get(kind) ?? '/');
			const href = await page.locator('link[rel=alternate][type="application/rss+xml"]').first().getAttribute('href');
			const response = await request.get(href ?? '');
			expect(response.headers()['content-type']).toBe('application/xml; charset=utf-8');
			const feed = parseRssFeed(await response.text());
			expect(feed.title, href ?? '').toBeTruthy();
			expect(feed.items?.length ?? 0, href ?? '').toBeGreaterThan(0);
			for (const item of feed.items ?? []) {
				expect(item.guid?.value).toMatch(/^tag:jarchy\.example,2026:[a-z2-7]{10}$/);
				expect(item.link).toMatch(new RegExp(`^https://jarchy\\.example/${lang}/\\d{4}/`));
			}
		}
	}
});

test('whoever opens a feed sees its title, its items and what it is, and browsers find every format well formed', async ({
	page,
	request,
	isMobile,
}) => {
	test.skip(isMobile, 'feeds are the same on every width');
	for (const lang of EDITIONS) {
		for (const file of ['rss.xml', 'atom.xml']) {
			await page.goto(`/${lang}/${file}`);
			const shown = await page.evaluate(() => ({
				root: document.documentElement.nodeName,
				errors: document.getElementsByTagName('parsererror').length,
				hint: getComputedStyle(document.documentElement, '::before').content,
				items: [...document.querySelectorAll('item > title, entry > title')].filter((title) => title.checkVisibility())
					.length,
				ids: [...document.querySelectorAll('guid, entry > id')].filter((id) => id.checkVisibility()).length,
			}));
			expect(shown).toMatchObject({ root: file === 'rss.xml' ? 'rss' : 'feed', errors: 0, ids: 0 });
			expect(shown.items).toBeGreaterThan(5);
			expect(shown.hint.length).toBeGreaterThan(40);
		}
		const response = await request.get(`/${lang}/feed.json`);
		expect(response.headers()['content-type']).toBe('application/feed+json; charset=utf-8');
		expect(parseJsonFeed(await response.text()).items?.length).toBeGreaterThan(5);
	}
});

test('nothing is wider than the screen', async ({ page }) => {
	test.slow();
	for (const lang of EDITIONS) {
		for (const [kind, path] of await oneOfEachKind(page, lang)) {
			if (kind === '404') continue;
			await page.goto(path);
			const overflow = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
			);
			expect(overflow, `${kind} ${path}`).toBeLessThanOrEqual(0);
		}
	}
});

async function locations(request: APIRequestContext, path: string): Promise<string[]> {
	const xml = await (await request.get(path)).text();
	return Array.from(xml.matchAll(/<loc>https:\/\/jarchy\.example([^<]*)<\/loc>/g), (match) => match[1] ?? '');
}
