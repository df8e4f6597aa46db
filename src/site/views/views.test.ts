import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Catalog, openCatalog } from '#catalog/catalog.ts';
import { formatMarkdownFile } from '#catalog/frontmatter.ts';
import { syncCatalog } from '#catalog/sync.ts';
import { siteConfig } from '#site.config';
import { routes } from '../routes.ts';
import { articleHead } from '../seo.ts';
import { type Site, toSite } from '../site.ts';
import { articleView } from './article.ts';
import { frontView } from './front.ts';
import { topicView } from './list.ts';
import { activeNotices } from './notices.ts';
import { searchView } from './plain-pages.ts';
import { viewOf } from './view-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'jarchy-views-'));
let catalog: Catalog;
let site: Site;

beforeAll(() => {
	writeContent();
	catalog = openCatalog({ contentDir: folder, cacheDir: join(folder, '.cache'), site: siteConfig });
	syncCatalog(catalog, siteConfig);
	site = toSite(catalog, '2026-11-20T00:00:00Z');
});

afterAll(() => {
	catalog.close();
	rmSync(folder, { recursive: true });
});

test('the search page shows how to ask in the languages that the site has', () => {
	const two: Site = { ...site, config: { ...site.config, editions: ['ru', 'kk'] } };
	expect(searchView(two, { lang: 'ru' })?.examples.at(-2)).toMatchObject({
		label: 'Бишкек язык:kk',
		does: 'только на одном языке: ru, kk',
	});
});

describe('the front page', () => {
	test('is led by the newest article with a picture, not by a reprint', () => {
		const view = frontView(site, { lang: 'ru' });
		expect(view?.lead?.title).toBe('С фотографией');
	});

	test('names a reprint under its original instead of showing it again', () => {
		const view = frontView(site, { lang: 'ru' });
		const shown = [view?.lead, ...(view?.secondary ?? []), ...(view?.latest ?? [])];
		expect(shown.map((teaser) => teaser?.id)).not.toContain('aaaaaaaaac');
		expect(shown.find((teaser) => teaser?.id === 'aaaaaaaaaa')?.copies).toEqual([
			{ url: '/ru/2021/07/29/x-aaaaaaaaac/', label: 'Другой', lang: 'ru' },
		]);
	});

	test('shows no article under a topic that stands above it', () => {
		const view = frontView(site, { lang: 'ru' });
		const above = [view?.lead, ...(view?.secondary ?? [])].map((teaser) => teaser?.id);
		const below = view?.sections.flatMap(({ articles }) => articles.map(({ id }) => id));
		expect(below?.filter((id) => above.includes(id))).toEqual([]);
	});

	test('of an edition without articles is there, empty, and shows the other editions', () => {
		const view = frontView(site, { lang: 'en' });
		expect(view).toMatchObject({ secondary: [], latest: [], sections: [] });
		expect(view?.elsewhere.map(({ edition }) => edition.lang)).toEqual(['ru']);
	});

	test('of a language without an edition is not there', () => {
		expect(frontView(site, { lang: 'de' })).toBeUndefined();
	});
});

describe('an article', () => {
	test('shows no picture and no more text than its source allows', () => {
		const view = article('aaaaaaaaac');
		expect(view?.picture).toBeUndefined();
		expect(view?.excerpt).toBe('');
	});

	test('says of a topic which words put it there, and of a related article why', () => {
		const view = article('aaaaaaaaab');
		expect(view?.topics).toEqual([{ url: '/ru/topics/sport/', label: 'Спорт', why: 'слова в тексте: спорт и игры' }]);
		expect(view?.related.map(({ title, reason }) => ({ title, reason }))).toEqual([
			{ title: 'Первая', reason: 'общие теги: ЮНЕСКО' },
		]);
	});

	test('folds articles on one event among the related', () => {
		const view = article('aaaaaaaaad');
		expect(view?.related.map(({ title, folded }) => ({ title, folded: folded.map(({ label }) => label) }))).toEqual([
			{ title: 'Первая', folded: ['Другой'] },
		]);
	});

	test('says what a person has put right in it, to programs too', () => {
		const view = article('aaaaaaaaad');
		expect(view?.corrections).toEqual([{ at: '2021-07-30T10:00:00+06:00', text: 'Было: вторая.' }]);
		const head = view === undefined ? undefined : articleHead(siteConfig, view);
		expect(head?.jsonLd[0]).toMatchObject({ correction: [{ '@type': 'CorrectionComment', text: 'Было: вторая.' }] });
		expect(article('aaaaaaaaab')?.corrections).toEqual([]);
	});

	test('of a source that forbids search engines is not indexed, and its publisher is the source', () => {
		const view = article('aaaaaaaaac');
		const head = view === undefined ? undefined : articleHead(siteConfig, view);
		expect(head?.robots).toBe('noindex');
		expect(head?.jsonLd[0]).toMatchObject({ publisher: { name: 'Другой' }, isBasedOn: 'https://other.example/c' });
	});
});

