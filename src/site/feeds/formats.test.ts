import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { syncCatalog } from '#catalog/sync.ts';
import { makeTestContent, type TestContent } from '#catalog/test-content.ts';
import { siteConfig } from '#site.config';
import { type Site, toSite } from '../site.ts';
import { feedOf } from './feeds.ts';
import { FEED_FORMATS, type FeedFormat } from './formats.ts';

const PICTURE = {
	original: 'ab'.repeat(32),
	widths: [320, 1280],
	width: 2000,
	height: 1000,
	alt: 'Карта <1>',
	credit: 'Ж & К',
};
const EVERYTHING = {
	id: 'aaaaaaaaaa',
	title: 'Заголовок <b> ]]> & "так"',
	authors: ['007', 'Нурлан & Ко'],
	tags: ['Ош', 'A & B'],
	image: PICTURE,
	url: 'https://press.example/a?x=1&y=2',
	commentsUrl: 'https://press.example/a#comments',
	updatedAt: '2021-07-30T09:00:00+06:00',
};

let content: TestContent;
beforeEach(() => {
	content = makeTestContent();
});
afterEach(() => content.dispose());

function openSite(config: Partial<Site['config']> = {}): Site {
	const catalog = content.open();
	syncCatalog(catalog, siteConfig);
	return { ...toSite(catalog), config: { ...siteConfig, ...config } };
}

/** The feed of a list in every format, as written. */
async function feedsOf(site: Site, list = 'ru'): Promise<Record<FeedFormat['kind'], string>> {
	const write = async (kind: FeedFormat['kind']): Promise<string> => (await feedOf(site, list, kind)) ?? '';
	return { feed: await write('feed'), atomFeed: await write('atomFeed'), jsonFeed: await write('jsonFeed') };
}

test('every format says the same of an item', async () => {
	content.writeArticle(EVERYTHING, 'Текст & [ссылка](/ru/) ]]> &lt;');
	const written = await feedsOf(openSite());
	const [rss] = parseRssFeed(written.feed).items ?? [];
	const [atom] = parseAtomFeed(written.atomFeed).entries ?? [];
	const [json] = parseJsonFeed(written.jsonFeed).items ?? [];
	const picture = `${siteConfig.url}/media/ab/${PICTURE.original}-1280.webp`;
	expect([rss?.title, atom?.title?.value, json?.title]).toEqual(Array(3).fill(EVERYTHING.title));
	expect([rss?.guid?.value, atom?.id, json?.id]).toEqual(Array(3).fill(`tag:${siteConfig.feedAuthority}:aaaaaaaaaa`));
	const link = atom?.links?.find(({ rel }) => rel === 'alternate')?.href;
	expect([rss?.link, link, json?.url]).toEqual(Array(3).fill(`${siteConfig.url}/ru/2021/07/29/x-aaaaaaaaaa/`));
	const names = [rss?.dc?.creators, atom?.authors?.map(({ name }) => name), json?.authors?.map(({ name }) => name)];
	expect(names).toEqual(Array(3).fill(EVERYTHING.authors));
	const categories = [rss?.categories?.map(({ name }) => name), atom?.categories?.map(({ term }) => term), json?.tags];
	expect(categories).toEqual(Array(3).fill(EVERYTHING.tags));
	expect([rss?.description, atom?.summary?.value, json?.content_text]).toEqual(Array(3).fill('Excerpt.'));
	const published = [rss?.pubDate, atom?.published, json?.date_published].map((date) => Date.parse(date ?? ''));
	expect(published).toEqual(Array(3).fill(Date.parse('2021-07-29T05:42:00Z')));
	const updated = [rss?.atom?.updated, atom?.updated, json?.date_modified].map((date) => Date.parse(date ?? ''));
	expect(updated).toEqual(Array(3).fill(Date.parse(EVERYTHING.updatedAt)));
	const pictures = [rss?.media?.contents?.[0]?.url, atom?.media?.contents?.[0]?.url, json?.image];
	expect(pictures).toEqual(Array(3).fill(picture));
	const originals = [rss?.atom?.links, atom?.links].map((links) => links?.find(({ rel }) => rel === 'via')?.href);
	expect([...originals, json?.external_url]).toEqual(Array(3).fill(EVERYTHING.url));
	expect(rss?.source?.title).toBe('Press');
	expect(atom?.source?.title?.value).toBe('Press');
	const [plain] = JSON.parse(written.jsonFeed).items;
	expect(plain).toMatchObject({
		_source: { name: 'Press', url: 'https://press.example/' },
		_comments: { url: EVERYTHING.commentsUrl },
	});
});

