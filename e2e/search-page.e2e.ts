import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { test as base, type Locator, type Page } from 'playwright/test';
import { violationsOf } from './axe.ts';
import { EDITIONS, expect, test } from './site.ts';

const results = '#search-results > li';
const status = '#search-status';
const SANITIZE = join(process.env['JARCHY_DATA'] ?? '../shared/data', 'sanitize');

function box(page: Page): Locator {
	return page.getByRole('combobox', { name: /.+/ }).and(page.locator('#q'));
}

/** What the box offers to go on with. */
function options(page: Page, filter: { readonly name?: RegExp; readonly selected?: true } = {}): Locator {
	return page.getByRole('listbox', { name: /.+/ }).and(page.locator('#search-completions')).getByRole('option', filter);
}

test.describe('completion', () => {
	test('leads from a word to an operator to a name, by the keyboard alone', async ({ page }) => {
		await page.goto('/en/search/');
		await box(page).pressSequentially('Issyk-Kul sou');
		await expect(options(page)).toHaveText(['source: this source only']);
		await box(page).press('ArrowDown');
		await expect(options(page, { selected: true })).toHaveText(/source:/);
		await expect(box(page)).toHaveAttribute('aria-activedescendant', 'search-completions-0');
		await box(page).press('Enter');
		await expect(box(page)).toHaveValue('Issyk-Kul source:');
		await box(page).pressSequentially('observer');
		await expect(options(page)).toHaveText(['Issyk-Kul Observer Demo']);
		expect(await violationsOf(page)).toEqual([]);
		await box(page).press('ArrowUp');
		await box(page).press('Enter');
		await expect(box(page)).toHaveValue('Issyk-Kul source:"Issyk-Kul Observer Demo" ');
		await expect(page.locator('#search-completions')).toBeHidden();
		await expect(page.locator(results).first()).toContainText('Issyk-Kul Observer Demo');
		await expect(page).toHaveURL(/source%3A%22Issyk/);
	});

	test('is taken by a touch, and Escape closes it before it empties the box', async ({ page }) => {
		await page.goto('/ky/search/');
		await box(page).pressSequentially('тем');
		await options(page, { name: /тема:/ }).click();
		await expect(box(page)).toHaveValue('тема:');
		await expect(box(page)).toHaveAttribute('aria-expanded', 'true');
		await box(page).press('Escape');
		await expect(box(page)).toHaveAttribute('aria-expanded', 'false');
		await expect(box(page)).toHaveValue('тема:');
		await box(page).press('Escape');
		await expect(box(page)).toHaveValue('');
	});
});

test('arrows lead from the box through the results and back', async ({ page, isMobile }) => {
	test.skip(isMobile, 'phones have no such keys');
	await page.goto('/en/search/?q=Манас');
	const titles = page.locator(`${results} .headline a`);
	await expect(titles.nth(1)).toBeVisible();
	await box(page).press('ArrowDown');
	await expect(titles.nth(0)).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await expect(titles.nth(1)).toBeFocused();
	await page.keyboard.press('ArrowUp');
	await page.keyboard.press('ArrowUp');
	await expect(box(page)).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await expect(page.locator('article h1')).toBeVisible();
});

test('screen readers hear the outcome once typing has paused', async ({ page }) => {
	await page.goto('/en/search/');
	const spoken: string[] = [];
	await page.exposeFunction('heard', (text: string) => spoken.push(text));
	await page.evaluate(() => {
		const region = document.querySelector('[role=status]');
		if (region)
			new MutationObserver(() => Reflect.get(window, 'heard')(region.textContent)).observe(region, { childList: true });
	});
	await box(page).pressSequentially('glaciers source:whoknows');
	await box(page).press('Enter');
	await expect(page.getByRole('status')).toContainText('There is no source “whoknows”');
	expect(spoken.filter((text) => text.includes('found')).length).toBeLessThanOrEqual(2);
});

