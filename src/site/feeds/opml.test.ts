import { type DateLike, type Opml, parseOpml } from 'feedsmith';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTestContent, type TestContent } from '#catalog/test-content.ts';
import { siteConfig } from '#site.config';
import { llmsTxt } from '../llms.ts';
import { robotsTxt } from '../robots.ts';
import { openTestSite } from '../test-site.ts';
import { opml } from './opml.ts';

let content: TestContent;
beforeEach(() => {
	content = makeTestContent();
});
afterEach(() => content.dispose());

function writeSource(id: string, { feeds = '[]', isEnabled = true, ai = 'deny' } = {}): void {
	const rights = `text: full, images: none, searchEngines: true, ownSearch: true, feed: full, ai: ${ai}`;
	content.write(
		`sources/${id}.yaml`,
		`name: "${id} & Co"\nlang: ru\ntimeZone: Asia/Bishkek\nenabled: ${isEnabled}\nfeeds: ${feeds}\nfollow: never\nrights: {${rights}, evidence: "https://x.example/"}\n`,
	);
}

/** Addresses of feeds, with the texts above them. */
function feedsIn(outlines: readonly Opml.Outline<DateLike>[] = [], above = ''): string[] {
	return outlines.flatMap(({ text, xmlUrl, outlines: below }) => [
		...(xmlUrl === undefined ? [] : [`${above}${xmlUrl.replace(siteConfig.url, '')}`]),
		...feedsIn(below, `${above}${String(text)}/`),
	]);
}

test('our feeds stand by edition and kind', () => {
	content.write('topics/sport.yaml', 'labels: {ru: Спорт}\norder: 1\nrules: {words: [спорт]}\n');
	content.writeArticle({ id: 'aaaaaaaaaa', tags: ['x'] });
	const { body, head } = parseOpml(opml(openTestSite(content), 'feeds') ?? '');
	expect(head?.title).toContain(siteConfig.name);
	expect(feedsIn(body?.outlines).slice(0, 4)).toEqual([
		'Русский//ru/rss.xml',
		'Русский/Темы//ru/topics/sport/rss.xml',
		'Русский/Пресса//ru/sources/press/rss.xml',
		'Кыргызча//ky/rss.xml',
	]);
	const first = body?.outlines?.[0]?.outlines?.[0];
	expect(first).toMatchObject({ type: 'rss', htmlUrl: `${siteConfig.url}/ru/`, language: 'ru' });
});

test('feeds of sources are those on the web, of sources that are read, that hold no secret', () => {
	const feeds = [
		'https://a.example/rss?lang=ru&n=1',
		'inbox/a',
		'https://u:p@a.example/rss',
		'https://a.example/rss?api_key=1',
	];
	writeSource('a', { feeds: JSON.stringify(feeds) });
	writeSource('b', { feeds: '["https://b.example/rss"]', isEnabled: false });
	const text = opml(openTestSite(content), 'sources') ?? '';
	expect(feedsIn(parseOpml(text).body?.outlines)).toEqual(['https://a.example/rss?lang=ru&n=1']);
	expect(text).toContain('text="a &amp; Co"');
});

test('a list without feeds is valid, and there is no other', () => {
	expect(parseOpml(opml(openTestSite(content), 'sources') ?? '').body?.outlines).toHaveLength(1);
	expect(opml(openTestSite(content), 'x')).toBeUndefined();
});

test('llms.txt names hubs and feeds, and refuses what robots.txt refuses', () => {
	writeSource('open', { ai: 'allow' });
	writeSource('closed');
	const site = openTestSite(content);
	expect(robotsTxt(site)).toContain('User-agent: GPTBot');
	const text = llmsTxt(site);
	expect(text).toMatch(/^# Jarchy\n\n> /);
	for (const path of ['/ru/', '/ky/rss.xml', '/feeds.opml', '/en/sources/'])
		expect(text).toContain(`(${siteConfig.url}${path})`);
	expect(text).toContain('closed to AI crawlers');
	expect(text).toContain('closed & Co');
	expect(text).not.toContain('open & Co');
});