test('whole texts stand in RSS, other formats have first words', async () => {
	content.writeArticle(EVERYTHING, 'Текст & [якорь](/ru/) ]]> &lt;\n\n```\n<a>\n  <b>\n```');
	const { feed, atomFeed, jsonFeed } = await feedsOf(openSite());
	expect(parseRssFeed(feed).items?.[0]?.content?.encoded?.trim()).toBe(
		`<p>Текст &amp; <a href="${siteConfig.url}/ru/">якорь</a> ]]&gt; &lt;</p>\n<pre><code>&lt;a&gt;\n  &lt;b&gt;\n</code></pre>`,
	);
	expect(parseRssFeed(feed).items?.[0]?.atom?.links).toContainEqual({
		href: 'https://press.example/terms',
		rel: 'license',
	});
	expect(parseRssFeed(feed).items?.[0]?.dc?.rights).toEqual(['© Press']);
	expect(atomFeed + jsonFeed).not.toMatch(/<content|content_html|якорь|license/);
});

test('every format is of the same age, names itself, its language and its terms', async () => {
	content.writeArticle(EVERYTHING);
	content.writeArticle({ id: 'bbbbbbbbbb', publishedAt: '2021-07-29T12:00:00+06:00' });
	const written = await feedsOf(openSite(), 'ru/sources/press');
	const [rss, atom] = [parseRssFeed(written.feed), parseAtomFeed(written.atomFeed)];
	const json = parseJsonFeed(written.jsonFeed);
	expect(Date.parse(rss.lastBuildDate ?? '')).toBe(Date.parse(EVERYTHING.updatedAt));
	expect(Date.parse(atom.updated ?? '')).toBe(Date.parse(EVERYTHING.updatedAt));
	const self = [rss.atom?.links, atom.links].map((links) => links?.find(({ rel }) => rel === 'self')?.href);
	expect([...self, json.feed_url]).toEqual(
		FEED_FORMATS.map(({ file }) => `${siteConfig.url}/ru/sources/press/${file}`),
	);
	expect([rss.atom?.id, atom.id]).toEqual(Array(2).fill(`tag:${siteConfig.feedAuthority}:ru/sources/press`));
	expect([rss.language, atom.xml?.lang, json.language]).toEqual(['ru', 'ru', 'ru']);
	expect(rss.copyright).toBe(atom.rights?.value);
	expect([rss.title, atom.title?.value]).toEqual([json.title, json.title]);
});

test('dates are written as each format demands', async () => {
	content.writeArticle(EVERYTHING);
	const { feed, atomFeed, jsonFeed } = await feedsOf(openSite());
	for (const [, date] of feed.matchAll(/<(?:pubDate|lastBuildDate)>([^<]*)/g)) {
		expect(date).toMatch(/^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/);
	}
	const instants = [...`${feed}${atomFeed}`.matchAll(/<(?:atom:)?(?:updated|published)>([^<]*)/g)];
	expect(instants).toHaveLength(5);
	for (const [, date] of instants) expect(date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
	expect(JSON.parse(jsonFeed).items[0].date_published).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)$/);
});

test('no text leads to a place that only our own pages know of', async () => {
	const text = `[a](/ru/) [b](#part) [c](https://x.example/)\n\n![](/media/ab/${PICTURE.original}-1280.webp)\n\n| x |\n|---|\n| y |`;
	content.writeArticle({ ...EVERYTHING, pictures: [PICTURE] }, text);
	for (const [kind, written] of Object.entries(await feedsOf(openSite()))) {
		const addresses = [...written.matchAll(/\\?"?\b(?:href|src|url|srcset)\\?"?[=:]\s?\\?"([^"\\ ]+)/g)].map(
			([, at]) => at,
		);
		expect(addresses.length).toBeGreaterThan(kind === 'feed' ? 10 : 3);
		const own = addresses.filter((address) => address !== '/ru/feed.css');
		expect(own.filter((address) => !/^https:\/\//.test(address ?? ''))).toEqual([]);
		expect(written).not.toMatch(/(tabindex|class|loading|decoding)=/);
	}
});

