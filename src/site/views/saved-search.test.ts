import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTestContent } from '#catalog/test-content.ts';
import { feedOf } from '#site/feeds/feeds.ts';
import { opml } from '#site/feeds/opml.ts';
import { routes } from '../routes.ts';
import type { Site } from '../site.ts';
import { sitemap } from '../sitemap.ts';
import { openTestSite } from '../test-site.ts';
import { savedSearchView } from './saved-search.ts';
import { viewOf } from './view-of.ts';

const content = makeTestContent();
let site: Site;
beforeAll(() => {
	content.write('topics/nature.yaml', 'labels: {ru: Природа}\norder: 1\nrules: {words: []}\n');
	content.write(
		'searches/lakes.yaml',
		'labels: {ru: Озёра, ky: Көлдөр}\nquery: {ru: \'озеро "Иссык-Куль" -кино source:Press topic:природа from:2021-07\', ky: көл}\n',
	);
	content.writeArticle(
		{ id: 'aaaaaaaaaa', title: 'Иссык-Куль', topics: [{ id: 'nature', by: 'rule', evidence: [] }] },
		'На озере.',
	);
	content.writeArticle({ id: 'bbbbbbbbbb', title: 'Иссык-Куль' }, 'На море.');
	site = openTestSite(content);
});
afterAll(() => content.dispose());

test('the page of a saved search says in words what it asks, and shows what answers', () => {
	const view = savedSearchView(site, { lang: 'ru', search: 'lakes' });
	expect(view).toMatchObject({ heading: 'Подборка «Озёра»', count: 1, articles: [{ id: 'aaaaaaaaaa' }] });
	expect(view?.asked?.sentences).toEqual([
		'Есть все эти слова, в любой форме: озеро',
		'Слово в слово: «Иссык-Куль»',
		'Нет этих слов: кино',
		'Тема: Природа',
		'Источник: Press',
		'Начиная с даты: 1 июля 2021 г.',
	]);
});

test('it leads to the search page, which is asked the same in the language of the edition', () => {
	const { searchParams } = new URL(
		savedSearchView(site, { lang: 'ky', search: 'lakes' })?.asked?.searchUrl ?? '',
		site.config.url,
	);
	expect(searchParams.get('q')).toBe('көл lang:ky');
});

test('it stands in the editions that it asks in, with feeds in all formats, even while nothing answers', async () => {
	const urls = Array.from(routes(site), ({ url }) => url).filter((url) => url.includes('/searches/'));
	expect(urls).toEqual([
		...['ru', 'ky', 'en'].map((lang) => `/${lang}/searches/`),
		...['ky', 'ru'].flatMap((lang) =>
			['', 'rss.xml', 'atom.xml', 'feed.json'].map((file) => `/${lang}/searches/lakes/${file}`),
		),
	]);
	expect(await feedOf(site, 'ky/searches/lakes', 'jsonFeed')).toContain('«Көлдөр» жыйнагы');
	expect(await feedOf(site, 'en/searches/lakes', 'feed')).toBeUndefined();
	expect(viewOf(site, { kind: 'savedSearch', params: { lang: 'en', search: 'lakes' } })).toBeUndefined();
	expect(savedSearchView(site, { lang: 'ky', search: 'lakes' })?.alternates.map(({ url }) => url)).toEqual([
		'/ru/searches/lakes/',
		'/en/',
	]);
});

test('its feeds and pages are told to whoever asks for all of them', () => {
	expect(opml(site, 'feeds')).toContain('/ky/searches/lakes/rss.xml');
	expect(sitemap(site, 'sitemap-pages')).toContain('/ru/searches/lakes/</loc>');
	expect(viewOf(site, { kind: 'searches', params: { lang: 'ru' } })).toMatchObject({
		entries: [{ label: 'Озёра', count: 1 }],
	});
});
