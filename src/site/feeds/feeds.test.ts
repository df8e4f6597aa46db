import { parseRssFeed } from 'feedsmith';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTestContent, type TestContent } from '#catalog/test-content.ts';
import { siteConfig } from '#site.config';
import { openTestSite } from '../test-site.ts';
import { feedOf as writeFeed } from './feeds.ts';

let content: TestContent;
beforeEach(() => {
	content = makeTestContent();
});
afterEach(() => content.dispose());

async function feedOf(list = 'ru') {
	const xml = (await writeFeed(openTestSite(content), list, 'feed')) ?? '';
	return { xml, feed: parseRssFeed(xml) };
}

function writeSource(id: string, rights: string): void {
	content.write(
		`sources/${id}.yaml`,
		`name: ${id}\nlang: ru\ntimeZone: Asia/Bishkek\nenabled: true\nfeeds: []\nfollow: never\nrights: {${rights}, evidence: "https://x.example/"}\n`,
	);
}

const IMAGE = {
	original: 'ab'.repeat(32),
	widths: [320, 640, 1280, 1920],
	width: 2000,
	height: 1000,
	alt: 'Карта',
	credit: 'Ж & К',
};

test('an item carries the frozen id, the permalink and everything the source allows', async () => {
	content.write('topics/sport.yaml', 'labels: {ru: Спорт}\norder: 1\nrules: {words: [спорт]}\n');
	content.writeArticle(
		{
			id: 'aaaaaaaaaa',
			title: 'Заголовок',
			authors: ['Айгүл', 'Нурлан'],
			tags: ['Ош', 'Спорт'],
			topics: [{ id: 'sport', by: 'rule', evidence: [] }],
			image: IMAGE,
			commentsUrl: 'https://press.example/a#comments',
			updatedAt: '2021-07-30T09:00:00+06:00',
		},
		'Текст со [ссылкой](/ru/) и [внешней](https://x.example/).',
	);
	const { feed } = await feedOf('ru/topics/sport');
	expect(feed).toMatchObject({
		link: `${siteConfig.url}/ru/topics/sport/`,
		language: 'ru',
		lastBuildDate: 'Fri, 30 Jul 2021 03:00:00 GMT',
		atom: { links: [{ href: `${siteConfig.url}/ru/topics/sport/rss.xml`, rel: 'self' }] },
	});
	expect(feed.title).toContain('Спорт');
	expect(feed.items).toEqual([
		expect.objectContaining({
			title: 'Заголовок',
			link: `${siteConfig.url}/ru/2021/07/29/x-aaaaaaaaaa/`,
			guid: { value: `tag:${siteConfig.feedAuthority}:aaaaaaaaaa`, isPermaLink: false },
			pubDate: 'Thu, 29 Jul 2021 05:42:00 GMT',
			description: 'Excerpt.',
			categories: [{ name: 'Спорт' }, { name: 'Ош' }],
			comments: 'https://press.example/a#comments',
			source: { title: 'Press', url: 'https://press.example/' },
			dc: expect.objectContaining({ creators: ['Айгүл', 'Нурлан'] }),
		}),
	]);
	const [item] = feed.items ?? [];
	expect(item?.content?.encoded).toContain(`href="${siteConfig.url}/ru/"`);
	expect(item?.content?.encoded).toContain('href="https://x.example/"');
	expect(item?.media?.contents).toMatchObject([
		{
			url: `${siteConfig.url}/media/ab/${IMAGE.original}-1280.webp`,
			medium: 'image',
			type: 'image/webp',
			width: 1280,
			height: 640,
		},
	]);
});