test.describe('recent searches', () => {
	test('are offered again, cleared, and not kept where the reader wants none', async ({ page }) => {
		await page.goto('/en/search/?q=lake');
		await box(page).fill('glaciers');
		await box(page).press('Enter');
		await page.goto('/en/search/');
		const recent = page.getByRole('region', { name: 'Recent searches' });
		await expect(recent.getByRole('listitem')).toHaveText(['glaciers']);
		await recent.getByRole('link', { name: 'glaciers' }).click();
		await expect(page.locator(results).first()).toBeVisible();
		await box(page).press('Escape');
		await recent.getByRole('button', { name: 'Clear' }).click();
		await expect(recent.getByRole('listitem')).toHaveCount(0);
		await recent.getByLabel('Remember searches').uncheck();
		await box(page).fill('flag');
		await box(page).press('Enter');
		await page.goto('/en/search/');
		await expect(recent.getByLabel('Remember searches')).not.toBeChecked();
		await expect(recent.getByRole('listitem')).toHaveCount(0);
	});

	test('are no matter where the browser forbids storage', async ({ page }) => {
		await page.addInitScript(() => {
			Object.defineProperty(window, 'localStorage', {
				get() {
					throw new DOMException('forbidden', 'SecurityError');
				},
			});
		});
		await page.goto('/en/search/');
		await box(page).fill('glaciers');
		await box(page).press('Enter');
		await expect(page.locator(results).first()).toBeVisible();
		await box(page).fill('');
		await expect(page.locator(status)).toContainText('Type a word');
		await expect(page.locator('#search-recent')).toBeHidden();
	});
});

test.describe('on a slow line', () => {
	test('what the newest news answer is shown while older ones are asked', async ({ page }) => {
		const keys: string[] = [];
		await page.route('**/pagefind/shards.json', async (route) => {
			const response = await route.fetch();
			const { version, shards }: { version: string; shards: { key: string; bytes: number }[] } = await response.json();
			keys.push(...shards.map(({ key }) => key));
			await route.fulfill({ json: { version, shards: shards.map((shard) => ({ ...shard, bytes: 60_000 })) } });
		});
		const line = heldLine();
		await page.route(/\/pagefind\/\d[^/]*\//, async (route) => {
			if (!route.request().url().includes(`/pagefind/${keys[0]}/`)) await line.held;
			await route.continue();
		});
		await page.goto('/en/search/?q=Кыргызстан');
		await expect(page.locator(results).first()).toBeVisible();
		await expect(page.locator('#search-results')).not.toHaveAttribute('data-answer');
		line.release();
		await expect(page.locator('#search-results')).toHaveAttribute('data-answer', 'Кыргызстан');
	});

	test('a question that waits for its answer is not lost when more of the one before is asked for', async ({
		page,
	}) => {
		await page.goto('/en/search/?lang=ru&lang=en');
		await expect(page.locator('#search-more')).toBeVisible();
		const line = heldLine();
		await page.route('**/pagefind/*/index/**', async (route) => {
			await line.held;
			await route.continue();
		});
		await box(page).fill('glaciers');
		await box(page).press('Enter');
		await page.locator('#search-more').click();
		line.release();
		await expect(page.locator('#search-results')).toHaveAttribute('data-answer', 'glaciers');
		await expect(page.locator(`${results} mark`).first()).toBeVisible();
	});
});

/** A line that gives nothing until it is released. */
function heldLine(): { readonly held: Promise<void>; readonly release: () => void } {
	const { promise, resolve } = Promise.withResolvers<void>();
	return { held: promise, release: resolve };
}

// What fails here is meant to, so these pages need not be quiet.
base.describe('failures', () => {
	base('a search that cannot be loaded says so and can be tried again', async ({ page }) => {
		await page.route('**/pagefind/**', (route) => route.abort());
		await page.goto('/en/search/?q=glaciers');
		await expect(page.locator('#search-warnings')).toContainText('could not be loaded');
		await page.unroute('**/pagefind/**');
		await page.getByRole('button', { name: 'Try again' }).click();
		await expect(page.locator(results).first()).toBeVisible();
		await expect(page.locator('#search-warnings')).toBeEmpty();
	});

	base('without a network the page says so', async ({ page, context }) => {
		await page.goto('/en/search/');
		await context.setOffline(true);
		await box(page).fill('glaciers');
		await box(page).press('Enter');
		await expect(page.locator('#search-warnings')).toContainText('You are offline');
		await context.setOffline(false);
		await page.getByRole('button', { name: 'Try again' }).click();
		await expect(page.locator(results).first()).toBeVisible();
	});

	base('a part of the index that fails is named, the rest answers', async ({ page }) => {
		const shards: string[] = [];
		page.on('response', (response) => {
			const [, key] = /\/pagefind\/(\d[^/]*)\//.exec(response.url()) ?? [];
			if (key !== undefined && !shards.includes(key)) shards.push(key);
		});
		await page.goto('/en/search/?q=Манас');
		await expect(page.locator('#search-results')).toHaveAttribute('data-answer', 'Манас');
		const failing = shards.at(-1) ?? '';
		expect(shards.length).toBeGreaterThan(1);
		await page.route(`**/pagefind/${failing}/**`, (route) => route.abort());
		await page.goto('/en/search/?q=Манас');
		await expect(page.locator('#search-warnings')).toContainText('could not be loaded and is missing here');
		await expect(page.locator(results).first()).toBeVisible();
		await page.unroute(`**/pagefind/${failing}/**`);
		await page.getByRole('button', { name: 'Try again' }).click();
		await expect(page.locator('#search-warnings')).toBeEmpty();
	});

	base('an index newer than the page offers to load the page anew', async ({ page }) => {
		await page.route('**/pagefind/shards.json', async (route) => {
			const response = await route.fetch();
			await route.fulfill({ json: { ...(await response.json()), version: 'another' } });
		});
		await page.goto('/en/search/?q=glaciers');
		await expect(page.locator('#search-warnings')).toContainText('has changed since this page was opened');
		await page.unroute('**/pagefind/shards.json');
		await page.getByRole('button', { name: 'Reload the page' }).click();
		await expect(page.locator(results).first()).toBeVisible();
		await expect(page.locator('#search-warnings')).toBeEmpty();
	});
});

