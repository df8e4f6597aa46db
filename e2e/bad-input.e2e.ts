import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, test } from 'playwright/test';
import { servePreview } from '#build/preview.ts';
import { makeTestContent, type TestContent } from '#catalog/test-content.ts';
import { violationsOf } from './axe.ts';
import { BUSY, writeBadInput } from './bad-input.ts';

/** Widths of a small phone (or of a large screen at 400 %), a tablet and a desktop. */
const WIDTHS = [320, 768, 1440];

// One site for all of these, looked at in its own widths.
test.describe.configure({ mode: 'default' });

let content: TestContent;
let site: Awaited<ReturnType<typeof servePreview>>;
let pages: ReadonlyMap<string, string>;

test.beforeAll(async () => {
	test.setTimeout(120_000);
	content = makeTestContent();
	const articles = await writeBadInput(content);
	const distDir = join(content.contentDir, '..', 'dist');
	await build({ CONTENT_DIR: content.contentDir, CACHE_DIR: content.cacheDir, DIST_DIR: distDir });
	site = await servePreview({ distDir, port: 0 });
	const day = `/ru/${BUSY.replaceAll('-', '/')}/`;
	pages = new Map([
		...articles,
		['busy day', day],
		['front', '/ru/'],
		['empty edition', '/ky/'],
		['empty topic', '/en/topics/sport/'],
		['topic', '/ru/topics/sport/'],
		['source with a long name', '/ru/sources/long/'],
		['tags', '/ru/tags/'],
	]);
});

test.afterAll(() => {
	site?.server.close();
	content?.dispose();
});

test('no odd article, busy day or empty edition is wider than the screen, nor has more or less than one title', async ({
	page,
}) => {
	test.slow();
	for (const width of WIDTHS) {
		await page.setViewportSize({ width, height: 900 });
		for (const [name, path] of pages) {
			await page.goto(site.url + path);
			expect(await tooWide(page), `${name} at ${width}`).toEqual([]);
			await expect(page.locator('h1'), name).toHaveCount(1);
			await expect(page.locator('main'), name).toBeVisible();
		}
	}
});

test('odd articles, a busy day and an empty edition are accessible', async ({ page }) => {
	test.slow();
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		for (const [name, path] of pages) {
			await page.goto(site.url + path);
			expect(await violationsOf(page), `${name} in ${colorScheme}`).toEqual([]);
		}
	}
});

test('a picture that does not open leaves its text, and a page its place', async ({ page }) => {
	await page.goto(site.url + (pages.get('broken') ?? ''));
	const picture = page.getByRole('img', { name: 'Того, что на снимке, не видно' });
	expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(0);
	expect((await picture.boundingBox())?.height).toBeGreaterThan(100);
});

test('of twenty pictures only the ones in sight are fetched, and none is stretched', async ({ page }) => {
	const fetched = new Set<string>();
	page.on('request', (request) => {
		if (request.resourceType() === 'image' && request.url().includes('/media/')) fetched.add(request.url());
	});
	await page.goto(site.url + (pages.get('manyPictures') ?? ''));
	await expect(page.locator('.prose img')).toHaveCount(20);
	expect(fetched.size).toBeLessThan(20);
	const fits = await page
		.locator('.prose img')
		.evaluateAll((images) => images.map((image) => getComputedStyle(image).objectFit));
	expect(new Set(fits)).toEqual(new Set(['contain']));
});

test('text from right to left runs so inside a Russian article', async ({ page }) => {
	await page.goto(site.url + (pages.get('rightToLeft') ?? ''));
	const starts = await page.locator('.prose p').evaluateAll((paragraphs) =>
		paragraphs.map((paragraph) => {
			const range = document.createRange();
			range.selectNodeContents(paragraph);
			const line = range.getClientRects().item(range.getClientRects().length - 1);
			const box = paragraph.getBoundingClientRect();
			return line !== null && line.left - box.left < 2 ? 'left' : 'right';
		}),
	);
	expect(starts.slice(0, 3)).toEqual(['left', 'right', 'right']);
});

test('an edition without news says so and shows the others', async ({ page }) => {
	await page.goto(`${site.url}/ky/`);
	await expect(page.locator('main .empty')).toBeVisible();
	await expect(page.locator('.elsewhere a[hreflang=ru]').first()).toBeVisible();
});

/** What reaches beyond the screen and cannot be scrolled into it by itself. */
function tooWide(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const { scrollWidth, clientWidth } = document.documentElement;
		return scrollWidth <= clientWidth ? [] : [`${scrollWidth} > ${clientWidth}`];
	});
}

function build(folders: Readonly<Record<string, string>>): Promise<void> {
	const root = join(import.meta.dirname, '..');
	const script = join(root, 'scripts', 'build.ts');
	const child = spawn(process.execPath, [script, '--quiet'], {
		cwd: root,
		env: { ...process.env, ...folders },
		stdio: 'inherit',
	});
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) =>
			code === 0 ? resolve() : reject(new Error(`The build ended with exit code ${code}.`)),
		);
	});
}
