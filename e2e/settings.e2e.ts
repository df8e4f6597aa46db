import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { violationsOf } from './axe.ts';
import { EDITIONS, expect, test } from './site.ts';

test('settings hold on every page and survive a reload', async ({ page }) => {
	await page.goto('/en/settings/');
	await page.getByLabel('Dark', { exact: true }).check();
	await page.getByLabel('Size of text').selectOption('125');
	await expect(page.getByText('Kept on this device.')).toBeVisible();
	await page.reload();
	await expect(page.getByLabel('Dark', { exact: true })).toBeChecked();
	await expect(page.getByLabel('Size of text')).toHaveValue('125');
	await page.goto('/ky/');
	expect(await looksOf(page)).toEqual({ size: '20px', isDark: true });
});

test('a chosen theme wins over the system’s, and goes back to it', async ({ page }) => {
	await page.emulateMedia({ colorScheme: 'dark' });
	await page.goto('/ru/settings/');
	expect((await looksOf(page)).isDark).toBe(true);
	await page.getByLabel('Светлые').check();
	expect((await looksOf(page)).isDark).toBe(false);
	await page.getByLabel('Как в системе').check();
	expect((await looksOf(page)).isDark).toBe(true);
});

test('settings go into a file and come back from it, and are erased at will', async ({ page }) => {
	await page.goto('/ru/settings/');
	await page.getByLabel('Слова, по одному в строке').fill('погода\nбез 50%');
	await page.locator('summary', { hasText: 'Темы' }).click();
	await page.getByLabel('Спорт').check();
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Выгрузить в файл' }).click();
	const file = await (await download).path();
	expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ words: ['погода', 'без 50%'], topics: ['sport'] });
	await page.getByRole('button', { name: 'Стереть всё' }).click();
	await expect(page.getByLabel('Слова, по одному в строке')).toHaveValue('');
	await page.getByLabel('Загрузить из файла').setInputFiles(file);
	await expect(page.getByText('Настройки загружены из файла.')).toBeVisible();
	await expect(page.getByLabel('Слова, по одному в строке')).toHaveValue('погода\nбез 50%');
	await expect(page.getByLabel('Спорт')).toBeChecked();
});

test('a file that is none of ours changes nothing', async ({ page }) => {
	await page.goto('/en/settings/');
	await page.getByLabel('Dark', { exact: true }).check();
	for (const text of [
		'{',
		'[]',
		'null',
		'{"theme": {}, "saved": [{"url": "javascript:alert(1)"}], "words": [7, "  "]}',
	]) {
		await page
			.getByLabel('Import from a file')
			.setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(text) });
		await expect(page.locator('.settings-status p:visible')).toHaveText(
			text.length < 5 ? /This is no settings file/ : /were taken/,
		);
	}
	await expect(page.getByLabel('As the system says')).toBeChecked();
	expect(await page.evaluate(() => localStorage.getItem('jarchy'))).not.toContain('javascript');
});

