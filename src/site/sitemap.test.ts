import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTestContent, type TestContent } from '#catalog/test-content.ts';
import { siteConfig } from '#site.config';
import { robotsTxt } from './robots.ts';
import { sitemap, sitemapNames } from './sitemap.ts';
import { openTestSite } from './test-site.ts';

let content: TestContent;
beforeEach(() => {
	content = makeTestContent();
});
afterEach(() => content.dispose());

function writeSource(id: string, rights: string): void {
	content.write(
		`sources/${id}.yaml`,
		`name: ${id}\nlang: ru\ntimeZone: Asia/Bishkek\nenabled: true\nfeeds: []\nfollow: never\nrights: {${rights}, evidence: "https://x.example/"}\n`,
	);
}

/** Paths that a sitemap lists, with the time of their last change. */
function entries(xml: string | undefined): [string, string | undefined][] {
	const found = [...(xml ?? '').matchAll(/<loc>([^<]*)<\/loc>(?:<lastmod>([^<]*)<\/lastmod>)?/g)];
	return found.map(([, url = '', changedAt]) => [url.replace(siteConfig.url, ''), changedAt]);
}

test('there is a file a month that has articles, named by the index', () => {
	content.writeArticle({ id: 'aaaaaaaaaa', publishedAt: '2019-12-31T20:00:00Z' });
	content.writeArticle({ id: 'bbbbbbbbbb', lang: 'ky', publishedAt: '2021-07-29T10:00:00+06:00' });
	const site = openTestSite(content);
	expect(sitemapNames(site)).toEqual([
		'sitemap-index',
		'sitemap-pages',
		'sitemap-news',
		'sitemap-2020-01',
		'sitemap-2021-07',
	]);
	expect(entries(sitemap(site, 'sitemap-index')).map(([path]) => path)).toEqual([
		'/sitemap-pages.xml',
		'/sitemap-2020-01.xml',
		'/sitemap-2021-07.xml',
	]);
});

test("the index says when the newest of a file's articles changed", () => {
	writeSource('hidden', 'text: full, images: none, searchEngines: false, ownSearch: true, feed: full, ai: allow');
	const updatedAt = '2022-03-01T10:00:00+06:00';
	content.writeArticle({ id: 'aaaaaaaaaa', publishedAt: '2021-07-29T10:00:00+06:00', updatedAt });
	content.writeArticle({ id: 'bbbbbbbbbb', publishedAt: '2021-07-30T10:00:00+06:00' });
	content.writeArticle({ id: 'cccccccccc', source: 'hidden', updatedAt: '2023-03-01T10:00:00+06:00' });
	content.writeArticle({ id: 'dddddddddd', lang: 'de', updatedAt: '2023-03-01T10:00:00+06:00' });
	const site = openTestSite(content);
	expect(entries(sitemap(site, 'sitemap-index'))).toEqual([
		['/sitemap-pages.xml', undefined],
		['/sitemap-2021-07.xml', '2022-03-01T04:00:00.000Z'],
	]);
	const parts = entries(sitemap(site, 'sitemap-index', 1));
	expect(parts.slice(1).map(([, changedAt]) => changedAt)).toEqual([
		'2022-03-01T04:00:00.000Z',
		'2021-07-30T04:00:00.000Z',
	]);
});

test('articles stand oldest first with the time of their last change', () => {
	content.writeArticle({ id: 'aaaaaaaaaa', publishedAt: '2021-08-01T10:00:00+06:00' });
	content.writeArticle({
		id: 'bbbbbbbbbb',
		publishedAt: '2021-07-29T10:00:00+06:00',
		updatedAt: '2022-01-01T10:00:00+06:00',
	});
	content.writeArticle({
		id: 'cccccccccc',
		publishedAt: '2021-07-28T10:00:00+06:00',
		firstSeenAt: '2021-07-28T11:00:00+06:00',
	});
	const site = openTestSite(content);
	expect(entries(sitemap(site, 'sitemap-2021-07'))).toEqual([
		['/ru/2021/07/28/x-cccccccccc/', '2021-07-28T11:00:00+06:00'],
		['/ru/2021/07/29/x-bbbbbbbbbb/', '2022-01-01T10:00:00+06:00'],
	]);
	expect(entries(sitemap(site, 'sitemap-2021-08'))).toEqual([
		['/ru/2021/08/01/x-aaaaaaaaaa/', '2021-08-01T10:00:00+06:00'],
	]);
});

test('sources that refuse search engines are in no sitemap, nor is a month that has nothing else', () => {
	writeSource('hidden', 'text: full, images: none, searchEngines: false, ownSearch: true, feed: full, ai: allow');
	content.writeArticle({ id: 'aaaaaaaaaa', source: 'hidden', publishedAt: '2019-07-29T10:00:00+06:00' });
	content.writeArticle({ id: 'bbbbbbbbbb', source: 'hidden' });
	content.writeArticle({ id: 'cccccccccc', source: 'gone', publishedAt: '2018-07-29T10:00:00+06:00' });
	content.writeArticle({ id: 'dddddddddd' });
	const site = openTestSite(content);
	expect(sitemapNames(site)).toEqual(['sitemap-index', 'sitemap-pages', 'sitemap-news', 'sitemap-2021-07']);
	expect(entries(sitemap(site, 'sitemap-2021-07'))).toHaveLength(1);
	expect(sitemap(site, 'sitemap-pages')).not.toContain('/sources/hidden/');
});

