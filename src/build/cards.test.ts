import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeTestContent, type TestContent } from '#catalog/test-content.ts';
import { mediaPath, type Picture } from '#core/article.ts';
import { drawCard } from '#site/card.ts';
import { buildSite } from './build.ts';

const RECENT = '2021-07-29T11:42:00+06:00';
const [recent, old] = ['aaaaaaaaaa', 'bbbbbbbbbb'] as const;

// A build bundles the site first.
vi.setConfig({ testTimeout: 60_000 });

let content: TestContent;
let distDir = '';
beforeEach(() => {
	content = makeTestContent();
	distDir = join(mkdtempSync(join(content.contentDir, '..', 'site-')), 'dist');
	content.writeArticle({ id: recent, publishedAt: RECENT });
	content.writeArticle({ id: old, publishedAt: '2021-07-01T11:42:00+06:00' });
});
afterEach(() => content.dispose());

const CARD = `ru/2021/07/29/x-${recent}/card.png`;

test('a recent article without a picture has a card of its own, an older one that of its edition', async () => {
	await build();
	const { width, height, format } = await sharp(readFileSync(join(distDir, CARD))).metadata();
	expect({ width, height, format }).toEqual({ width: 1200, height: 630, format: 'png' });
	const head = read(`ru/2021/07/29/x-${recent}/index.html`);
	expect(head).toContain(`<meta property="og:image" content="https://jarchy.example/${CARD}">`);
	expect(head).toContain('<meta property="og:image:width" content="1200">');
	expect(head).toContain(`<meta property="og:image:alt" content="Title of ${recent}">`);
	expect(head).toContain('<meta name="twitter:card" content="summary_large_image">');
	expect(existsSync(join(distDir, `ru/2021/07/01/x-${old}/card.png`))).toBe(false);
	expect(read(`ru/2021/07/01/x-${old}/index.html`)).toContain('content="https://jarchy.example/ru/card.png"');
	for (const edition of ['ru', 'ky', 'en'])
		expect(statSync(join(distDir, edition, 'card.png')).size).toBeGreaterThan(0);
});

test('a recent article with a picture of its own has no card', async () => {
	const image: Picture = { original: 'a'.repeat(64), widths: [320], width: 320, height: 200, alt: '', credit: '' };
	content.writeArticle({ id: recent, publishedAt: RECENT, image });
	content.write(mediaPath(image.original, 320), 'picture');
	await build();
	expect(existsSync(join(distDir, CARD))).toBe(false);
	expect(read(`ru/2021/07/29/x-${recent}/index.html`)).toContain(mediaPath(image.original, 320));
});

test('a card is made again where its headline changes, and not where the text does', async () => {
	await build();
	const first = statSync(join(distDir, CARD), { bigint: true });
	content.writeArticle({ id: recent, publishedAt: RECENT }, 'Another text.');
	await build();
	expect(statSync(join(distDir, CARD), { bigint: true }).ino).toBe(first.ino);
	const bytes = readFileSync(join(distDir, CARD));
	content.writeArticle({ id: recent, publishedAt: RECENT, title: 'Another headline' });
	await build();
	expect(readFileSync(join(distDir, CARD)).equals(bytes)).toBe(false);
});

test('a card goes with its article', async () => {
	await build();
	content.remove(`articles/2021/07/29/${recent}.md`);
	content.writeArticle({ id: 'cccccccccc', publishedAt: RECENT });
	await build();
	expect(existsSync(join(distDir, CARD))).toBe(false);
});

test.each([
	['ru', 'В Бишкеке открыли новую школу на 1200 мест', '29 июля 2021 г.'],
	['ky', 'Жогорку Кеңеш көңүл бөлүңүз: «Ысык-Көл» аба майданы', '2021-ж., 29-июль'],
	['en', 'A headline with مرحبا, 中文 and 🎉 in it', '29 July 2021'],
])('a card in %s has the same bytes however often it is drawn', async (lang, title, date) => {
	const view = { lang, site: 'Jarchy', title, facts: ['Ала-Тоо', date] };
	const [first, second] = [await drawCard(view), await drawCard(view)];
	expect(Buffer.from(first).equals(second)).toBe(true);
	expect(await sharp(first).stats()).toMatchObject({ isOpaque: true });
});

test('letters of Kyrgyz and its neighbours are drawn as themselves, not as empty boxes', async () => {
	const shapes = new Set<string>();
	for (const letter of 'өүңғқўҳҷӣә') {
		const card = await drawCard({ lang: 'ky', site: 'Jarchy', title: letter, facts: [] });
		shapes.add(Buffer.from(card).toString('base64'));
	}
	expect(shapes.size).toBe(10);
});

function build(): Promise<unknown> {
	const { contentDir, cacheDir } = content;
	return buildSite({ root: process.cwd(), contentDir, cacheDir, distDir });
}

function read(path: string): string {
	return readFileSync(join(distDir, path), 'utf8');
}