test('a topic without articles is there and offers its page in the other editions', () => {
	const view = topicView(site, { lang: 'ky', topic: 'sport' });
	expect(view?.count).toBe(0);
	expect(view?.alternates).toContainEqual({ lang: 'ru', url: '/ru/topics/sport/', isEquivalent: true });
});

test('small ads run from their start until their end', () => {
	expect(activeNotices(site, 'ru').map(({ id }) => id)).toEqual(['running']);
});

const NO_PAGES = new Set([
	'feed',
	'atomFeed',
	'jsonFeed',
	'feedStyle',
	'appManifest',
	'sitemap',
	'opml',
	'llms',
	'robots',
]);

test('every page has a view that is plain JSON, so that a build can tell whether it changed', () => {
	const pages = [...routes(site)].filter(({ kind }) => !NO_PAGES.has(kind));
	expect(pages.length).toBeGreaterThan(40);
	for (const page of pages) {
		const view = viewOf(site, page);
		expect(JSON.parse(JSON.stringify(view ?? page.url)), page.url).toEqual(view);
	}
});

function article(id: string): ReturnType<typeof articleView> {
	return articleView(site, { lang: 'ru', year: '2021', month: '07', day: '29', slug: `x-${id}` });
}

function writeContent(): void {
	const rights = (text: string, images: string, isOpen: boolean): string =>
		`rights: {text: ${text}, images: ${images}, searchEngines: ${isOpen}, ownSearch: true, feed: excerpt, ai: deny, evidence: "https://x.example/"}`;
	const source = (name: string, terms: string): string =>
		`name: ${name}\nlang: ru\ntimeZone: Asia/Bishkek\nenabled: true\nfeeds: []\nfollow: never\n${terms}\n`;
	write('sources/own.yaml', source('Свой', rights('full', 'copy', true)));
	write('sources/other.yaml', source('Другой', rights('link', 'none', false)));
	write('topics/sport.yaml', 'labels: {ru: Спорт, ky: Спорт, en: Sport}\norder: 1\nrules: {words: [спорт]}\n');
	write(
		'pages/ru/about.md',
		formatMarkdownFile({ schema: 1, lang: 'ru', title: 'О сайте', description: 'О сайте.' }, 'Текст.'),
	);
	notice('running', '2026-11-01', '2026-12-01');
	notice('over', '2026-10-01', '2026-11-01');
	writeArticle('aaaaaaaaaa', { title: 'Первая', hour: '01', tags: ['ЮНЕСКО'] });
	writeArticle('aaaaaaaaab', {
		title: 'С фотографией',
		hour: '02',
		image: { original: 'a'.repeat(64), widths: [320], width: 320, height: 180, alt: '', credit: '' },
		topics: [{ id: 'sport', by: 'rule', evidence: ['спорт', 'игры'] }],
		related: [{ id: 'aaaaaaaaaa', reason: 'tags', shared: ['ЮНЕСКО'] }],
	});
	writeArticle('aaaaaaaaac', {
		title: 'Первая',
		hour: '03',
		source: 'other',
		url: 'https://other.example/c',
		reprintOf: 'aaaaaaaaaa',
		excerpt: 'Начало текста',
		image: { original: 'b'.repeat(64), widths: [320], width: 320, height: 180, alt: '', credit: '' },
	});
	writeArticle('aaaaaaaaad', {
		title: 'Четвёртая',
		hour: '04',
		corrections: [{ at: '2021-07-30T04:00:00Z', text: 'Было: вторая.' }],
		related: [
			{ id: 'aaaaaaaaaa', reason: 'words', shared: ['слово'] },
			{ id: 'aaaaaaaaac', reason: 'words', shared: ['слово'] },
		],
	});
}

function notice(id: string, from: string, until: string): void {
	const data = { schema: 1, lang: 'ru', title: id, startsAt: `${from}T00:00:00Z`, endsAt: `${until}T00:00:00Z` };
	write(`notices/${id}.md`, formatMarkdownFile(data, 'Текст.'));
}

function writeArticle(
	id: string,
	{ hour, ...fields }: { hour: string; title: string } & Record<string, unknown>,
): void {
	const at = `2021-07-29T${hour}:00:00+06:00`;
	const data = {
		schema: 1,
		id,
		permalink: `/ru/2021/07/29/x-${id}/`,
		lang: 'ru',
		source: 'own',
		identity: [id],
		publishedAt: at,
		dateFrom: 'feed',
		firstSeenAt: at,
		authors: [],
		topics: [],
		tags: [],
		excerpt: '',
		related: [],
		...fields,
	};
	write(`articles/2021/07/29/x-${id}.md`, formatMarkdownFile(data, 'Текст.'));
}

function write(path: string, text: string): void {
	mkdirSync(dirname(join(folder, path)), { recursive: true });
	writeFileSync(join(folder, path), text);
}