test('pictures of the text have absolute addresses in every width', async () => {
	content.writeArticle(
		{ id: 'aaaaaaaaaa', pictures: [IMAGE] },
		`![a > b](/media/ab/${IMAGE.original}-640.webp)\n\n"src="/x`,
	);
	const { feed } = await feedOf();
	const html = feed.items?.[0]?.content?.encoded ?? '';
	const address = (width: number): string => `${siteConfig.url}/media/ab/${IMAGE.original}-${width}.webp`;
	expect(html).toContain(`src="${address(640)}"`);
	expect(html).toContain(`srcset="${IMAGE.widths.map((width) => `${address(width)} ${width}w`).join(', ')}"`);
	expect(html).toMatch(/src=("|&quot;|&#x22;)\/x/);
});

test('a hostile title, author, tag and text stay text, and characters that XML forbids are gone', async () => {
	const hostile = 'a ]]> <b>&amp; "x" \u0000\u0001\u000b\u001f\ufffe\ud800 𝕏 <!--';
	const shown = 'a ]]> <b>&amp; "x"  𝕏 <!--';
	content.writeArticle(
		{ id: 'aaaaaaaaaa', title: hostile, authors: [hostile], tags: [hostile], excerpt: hostile },
		hostile,
	);
	const { xml, feed } = await feedOf();
	expect(xml).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/);
	const [item] = feed.items ?? [];
	expect(item?.title).toBe(shown);
	expect(item?.categories).toEqual([{ name: shown }]);
	expect(item?.dc?.creators).toEqual([shown]);
	expect(item?.description).toBe('a ]]&gt; &lt;b&gt;&amp;amp; &quot;x&quot;  𝕏 &lt;!--');
	expect(item?.content?.encoded).not.toContain('<b>');
});

test('feeds carry no more than the source allows', async () => {
	writeSource('short', 'text: full, images: none, searchEngines: false, ownSearch: true, feed: excerpt, ai: deny');
	writeSource('link', 'text: link, images: none, searchEngines: true, ownSearch: true, feed: full, ai: deny');
	content.writeArticle({ id: 'aaaaaaaaaa', source: 'short', image: IMAGE }, 'Закрытый текст.');
	content.writeArticle({ id: 'bbbbbbbbbb', source: 'link', excerpt: 'Секрет' }, 'Тайный текст.');
	const { xml, feed } = await feedOf();
	expect(xml).not.toMatch(/Закрытый|Секрет|Тайный|media:content/);
	expect(feed.items?.map(({ title, description }) => [title, description])).toEqual([
		['Title of bbbbbbbbbb', undefined],
		['Title of aaaaaaaaaa', 'Excerpt.'],
	]);
});

test('an edition leaves out reprints of what it has had, their source does not', async () => {
	writeSource('other', 'text: full, images: none, searchEngines: true, ownSearch: true, feed: full, ai: deny');
	content.writeArticle({ id: 'aaaaaaaaaa' });
	content.writeArticle({ id: 'bbbbbbbbbb', source: 'other', reprintOf: 'aaaaaaaaaa' });
	content.writeArticle({ id: 'cccccccccc', source: 'other', reprintOf: 'zzzzzzzzzz' });
	const titles = async (list: string) => (await feedOf(list)).feed.items?.map(({ title }) => title?.slice(-1));
	expect(await titles('ru')).toEqual(['c', 'a']);
	expect(await titles('ru/sources/other')).toEqual(['c', 'b']);
});

test('leaves out what its source withdrew', async () => {
	content.writeArticle({ id: 'aaaaaaaaaa', title: 'Снятая', removedAt: '2021-07-30T10:00:00+06:00' });
	content.writeArticle({ id: 'bbbbbbbbbb', title: 'Стоит' });
	for (const list of ['ru', 'ru/sources/press']) {
		expect((await feedOf(list)).feed.items?.map(({ title }) => title)).toEqual(['Стоит']);
	}
});

test('holds the newest fifty, newest first', async () => {
	for (let index = 0; index < 60; index++) {
		const id = `aaaaaaaa${String.fromCharCode(97 + Math.floor(index / 26), 97 + (index % 26))}`;
		content.writeArticle({
			id,
			title: `Title ${index}`,
			publishedAt: new Date(Date.UTC(2021, 6, 1, index)).toISOString(),
		});
	}
	const { feed } = await feedOf();
	expect(feed.items).toHaveLength(50);
	expect([feed.items?.[0]?.title, feed.items?.[49]?.title]).toEqual(['Title 59', 'Title 10']);
});

test('a list that stands but is empty has a valid feed without a date', async () => {
	const { feed, xml } = await feedOf('ky/sources/press');
	expect(feed.title).toContain('Press');
	expect(feed.description).not.toBe('');
	expect(feed.items ?? []).toEqual([]);
	expect(xml).not.toContain('lastBuildDate');
});

test.each([
	'',
	'de',
	'ru/topics/none',
	'ru/tags/none',
	'ru/sources/none',
	'ru/topics/none/from/press',
	'ru/x/y',
	'ru/sources',
])('there is no feed of %j', async (list) => {
	expect(await writeFeed(openTestSite(content), list, 'feed')).toBeUndefined();
});
