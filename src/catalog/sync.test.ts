import { renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { siteConfig } from '#site.config';
import { catalogPath } from './catalog.ts';
import {
	allSources,
	countArticles,
	countInPeriod,
	findArticle,
	findNeighbours,
	findPlaced,
	listArticles,
	listsBelow,
	newestFirstSeen,
	tagLabel,
} from './queries.ts';
import { syncCatalog } from './sync.ts';
import { makeTestContent, type TestContent } from './test-content.ts';

let content: TestContent;
beforeEach(() => {
	content = makeTestContent();
});
afterEach(() => content.dispose());

test('sees new, edited, moved and deleted files, and re-reads nothing else', () => {
	const catalog = content.open();
	const [a, b] = ['aaaaaaaaaa', 'bbbbbbbbbb'];
	const path = content.writeArticle({ id: a });
	const other = content.writeArticle({ id: b, publishedAt: '2021-07-30T10:00:00+06:00' });
	expect(syncCatalog(catalog, siteConfig)).toMatchObject({ added: [a, b], changed: [], removed: [] });
	expect(syncCatalog(catalog, siteConfig)).toEqual({ added: [], changed: [], removed: [], documents: [] });

	content.writeArticle({ id: a, title: 'Another title' });
	expect(syncCatalog(catalog, siteConfig)).toMatchObject({ added: [], changed: [a], removed: [] });
	expect(findArticle(catalog, a)?.title).toBe('Another title');

	renameSync(join(content.contentDir, path), join(content.contentDir, 'articles/2021/07/29/moved.md'));
	expect(syncCatalog(catalog, siteConfig)).toMatchObject({ added: [], changed: [a], removed: [] });

	content.remove(other);
	expect(syncCatalog(catalog, siteConfig)).toMatchObject({ removed: [b] });
	expect(countArticles(catalog, 'ru')).toBe(1);
});

test('a file that was only touched is not a change', () => {
	const catalog = content.open();
	const path = content.writeArticle({ id: 'aaaaaaaaaa' });
	syncCatalog(catalog, siteConfig);
	utimesSync(join(content.contentDir, path), 1, 1);
	expect(syncCatalog(catalog, siteConfig)).toEqual({ added: [], changed: [], removed: [], documents: [] });
});

test('counts per list and period follow adds, edits and deletions', () => {
	const catalog = content.open();
	const path = content.writeArticle({ id: 'aaaaaaaaaa', tags: ['Нарын'] });
	content.writeArticle({ id: 'bbbbbbbbbb', tags: ['нарын', 'Нарын'] });
	syncCatalog(catalog, siteConfig);
	expect(countInPeriod(catalog, 'ru/tags/naryn', '2021-07-3')).toBe(2);
	expect(tagLabel(catalog, 'ru', 'naryn')).toBe('Нарын');

	content.writeArticle({ id: 'bbbbbbbbbb', tags: [] });
	syncCatalog(catalog, siteConfig);
	expect(countInPeriod(catalog, 'ru/tags/naryn', '2021')).toBe(1);

	content.remove(path);
	syncCatalog(catalog, siteConfig);
	expect(listsBelow(catalog, 'ru/tags')).toEqual([]);
	expect(countInPeriod(catalog, 'ru', '2021-07-29')).toBe(1);
});

test('names every bad file at once and stays as it was', () => {
	const catalog = content.open();
	content.writeArticle({ id: 'aaaaaaaaaa' });
	syncCatalog(catalog, siteConfig);
	content.writeArticle({ id: 'bbbbbbbbbb', title: '', publishedAt: '2021-07-29T11:42:00+06:00' });
	content.write('articles/2021/07/29/broken.md', 'no frontmatter');
	content.write('articles/2021/07/29/script.md', '---js\nprocess.exit(1)\n---\n');
	content.write('topics/Sport.yaml', 'labels: {}\n');
	expect(() => syncCatalog(catalog, siteConfig)).toThrowErrorMatchingInlineSnapshot(`
		[ContentError: topics/Sport.yaml: expected a file name of lower-case letters, digits and hyphens, found "Sport.yaml".
		articles/2021/07/29/bbbbbbbbbb.md: title: Too small: expected string to have >=1 characters, found "".
		articles/2021/07/29/broken.md: expected frontmatter between two lines \`---\` at the top.
		articles/2021/07/29/script.md: expected frontmatter between two lines \`---\` at the top.]
	`);
	expect(countArticles(catalog, 'ru')).toBe(1);
});

test.each([
	['sources/kaktus.yml', 'sources/kaktus.yml: expected a file name that ends in .yaml, found .yml.'],
	['topics/SPORT.YAML', 'topics/SPORT.YAML: expected a file name that ends in .yaml, found .YAML.'],
	['pages/ru/about.markdown', 'pages/ru/about.markdown: expected a file name that ends in .md, found .markdown.'],
])('names %s, which would be passed over for its ending', (path, message) => {
	content.write(path, 'name: x');
	content.write('sources/README', 'Notes lie where they like.');
	expect(() => syncCatalog(content.open(), siteConfig)).toThrow(message);
});

test('two files never claim one id or one permalink', () => {
	const catalog = content.open();
	content.writeArticle({ id: 'aaaaaaaaaa' });
	content.writeArticle({ id: 'aaaaaaaaaa', publishedAt: '2021-07-28T11:42:00+06:00' });
	content.writeArticle({ id: 'bbbbbbbbbb', permalink: '/ru/2021/07/28/x-aaaaaaaaaa/' });
	expect(() => syncCatalog(catalog, siteConfig)).toThrow(/an id of its own.*\n.*a permalink of its own/);
});

test('a damaged catalog is made anew', () => {
	content.writeArticle({ id: 'aaaaaaaaaa' });
	const first = content.open();
	syncCatalog(first, siteConfig);
	first.close();
	writeFileSync(catalogPath(content.cacheDir), 'not a database');
	const second = content.open();
	expect(syncCatalog(second, siteConfig).added).toEqual(['aaaaaaaaaa']);
});

test('lists are newest first, neighbours are the articles right beside', () => {
	const catalog = content.open();
	content.writeArticle({ id: 'aaaaaaaaaa', publishedAt: '2021-07-29T09:00:00+06:00' });
	content.writeArticle({ id: 'cccccccccc', publishedAt: '2021-07-29T10:00:00+06:00' });
	content.writeArticle({
		id: 'bbbbbbbbbb',
		publishedAt: '2021-07-30T00:30:00+06:00',
		firstSeenAt: '2021-08-01T00:00:00+06:00',
	});
	syncCatalog(catalog, siteConfig);
	expect(listArticles(catalog, 'ru', { limit: 2 }).map(({ id }) => id)).toEqual(['bbbbbbbbbb', 'cccccccccc']);
	const neighboursOf = (id: string): ReturnType<typeof findNeighbours> => {
		const article = findPlaced(catalog, id);
		return article === undefined ? {} : findNeighbours(catalog, article);
	};
	const { previous, next } = neighboursOf('cccccccccc');
	expect([previous?.id, next?.id]).toEqual(['aaaaaaaaaa', 'bbbbbbbbbb']);
	expect(neighboursOf('bbbbbbbbbb').next).toBeUndefined();
	expect(newestFirstSeen(catalog)).toBe('2021-07-31T18:00:00.000Z');
	expect(allSources(catalog).map(({ id }) => id)).toEqual(['press']);
});

test('small files lie where their name says, one of each name, and take no address of the site', () => {
	const catalog = content.open();
	const page = '---\nschema: 1\nlang: ru\ntitle: О сайте\ndescription: О нас\n---\n\nТекст.\n';
	content.write('pages/ru/about.md', page);
	content.write('pages/ky/about.md', page);
	content.write('pages/ru/2021.md', page);
	content.write(
		'sources/old/press.yaml',
		'name: X\nlang: ru\ntimeZone: UTC\nenabled: false\nfeeds: []\nfollow: never\n',
	);
	expect(() => syncCatalog(catalog, siteConfig)).toThrowErrorMatchingInlineSnapshot(`
		[ContentError: sources/old/press.yaml: expected it at sources/press.yaml.
		pages/ky/about.md: expected it at pages/ru/about.md.
		pages/ru/2021.md: expected a page name that the site does not use itself, found 2021.]
	`);
});