test('the edition chosen in the switch is the one that / shows, and no other page is left for it', async ({ page }) => {
	await page.goto('/');
	await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
	await page.locator('.editions').getByRole('link', { name: 'Кыргызча' }).click();
	await page.goto('/');
	await expect(page).toHaveURL(/\/ky\/$/);
	await page.goto('/en/');
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test.describe('keys', () => {
	test.skip(({ isMobile }) => isMobile, 'phones have no such keys');

	test('j and k lead through the articles of a list, Enter opens one', async ({ page }) => {
		await page.goto('/en/sources/issyk-kul-demo/');
		await page.keyboard.press('j');
		const headlines = page.locator('main .headline a');
		await expect(headlines.first()).toBeFocused();
		await page.keyboard.press('j');
		await page.keyboard.press('j');
		await page.keyboard.press('k');
		await expect(headlines.nth(1)).toBeFocused();
		await expect(headlines.nth(1)).toBeInViewport();
		const title = await headlines.nth(1).innerText();
		await page.keyboard.press('Enter');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
	});

	for (const lang of EDITIONS) {
		test(`the question mark opens help in the ${lang} edition`, async ({ page }) => {
			await page.goto(`/${lang}/about/`);
			await page.keyboard.press('?');
			const dialog = page.getByRole('dialog');
			await expect(dialog).toBeVisible();
			await expect(dialog.locator('kbd')).toHaveText(['/', 'j', 'k', 'Enter', '?']);
			await page.keyboard.press('Escape');
			await expect(dialog).toHaveCount(0);
		});
	}

	test('do nothing while the reader types, with Ctrl, or when switched off', async ({ page }) => {
		await page.goto('/en/');
		await page.getByRole('searchbox').focus();
		await page.keyboard.type('jk?/');
		await expect(page.getByRole('searchbox')).toHaveValue('jk?/');
		await page.getByRole('searchbox').blur();
		await page.keyboard.press('Control+j');
		await expect(page.locator('main a:focus')).toHaveCount(0);
		await page.goto('/en/settings/');
		await page.getByLabel('Single keys lead through the page').uncheck();
		await page.goto('/en/');
		for (const key of ['j', '/', '?']) await page.keyboard.press(key);
		await expect(page.locator(':focus')).toHaveCount(0);
		await expect(page.getByRole('dialog')).toHaveCount(0);
	});
});

for (const path of ['/en/', '/en/topics/environment/', '/en/search/?q=glaciers']) {
	test(`a muted word is collapsed at ${path}, counted, and shown at will`, async ({ page }) => {
		await page.goto('/en/settings/');
		await page.getByLabel('Words, one a line').fill('GLACIER');
		await page.getByLabel('Words, one a line').blur();
		await page.goto(path);
		const muted = page.locator('.muted').first();
		await expect(muted).toContainText(/^\d+ hidden by your settings/);
		const titles = page.locator('main').getByRole('link', { name: /\bglacier/i });
		await expect(titles).toHaveCount(0);
		expect(await violationsOf(page)).toEqual([]);
		await muted.getByRole('button', { name: 'Show' }).click();
		await expect(titles.first()).toBeVisible();
		await expect(titles.first()).toBeFocused();
	});
}

test('a source muted on its page and a topic muted on its own are collapsed elsewhere, until they are let go', async ({
	page,
}) => {
	await page.goto('/en/topics/sport/');
	await page.getByRole('button', { name: 'Mute this topic' }).click();
	await expect(page.getByRole('button', { name: 'Mute this topic' })).toHaveAttribute('aria-pressed', 'true');
	await page.goto('/en/sources/issyk-kul-demo/');
	await page.getByRole('button', { name: 'Mute this source' }).click();
	await expect(page.getByRole('button', { name: 'Mute this source' })).toHaveAttribute('aria-pressed', 'true');
	await page.goto('/en/');
	await expect(page.locator('.muted').first()).toBeVisible();
	await expect(page.locator('main').getByRole('link', { name: 'Issyk-Kul Observer Demo' })).toHaveCount(0);
	await page.goto('/en/settings/');
	await page.locator('summary', { hasText: 'Topics' }).click();
	await page.getByLabel('Sport').uncheck();
	await page.goto('/en/topics/sport/');
	await expect(page.getByRole('button', { name: 'Mute this topic' })).toHaveAttribute('aria-pressed', 'false');
});

test('what was read is marked in lists, unless the reader wants no marks', async ({ page }) => {
	await page.goto('/ru/');
	await page.locator('main .headline a').first().click();
	await expect(page.getByRole('button', { name: 'Сохранить' })).toBeVisible();
	await page.goto('/ru/');
	await expect(page.locator('.facts', { has: page.locator('.read') }).first()).toContainText('прочитано');
	await page.goto('/ru/settings/');
	await page.getByLabel('Отмечать в списках прочитанное').uncheck();
	await page.goto('/ru/');
	await expect(page.locator('.read')).toHaveCount(0);
});

test('a saved article stands in the list of saved ones until it is removed', async ({ page }) => {
	await page.goto('/ky/saved/');
	await expect(page.getByText('Азырынча эч нерсе сактала элек.')).toBeVisible();
	await page.goto('/ky/');
	await page.locator('main .headline a').first().click();
	const title = await page.getByRole('heading', { level: 1 }).innerText();
	await page.getByRole('button', { name: 'Сактап коюу' }).click();
	await expect(page.getByRole('button', { name: 'Сактап коюу' })).toHaveAttribute('aria-pressed', 'true');
	await page.goto('/ky/saved/');
	await expect(page.locator('#saved').getByRole('link', { name: title })).toBeVisible();
	expect(await violationsOf(page)).toEqual([]);
	await page.getByRole('button', { name: 'Алып салуу' }).click();
	await expect(page.locator('#saved li')).toHaveCount(0);
});

test('where the browser forbids storage everything reads, and settings say that they will not last', async ({
	page,
}) => {
	await page.addInitScript(() => {
		Object.defineProperty(window, 'localStorage', {
			get() {
				throw new DOMException('The operation is insecure.', 'SecurityError');
			},
		});
	});
	await page.goto('/en/');
	await page.locator('main h2 a').first().click();
	await expect(page.locator('article .prose')).toBeVisible();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('does not let this site keep anything')).toBeVisible();
	await page.goto('/en/settings/');
	await expect(page.getByText('does not let this site keep anything')).toBeVisible();
	await page.getByLabel('Dark', { exact: true }).check();
	await expect(page.getByText('does not let this site keep anything')).toBeVisible();
});

test.describe('without script', () => {
	test.use({ javaScriptEnabled: false });

	test('no button stands there that only script could make work', async ({ page }) => {
		await page.goto('/en/sources/issyk-kul-demo/');
		await expect(page.getByRole('button', { name: 'Mute this source' })).toBeHidden();
	});

	test('settings say what they need, and that the site reads without them', async ({ page }) => {
		await page.goto('/en/settings/');
		await expect(page.locator('noscript .warning')).toContainText('Settings need JavaScript');
		await expect(page.getByLabel('Dark', { exact: true })).toBeDisabled();
	});
});

async function looksOf(page: Page): Promise<{ size: string; isDark: boolean }> {
	return page.evaluate(() => {
		const { fontSize, backgroundColor } = getComputedStyle(document.documentElement);
		const [red = 255] = (/\d+/.exec(backgroundColor) ?? []).map(Number);
		return { size: fontSize, isDark: red < 128 };
	});
}