test('takes odd questions without harm', async ({ page }) => {
	await page.goto('/en/search/');
	const odd = [
		'zzzzqqqq',
		'"',
		'-',
		'-lake',
		'source:',
		'кто и где',
		'😀🇰🇬',
		'ا',
		'%',
		'*',
		'\u200b',
		'x'.repeat(5000),
	];
	for (const query of [...odd, 'слово '.repeat(900)]) {
		await box(page).fill(query);
		await box(page).press('Enter');
		await expect(page.locator('#search-results')).toHaveAttribute('data-answer', query.trim().slice(0, 301).trim());
		await expect(page.locator(status)).not.toBeEmpty();
	}
	await box(page).fill('zzzzqqqq');
	await expect(page.locator(status)).toContainText('Nothing was found');
});

test('nothing that is typed is ever run or shown as anything but text', async ({ page, isMobile }) => {
	test.skip(isMobile, 'text is text on every width');
	test.skip(!existsSync(SANITIZE), 'JARCHY_DATA is absent');
	test.slow();
	const payloads = ['dompurify', 'payloadbox', 'naughty-strings'].flatMap((name) => everyNth(name, 20));
	await page.goto('/en/search/');
	page.on('dialog', (dialog) => {
		throw new Error(`A dialog was opened: ${dialog.message()}`);
	});
	const elements = await page
		.locator('main *')
		.evaluateAll((all) => new Set(all.map(({ localName }) => localName)).size);
	for (const payload of payloads) {
		await box(page).fill(payload);
		await box(page).press('Enter');
		await box(page).fill(`source:"${payload.replaceAll('"', '')}" ${payload}`);
		await box(page).press('Enter');
	}
	const odd = await page
		.locator('main :is(iframe, object, embed, img:not([src^="/"]), svg script, [onerror], [onload], style)')
		.count();
	expect([elements > 10, odd]).toEqual([true, 0]);
});

test('is accessible in every state, and nothing is smaller than a finger needs', async ({ page }) => {
	for (const lang of EDITIONS) {
		for (const search of ['', '?q=Манас&lang=ky&order=date', '?q="абв где"&lang=en', '?q=foo:bar+from:x']) {
			await page.goto(`/${lang}/search/${search}`);
			await expect(page.locator(status)).not.toBeEmpty();
			await page.locator('#search-help summary').click();
			expect(await violationsOf(page), search).toEqual([]);
			const small = await page
				.locator(
					'#search-form :is(button, select, summary, input[type=date], label:has([type=checkbox])), #search-recent :is(a, label), #search-help :is(a, summary), #search-years a, #search-instead a',
				)
				.evaluateAll(
					(targets) =>
						targets
							.map((target) => target.getBoundingClientRect())
							.filter(({ width, height }) => width > 0 && (height < 24 || width < 24)).length,
				);
			expect(small, search).toBe(0);
		}
	}
});

test('fits a screen of 320 pixels', async ({ page }) => {
	await page.setViewportSize({ width: 320, height: 640 });
	for (const lang of EDITIONS) {
		await page.goto(`/${lang}/search/?${new URLSearchParams({ q: `Манас ${'ы'.repeat(90)}`, from: '2011-01-01' })}`);
		await expect(page.locator(results).first()).toBeVisible();
		await page.locator('#search-help summary').click();
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	}
});

/** Every nth string of a file of hostile ones. */
function everyNth(name: string, n: number): string[] {
	const lines = gunzipSync(readFileSync(join(SANITIZE, `${name}.jsonl.gz`)))
		.toString('utf8')
		.trim()
		.split('\n');
	return lines
		.filter((_, index) => index % n === 0)
		.map((line) => {
			const { payload, text }: { payload?: string; text?: string } = JSON.parse(line);
			return payload ?? text ?? '';
		});
}
