import { expect, test } from './site.ts';

const results = '#search-results > li';

for (const { lang, query, title } of [
	{ lang: 'ru', query: 'ледники', title: /ледник/i },
	{ lang: 'ky', query: 'мөңгү', title: /мөңгү/i },
	{ lang: 'en', query: 'glaciers', title: /glacier/i },
]) {
	test(`finds a ${lang} article from any page's search box, with its words marked`, async ({ page }) => {
		await page.goto(`/${lang}/about/`);
		await page.getByRole('search').getByRole('searchbox').fill(query);
		await page.getByRole('search').getByRole('searchbox').press('Enter');
		await expect(page).toHaveURL(new RegExp(`/${lang}/search/\\?q=`));
		await expect(page.locator(results).first()).toBeVisible();
		const hit = page
			.locator(results)
			.filter({ has: page.getByRole('link', { name: title }) })
			.first();
		await expect(hit).toBeVisible();
		await expect(hit.locator('mark').first()).toBeVisible();
		await hit.getByRole('link').first().click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
	});
}

test('one query finds articles in all three languages', async ({ page }) => {
	await page.goto('/ru/search/?q=COVID-19');
	await expect(page.locator(results).first()).toBeVisible();
	const langs = await page
		.locator(`${results} [data-slot=title]`)
		.evaluateAll((links) => links.map((link) => link.closest('[lang]')?.getAttribute('lang')));
	expect(new Set(langs)).toEqual(new Set(['ru', 'ky', 'en']));
});

test('filters narrow the results, stand in the address and survive a reload', async ({ page }) => {
	await page.goto('/en/search/?q=Issyk-Kul');
	await expect(page.locator(results).first()).toBeVisible();
	const before = await page.locator('#search-status').innerText();
	await page.getByLabel('Source').selectOption('issyk-kul-demo');
	await expect(page).toHaveURL(/source=issyk-kul-demo/);
	// The status tells meanwhile which days are being searched.
	await expect(page.locator(results).filter({ hasNotText: 'Issyk-Kul Observer Demo' })).toHaveCount(0);
	await expect(page.locator('#search-status')).not.toHaveText(before);
	const narrowed = await page.locator('#search-status').innerText();
	await page.reload();
	await expect(page.locator('#search-status')).toHaveText(narrowed);
	await page.getByLabel('Year').selectOption('2018');
	await expect(page.locator(`${results} time`).first()).toHaveAttribute('datetime', /^2018/);
	await page.getByLabel('Language', { exact: true }).selectOption('ky');
	await expect(page.locator(results)).toHaveCount(0);
});

test('a topic filter keeps to that topic', async ({ page }) => {
	await page.goto('/en/search/?q=games&topic=nomad-games');
	await expect(page.getByRole('link', { name: /World Nomad Games/ }).first()).toBeVisible();
});

test('the slash key leads to the search box, Enter searches', async ({ page, isMobile }) => {
	test.skip(isMobile, 'phones have no such key');
	await page.goto('/en/');
	await page.keyboard.press('/');
	await expect(page.getByRole('search').getByRole('searchbox')).toBeFocused();
	await page.keyboard.type('flag');
	await page.keyboard.press('Enter');
	await expect(page.locator(results).first()).toBeVisible();
});

test('says so when nothing is found, and takes odd queries without harm', async ({ page }) => {
	await page.goto('/en/search/');
	for (const query of ['zzzzqqqq', '<img src=x onerror=alert(1)>', '"', '-', '😀', 'ا', '%', 'x'.repeat(3000)]) {
		await page.getByRole('searchbox').fill(query);
		await page.getByRole('searchbox').press('Enter');
		await expect(page.locator('#search-status')).not.toBeEmpty();
	}
	await page.getByRole('searchbox').fill('zzzzqqqq');
	await expect(page.locator('#search-status')).toContainText('Nothing was found');
});

test('nothing of the search is loaded before somebody searches', async ({ page }) => {
	const requests: string[] = [];
	page.on('request', (request) => requests.push(new URL(request.url()).pathname));
	await page.goto('/en/');
	await page.waitForLoadState('networkidle');
	expect(requests.filter((path) => path.startsWith('/pagefind/'))).toEqual([]);
});