test('an empty list has a valid feed in every format, the same in every build', async () => {
	const { feed, atomFeed, jsonFeed } = await feedsOf(openSite(), 'ky/sources/press');
	expect(parseRssFeed(feed).items ?? []).toEqual([]);
	expect(feed).not.toContain('lastBuildDate');
	expect(parseAtomFeed(atomFeed)).toMatchObject({ updated: '2026-01-01T00:00:00.000Z', authors: [{}] });
	expect(JSON.parse(jsonFeed).items).toEqual([]);
});

test('an item without whole text has its first words, and one without any still what the format demands', async () => {
	const rights = 'text: link, images: none, searchEngines: true, ownSearch: true, feed: full, ai: deny';
	content.write(
		'sources/link.yaml',
		`name: Link\nlang: ru\ntimeZone: Asia/Bishkek\nenabled: true\nfeeds: []\nfollow: never\nrights: {${rights}, evidence: "https://x.example/"}\n`,
	);
	content.writeArticle({ id: 'aaaaaaaaaa', source: 'link', authors: [] }, 'Тайный текст');
	const { feed, atomFeed, jsonFeed } = await feedsOf(openSite());
	expect(feed + atomFeed + jsonFeed).not.toMatch(/Тайный|<content|content_html/);
	expect(parseAtomFeed(atomFeed).entries?.[0]?.summary?.value).toBe('Link');
	expect(parseAtomFeed(atomFeed).entries?.[0]?.authors).toEqual([
		{ name: 'Link', uri: `${siteConfig.url}/ru/sources/link/` },
	]);
	expect(JSON.parse(jsonFeed).items[0]).toMatchObject({ content_text: '', authors: [{ name: 'Link' }] });
});

test('characters that XML forbids are in no format', async () => {
	content.writeArticle({ id: 'aaaaaaaaaa', title: 'a\u0000\u0001\u000b\u001f\ufffe\ud800b', tags: ['\u0008x'] });
	const written = await feedsOf(openSite());
	for (const text of [written.feed, written.atomFeed, JSON.parse(written.jsonFeed).items[0].title]) {
		expect(text).toContain('ab');
		expect(text).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800]/);
	}
});

test('feeds name a hub only where one is configured', async () => {
	content.writeArticle({ id: 'aaaaaaaaaa' });
	const without = await feedsOf(openSite());
	expect(Object.values(without).join()).not.toMatch(/rel="hub"|"hubs"/);
	const webSubHub = 'https://hub.example/';
	const { feed, atomFeed, jsonFeed } = await feedsOf(openSite({ webSubHub }));
	for (const links of [parseRssFeed(feed).atom?.links, parseAtomFeed(atomFeed).links]) {
		expect(links).toContainEqual({ href: webSubHub, rel: 'hub' });
	}
	expect(parseJsonFeed(jsonFeed).hubs).toEqual([{ type: 'WebSub', url: webSubHub }]);
});

test('tags and a topic by source have RSS alone', async () => {
	content.write('topics/sport.yaml', 'labels: {ru: Спорт}\norder: 1\nrules: {words: [спорт]}\n');
	content.writeArticle({ id: 'aaaaaaaaaa', tags: ['x'], topics: [{ id: 'sport', by: 'rule', evidence: [] }] });
	const site = openSite();
	for (const list of ['ru/tags/x', 'ru/topics/sport/from/press']) {
		expect(await feedOf(site, list, 'feed')).toBeDefined();
		expect(await feedOf(site, list, 'atomFeed')).toBeUndefined();
		expect(await feedOf(site, list, 'jsonFeed')).toBeUndefined();
	}
});
