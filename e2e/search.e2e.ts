import type { Locator, Page } from 'playwright/test';
import { expect, test } from './site.ts';

const results = '#search-results > li';

function box(page: Page): Locator {
	return page.locator('#q');
}

/** Filters stand behind a line on a phone. */
async function openFilters(page: Page): Promise<void> {
	const summary = page.locator('#search-filters summary');
	if (await summary.isVisible()) await summary.click();
}

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
	await expect(page.locator('#search-results')).toHaveAttribute('data-answer', 'COVID-19');
	const langs = await page
		.locator(`${results} [data-slot=title]`)
		.evaluateAll((links) => links.map((link) => link.closest('[lang]')?.getAttribute('lang')));
	expect(new Set(langs)).toEqual(new Set(['ru', 'ky', 'en']));
});

test('filters narrow the results, stand in the address and survive a reload', async ({ page }) => {
	await page.goto('/en/search/?q=Issyk-Kul');
	await expect(page.locator('#search-results')).toHaveAttribute('data-answer', 'Issyk-Kul');
	const before = await page.locator('#search-status').innerText();
	await openFilters(page);
	await page.getByLabel('Source').selectOption('issyk-kul-demo');
	await expect(page).toHaveURL(/source=issyk-kul-demo/);
	// The status tells meanwhile which days are being searched.
	await expect(page.locator(results).filter({ hasNotText: 'Issyk-Kul Observer Demo' })).toHaveCount(0);
	await expect(page.locator('#search-status')).not.toHaveText(before);
	const narrowed = await page.locator('#search-status').innerText();
	await page.reload();
	await expect(page.locator('#search-status')).toHaveText(narrowed);
	await page.getByRole('checkbox', { name: 'Кыргызча' }).check();
	await expect(page.locator(results)).toHaveCount(0);
	await expect(page.locator('#search-instead')).toContainText('in all languages');
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

test('counts what each language, source and year would leave, and the counts hold', async ({ page }) => {
	await page.goto('/en/search/?q=Манас');
	const chip = page.locator('.chips label').filter({ hasText: 'Кыргызча' });
	await expect(chip.locator('.count')).toHaveText(/^[1-9]/);
	const count = await chip.locator('.count').innerText();
	await chip.click();
	await expect(page).toHaveURL(/lang=ky/);
	await expect(page.locator('#search-status')).toHaveText(new RegExp(`^${count} article`));
	await chip.click();
	const year = page.locator('#search-years a').first();
	const [, name = '', ofYear = ''] = /(\d+) \((\d+)\)/.exec(await year.innerText()) ?? [];
	await year.click();
	await expect(page).toHaveURL(new RegExp(`from=${name}-01-01&to=${name}-12-31`));
	await expect(page.locator('#search-status')).toHaveText(new RegExp(`^${ofYear} article`));
	await expect(page.locator(`${results} time`).first()).toHaveAttribute('datetime', new RegExp(`^${name}`));
});

test('operators do what filters do, in any of the three languages', async ({ page }) => {
	for (const query of ['Issyk-Kul source:"Issyk-Kul Observer Demo"', 'Issyk-Kul булак:issyk-kul-demo']) {
		await page.goto(`/en/search/?${new URLSearchParams({ q: query })}`);
		await expect(page.locator(results).first()).toBeVisible();
		await expect(page.locator(results).filter({ hasNotText: 'Issyk-Kul Observer Demo' })).toHaveCount(0);
	}
	await page.goto('/ru/search/?q=Манас+язык:ky');
	await expect(page.locator(results).first()).toBeVisible();
	await expect(page.locator(results).filter({ hasNotText: 'Кыргызча' })).toHaveCount(0);
});

test('a control replaces the operator that says the same', async ({ page }) => {
	await page.goto('/en/search/?q=Issyk-Kul+source:issyk-kul-demo');
	await openFilters(page);
	await page.getByLabel('Source').selectOption('');
	await page.getByLabel('Source').selectOption({ index: 2 });
	await expect(box(page)).toHaveValue('Issyk-Kul');
});

test('addresses of old, with a year and a month, lead where they led', async ({ page }) => {
	await page.goto('/en/search/?q=Issyk-Kul&year=2018');
	await expect(page.locator(`${results} time`).first()).toHaveAttribute('datetime', /^2018/);
	await expect(page.getByLabel('From day')).toHaveValue('2018-01-01');
	await expect(page.getByLabel('To day')).toHaveValue('2018-12-31');
});

test('results can stand newest first', async ({ page }) => {
	await page.goto('/en/search/?q=Манас');
	await openFilters(page);
	await page.getByLabel('Order').selectOption('Newest first');
	await expect(page).toHaveURL(/order=date/);
	await expect
		.poll(async () => {
			const dates = await page
				.locator(`${results} time`)
				.evaluateAll((all) => all.map((time) => time.getAttribute('datetime') ?? ''));
			return dates.length > 1 && dates.join() === [...dates].sort().reverse().join();
		})
		.toBe(true);
});

test('back leads through what was asked, letter by letter leaves no trace', async ({ page }) => {
	await page.goto('/en/search/');
	await box(page).pressSequentially('glaciers');
	await box(page).press('Enter');
	await expect(page.locator(results).first()).toBeVisible();
	await box(page).fill('flag');
	await box(page).press('Enter');
	await expect(page).toHaveURL(/q=flag/);
	await page.goBack();
	await expect(box(page)).toHaveValue('glaciers');
	await expect(page.locator('#search-results')).toHaveAttribute('data-answer', 'glaciers');
	await page.goForward();
	await expect(box(page)).toHaveValue('flag');
});

for (const { lang, query, notes } of [
	{
		lang: 'en',
		query: 'lake source:whoknows from:yesterday',
		notes: [/no source “whoknows”/, /“from:yesterday” is no date/],
	},
	{
		lang: 'ru',
		query: '"озеро title:лёд',
		notes: [/Кавычка не закрыта: "озеро/, /Условия «title:лёд» здесь нет/],
	},
	{ lang: 'ky', query: 'көл тил:xx', notes: [/«xx» деген тил жок: ru, ky, en бар/] },
]) {
	test(`explains in ${lang} what it did not understand, and searches all the same`, async ({ page }) => {
		await page.goto(`/${lang}/search/?${new URLSearchParams({ q: query })}`);
		await expect(page.locator('#search-notes li')).toHaveText(notes);
		await expect(page.locator(results).first()).toBeVisible();
	});
}

test('offers the nearest where nothing is found', async ({ page }) => {
	await page.goto(`/en/search/?${new URLSearchParams({ q: 'glaciers', from: '2090-01-01' })}`);
	await expect(page.locator('#search-status')).toContainText('Nothing was found');
	await page.getByRole('link', { name: 'without filters' }).click();
	await expect(page.locator(results).first()).toBeVisible();
	await expect(box(page)).toHaveValue('glaciers');
});

test('words in quotation marks that stand nowhere in a row are found one by one, and the page says so', async ({
	page,
}) => {
	await page.goto(`/en/search/?${new URLSearchParams({ q: '"glaciers lake flag"' })}`);
	await expect(page.locator(results).first()).toBeVisible();
	await expect(page.locator('#search-status')).toContainText('stand nowhere in a row');
});

test('an example of the help is a question', async ({ page }) => {
	for (const lang of ['ru', 'ky', 'en']) {
		await page.goto(`/${lang}/search/`);
		await page.locator('#search-help summary').click();
		const example = page.locator('#search-help dt a').first();
		const text = await example.innerText();
		await example.click();
		await expect(box(page)).toHaveValue(text);
		await expect(page.locator('#search-results')).toHaveAttribute('data-answer', text);
	}
});

test('nothing of the search is loaded before somebody searches', async ({ page }) => {
	const requests: string[] = [];
	page.on('request', (request) => requests.push(new URL(request.url()).pathname));
	await page.goto('/en/');
	await page.waitForLoadState('networkidle');
	expect(requests.filter((path) => path.startsWith('/pagefind/'))).toEqual([]);
});

for (const { lang, typed, meant } of [
	{ lang: 'en', typed: 'Septmeber', meant: /^September/i },
	{ lang: 'ru', typed: 'перзидент', meant: /^президент/i },
	{ lang: 'ky', typed: 'крулушу', meant: /^курулушу/i },
]) {
	test(`offers the word that the news have for “${typed}”`, async ({ page }) => {
		await page.goto(`/${lang}/search/?${new URLSearchParams({ q: typed })}`);
		const offer = page.locator('#search-suggestion a');
		await expect(offer).toHaveText(meant);
		await offer.click();
		await expect(page.locator(results).first()).toBeVisible();
		await expect(page.locator('#search-suggestion')).toBeEmpty();
	});
}