test('what its source withdrew is in no sitemap, nor is a month that has nothing else, nor does it split one', () => {
	const removedAt = '2021-08-02T10:00:00+06:00';
	writeSource('hidden', 'text: full, images: none, searchEngines: false, ownSearch: true, feed: full, ai: allow');
	content.writeArticle({ id: 'aaaaaaaaaa', publishedAt: '2019-07-29T10:00:00+06:00', removedAt });
	content.writeArticle({ id: 'bbbbbbbbbb', removedAt });
	content.writeArticle({ id: 'cccccccccc', removedAt, source: 'hidden' });
	content.writeArticle({ id: 'dddddddddd' });
	const site = openTestSite(content);
	expect(sitemapNames(site, 1)).toEqual(['sitemap-index', 'sitemap-pages', 'sitemap-news', 'sitemap-2021-07']);
	expect(entries(sitemap(site, 'sitemap-2021-07', 1)).map(([path]) => path)).toEqual(['/ru/2021/07/29/x-dddddddddd/']);
});

test('a month with too many articles for one file is split, as far as needed', () => {
	const days = ['2020-01-01', '2021-07-01', '2021-07-02', '2021-07-12', '2021-07-12', '2021-07-13', '2021-08-01'];
	for (const [index, day] of days.entries())
		content.writeArticle({ id: `aaaaaaaaa${'abcdefg'[index]}`, publishedAt: `${day}T10:00:00+06:00` });
	const site = openTestSite(content);
	const names = sitemapNames(site, 2).slice(3);
	expect(names).toEqual([
		'sitemap-2020-01',
		'sitemap-2021-07-1',
		'sitemap-2021-07-12',
		'sitemap-2021-07-13',
		'sitemap-2021-08',
	]);
	expect(names.flatMap((name) => entries(sitemap(site, name, 2)))).toHaveLength(days.length);
});

test('hubs and pages of text are listed, with the newest change of what a hub shows', () => {
	content.write('topics/sport.yaml', 'labels: {ru: Спорт}\norder: 1\nrules: {words: [спорт]}\n');
	content.write(
		'pages/ru/about.md',
		'---\nschema: 1\nlang: ru\ntitle: О сайте\ndescription: О сайте.\n---\n\nТекст.\n',
	);
	content.writeArticle({ id: 'aaaaaaaaaa', firstSeenAt: '2021-07-29T12:00:00+06:00' });
	content.writeArticle({
		id: 'bbbbbbbbbb',
		publishedAt: '2020-01-01T10:00:00+06:00',
		updatedAt: '2021-09-01T10:00:00Z',
	});
	const pages = new Map(entries(sitemap(openTestSite(content), 'sitemap-pages')));
	expect(pages.get('/ru/')).toBe('2021-09-01T10:00:00Z');
	expect(pages.get('/ru/sources/press/')).toBe('2021-09-01T10:00:00Z');
	expect([...pages.keys()]).toEqual(
		expect.arrayContaining(['/ky/', '/en/topics/sport/', '/ru/about/', '/ru/sources/']),
	);
	expect(pages.get('/ky/')).toBeUndefined();
});

test.each(['sitemap', 'sitemap-2020', 'sitemap-', 'rss', 'sitemap-2021', 'sitemap-2021-06'])(
	'there is no %s',
	(name) => {
		content.writeArticle({ id: 'aaaaaaaaaa' });
		expect(sitemap(openTestSite(content), name)).toBeUndefined();
	},
);

test('robots.txt refuses AI crawlers as soon as one source does', () => {
	expect(robotsTxt(openTestSite(content))).toBe(
		`User-agent: *\nAllow: /\n\nSitemap: ${siteConfig.url}/sitemap-index.xml\nSitemap: ${siteConfig.url}/sitemap-news.xml\n`,
	);
	writeSource('strict', 'text: full, images: none, searchEngines: true, ownSearch: true, feed: full, ai: deny');
	expect(robotsTxt(openTestSite(content))).toMatch(/\nUser-agent: GPTBot\n(User-agent: .*\n)+Disallow: \/\n/);
});

test('the news sitemap holds what appeared in the two days before the newest article was seen', () => {
	writeSource('closed', 'text: full, images: none, searchEngines: false, ownSearch: true, feed: full, ai: deny');
	const at = (id: string, publishedAt: string, more = {}): string => content.writeArticle({ id, publishedAt, ...more });
	at('aaaaaaaaaa', '2021-07-29T10:00:00+06:00', { firstSeenAt: '2021-07-29T10:00:00+06:00', title: 'A & Б' });
	at('bbbbbbbbbb', '2021-07-27T10:00:01+06:00', { lang: 'ky', firstSeenAt: '2021-07-27T10:00:01+06:00' });
	at('cccccccccc', '2021-07-27T10:00:00+06:00', { firstSeenAt: '2021-07-27T10:00:00+06:00' });
	at('dddddddddd', '2021-07-29T09:00:00+06:00', { source: 'closed', firstSeenAt: '2021-07-29T09:00:00+06:00' });
	at('eeeeeeeeee', '2021-07-29T11:00:00+06:00', { firstSeenAt: '2021-07-29T09:00:00+06:00' });
	const site = openTestSite(content);
	const xml = sitemap(site, 'sitemap-news') ?? '';
	expect(entries(xml).map(([path]) => path)).toEqual(['/ru/2021/07/29/x-aaaaaaaaaa/', '/ky/2021/07/27/x-bbbbbbbbbb/']);
	expect(xml).toContain(
		'<news:publication_date>2021-07-29T10:00:00+06:00</news:publication_date><news:title>A &amp; Б</news:title>',
	);
	expect(xml).toContain(`<news:name>${siteConfig.name}</news:name><news:language>ru</news:language>`);
	expect(robotsTxt(site)).toContain(`Sitemap: ${siteConfig.url}/sitemap-news.xml`);
});
