import { EDITIONS, expect, linksOf, test } from './site.ts';

test.use({ javaScriptEnabled: false });

for (const lang of EDITIONS) {
	test(`the ${lang} edition reads without script, from the front page to an article and on`, async ({ page }) => {
		await page.goto(`/${lang}/`);
		await expect(page.locator('html')).toHaveAttribute('lang', lang);
		const headline = page.locator('main h2 a').first();
		const title = (await headline.innerText()).trim();
		await headline.click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
		expect((await page.locator('article .prose').innerText()).length).toBeGreaterThan(300);
		await expect(page.locator('article time').first()).toHaveAttribute(
			'datetime',
			/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/,
		);
		await page.locator('.breadcrumbs a').last().click();
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		expect(page.url()).toContain(`/${lang}/topics/`);
	});

	test(`the ${lang} edition's calendar leads from a year to a day and its articles`, async ({ page }) => {
		await page.goto(`/${lang}/2021/`);
		await page.locator(`main a[href^="/${lang}/2021/"]`).first().click();
		await expect(page).toHaveURL(new RegExp(`/${lang}/2021/\\d\\d/$`));
		const days = (await linksOf(page)).filter((path) => new RegExp(`^/${lang}/2021/\\d\\d/\\d\\d/$`).test(path));
		expect(days.length).toBeGreaterThan(0);
		await page.locator(`main a[href="${days[0]}"]`).first().click();
		const articles = (await linksOf(page)).filter(
			(path) => path.startsWith(days[0] ?? '') && path.length > (days[0]?.length ?? 0),
		);
		expect(articles.length).toBeGreaterThan(0);
	});
}

test('the search page says plainly that it needs script, and where to go instead', async ({ page }) => {
	await page.goto('/en/search/');
	const warning = page.locator('noscript .warning');
	await expect(warning).toBeVisible();
	expect(await warning.evaluate((element) => element.textContent)).toContain('Search needs JavaScript');
});

test('the language switch leads to the same thing in the other edition', async ({ page }) => {
	await page.goto('/ru/topics/sport/');
	await page.locator('.editions').getByRole('link', { name: 'Кыргызча' }).click();
	await expect(page).toHaveURL(/\/ky\/topics\/sport\/$/);
	await page.locator('.editions').getByRole('link', { name: 'English' }).click();
	await expect(page).toHaveURL(/\/en\/topics\/sport\/$/);
});

test('where there is no such thing in the other edition, the language switch says that it leads to the front page', async ({
	page,
}) => {
	await page.goto('/ru/');
	await page.locator('main h2 a').first().click();
	await page
		.locator('.editions')
		.getByRole('link', { name: /English.*Front page/ })
		.click();
	await expect(page).toHaveURL(/\/en\/$/);
	await expect(page.locator('.editions').getByRole('link', { name: 'Русский', exact: true })).toBeVisible();
});

test('names in another language say which, and an article says where to report a mistake', async ({ page }) => {
	await page.goto('/ru/sources/');
	await expect(page.getByRole('link', { name: 'Tien Shan Herald Demo' })).toHaveAttribute('lang', 'en');
	await page.goto('/ky/');
	await page.locator('main h2 a').first().click();
	await page.getByRole('link', { name: 'Ката тууралуу кабарлоо' }).click();
	await expect(page).toHaveURL(/\/ky\/contact\/$/);
});

test('every page of the demo says that it is one', async ({ page }) => {
	for (const path of ['/ru/', '/ky/about/', '/en/sources/', '/en/404.html']) {
		await page.goto(path);
		await expect(page.locator('.demo')).toBeVisible();
	}
});

test('an article shows every element that its source gave', async ({ page }) => {
	await page.goto('/ru/sources/ala-too-demo/');
	await page
		.getByRole('link', { name: /Западный Тянь-Шань/ })
		.first()
		.click();
	const article = page.locator('main');
	await expect(article.getByRole('heading', { level: 1 })).toHaveAttribute('lang', 'ru');
	await expect(article.locator('figure.lead-picture img')).toHaveJSProperty('complete', true);
	await expect(article.locator('figure.lead-picture img')).toHaveAttribute('srcset', /320w.*720w/);
	await expect(article.getByText('Jarchy demo').first()).toBeVisible();
	await expect(article.getByRole('link', { name: 'Ала-Тоо Демо' }).first()).toHaveAttribute(
		'href',
		'/ru/sources/ala-too-demo/',
	);
	await expect(article.getByText('Шёлковый путь Демо').first()).toBeVisible();
	await expect(page.locator('link[rel=canonical]')).toHaveAttribute(
		'href',
		/^https:\/\/jarchy\.example\/ru\/2016\/07\/18\//,
	);
	const data: unknown = JSON.parse(
		(await page.locator('script[type="application/ld+json"]').first().textContent()) ?? '',
	);
	expect(JSON.stringify(data)).toContain('NewsArticle');
});

test('a source that allows excerpts only shows no more than that, and where the rest is', async ({ page }) => {
	await page.goto('/ru/sources/silk-road-demo/');
	await page.locator('main h2 a, main h3 a').first().click();
	const words = (await page.locator('article .prose').innerText()).trim().split(/\s+/);
	expect(words.length).toBeLessThanOrEqual(60);
	await expect(page.locator('article a.button')).toHaveAttribute('href', /^https:\/\/silk-road/);
});
