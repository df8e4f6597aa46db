import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { siteConfig } from '#site.config';
import { putArticle } from './article-rows.ts';
import { type Catalog, openCatalog } from './catalog.ts';
import { changesSince, forgetChanges, logEnd } from './changes.ts';
import { getArticleDocument, sha256 } from './documents.ts';
import { listArticles } from './queries.ts';
import { syncCatalog, syncUsable } from './sync.ts';
import { makeTestContent, type TestContent } from './test-content.ts';
import { statFile } from './walk.ts';

const [a, b, c] = ['aaaaaaaaaa', 'bbbbbbbbbb', 'cccccccccc'] as const;

let content: TestContent;
let catalog: Catalog;
beforeEach(() => {
	content = makeTestContent();
	catalog = content.open();
});
afterEach(() => content.dispose());

const writeSearch = (query: string, id = 'lakes'): void =>
	content.write(`searches/${id}.yaml`, `labels: {ru: Озёра}\nquery: ${JSON.stringify(query)}\n`);
const writePress = (rights: string): void =>
	content.write(
		'sources/press.yaml',
		`name: Press\nlang: ru\ntimeZone: Asia/Bishkek\nenabled: true\nfeeds: []\nfollow: never\nrights: {${rights}, images: none, searchEngines: true, feed: full, ai: allow, evidence: "https://press.example/"}\n`,
	);
const answers = (list: string): string[] => {
	syncCatalog(catalog, siteConfig);
	expect(countsOf(catalog)).toEqual(countsOf(fresh()));
	return listArticles(catalog, list, {}).map(({ id }) => id);
};

/** The same content, indexed from nothing. */
function fresh(): Catalog {
	const cacheDir = mkdtempSync(join(content.cacheDir, 'fresh-'));
	const other = openCatalog({ contentDir: content.contentDir, cacheDir, site: siteConfig });
	syncCatalog(other, siteConfig);
	return other;
}

function countsOf({ all }: Catalog): unknown[] {
	return ['list', 'period', 'listing'].map((table) => all(`SELECT * FROM ${table}`));
}

test('articles that answer a saved search stand in its list, in the edition of their language', () => {
	writeSearch('озеро');
	content.writeArticle({ id: a, title: 'Уровень озера' });
	content.writeArticle({ id: b }, 'Рыба вернулась в **озеро**.');
	content.writeArticle({ id: c, lang: 'ky', title: 'Озеро' });
	expect([answers('ru/searches/lakes'), answers('ky/searches/lakes')]).toEqual([[b, a], [c]]);
});

test('an article comes into a list and leaves it with its text', () => {
	writeSearch('озеро');
	content.writeArticle({ id: a });
	expect(answers('ru/searches/lakes')).toEqual([]);
	content.writeArticle({ id: a }, 'Новое озеро.');
	expect(answers('ru/searches/lakes')).toEqual([a]);
	content.writeArticle({ id: a }, 'Новый мост.');
	expect(answers('ru/searches/lakes')).toEqual([]);
});

test('a search that comes, asks something else or goes is asked of all articles', () => {
	content.writeArticle({ id: a }, 'Новое озеро.');
	content.writeArticle({ id: b, tags: ['Мост'] });
	expect(answers('ru/searches/lakes')).toEqual([]);
	writeSearch('озеро');
	expect(answers('ru/searches/lakes')).toEqual([a]);
	writeSearch('tag:мост');
	expect(answers('ru/searches/lakes')).toEqual([b]);
	content.remove('searches/lakes.yaml');
	expect(answers('ru/searches/lakes')).toEqual([]);
});

test('reprints stand in no list, since their original does', () => {
	writeSearch('озеро');
	content.writeArticle({ id: a }, 'Новое озеро.');
	content.writeArticle({ id: b, reprintOf: a }, 'Новое озеро.');
	expect(answers('ru/searches/lakes')).toEqual([a]);
});

test('a reprint that becomes an article of its own comes into the list, and leaves it again', () => {
	writeSearch('озеро');
	content.writeArticle({ id: a });
	content.writeArticle({ id: b, reprintOf: a }, 'Новое озеро.');
	expect(answers('ru/searches/lakes')).toEqual([]);
	content.writeArticle({ id: b }, 'Новое озеро.');
	expect(answers('ru/searches/lakes')).toEqual([b]);
	content.writeArticle({ id: b, reprintOf: a }, 'Новое озеро.');
	expect(answers('ru/searches/lakes')).toEqual([]);
});

test('a topic that a search names can go only with the search; once back, it has its articles', () => {
	const topic = 'order: 1\nrules: {words: [спорт]}\nlabels: {ru: Спорт, ky: Спорт, en: Sport}\n';
	content.write('topics/sport.yaml', topic);
	writeSearch('topic:sport');
	content.writeArticle({ id: a, topics: [{ id: 'sport', by: 'rule', evidence: [] }] });
	content.writeArticle({ id: b });
	expect(answers('ru/searches/lakes')).toEqual([a]);
	content.remove('topics/sport.yaml');
	expect(() => syncCatalog(catalog, siteConfig)).toThrow(
		/searches\/lakes\.yaml: query: expected the id or name of a topic/,
	);
	content.write('topics/sport.yaml', topic);
	expect(answers('ru/searches/lakes')).toEqual([a]);
});

test('all articles are asked about again where our own code is another than that which asked', () => {
	writeSearch('озеро');
	content.writeArticle({ id: a }, 'Новое озеро.');
	expect(answers('ru/searches/lakes')).toEqual([a]);
	for (const table of ['listing', 'period', 'list'])
		catalog.run(`DELETE FROM ${table} WHERE list = 'ru/searches/lakes'`);
	syncCatalog(catalog, siteConfig);
	expect(listArticles(catalog, 'ru/searches/lakes', {})).toEqual([]);
	catalog.run("UPDATE asked SET stamp = 'of other code' WHERE name = 'ru/searches/lakes'");
	expect(answers('ru/searches/lakes')).toEqual([a]);
});

test('nothing is found that its source does not let search know', () => {
	writeSearch('озеро');
	content.writeArticle({ id: a, excerpt: 'Новый мост.' }, 'Новый мост через озеро.');
	expect(answers('ru/searches/lakes')).toEqual([a]);
	writePress('text: full, ownSearch: false');
	expect(answers('ru/searches/lakes')).toEqual([]);
	writePress('text: excerpt, words: 2, ownSearch: true');
	expect(answers('ru/searches/lakes')).toEqual([]);
	writePress('text: excerpt, words: 20, ownSearch: true');
	expect(answers('ru/searches/lakes')).toEqual([a]);
	content.remove('sources/press.yaml');
	expect(answers('ru/searches/lakes')).toEqual([]);
});

test('what ingest takes in is asked about by the next sync, which tells builds of it', () => {
	writeSearch('озеро');
	syncCatalog(catalog, siteConfig);
	forgetChanges(catalog, logEnd(catalog).seq);
	const path = content.writeArticle({ id: a }, 'Новое озеро.');
	const { article } = getArticleDocument(content.contentDir, path);
	putArticle(catalog, { ...statFile(content.contentDir, path), article, sha256: sha256('any') }, { site: siteConfig });
	const place = logEnd(catalog);
	expect(answers('ru/searches/lakes')).toEqual([a]);
	expect(changesSince(catalog, place, 9)?.articles).toMatchObject([{ id: a, lists: ['ru/searches/lakes'] }]);
});

test('a question that names no source or topic of the site is an error of its file', () => {
	writeSearch('source:nobody topic:nothing');
	expect(() => syncCatalog(catalog, siteConfig)).toThrow(
		/searches\/lakes\.yaml: query: expected the id or name of a source in sources\/ in “nobody”.*topic:nothing/s,
	);
});

test('a question for a language that is no edition is an error of its file', () => {
	content.write('searches/lakes.yaml', 'labels: {ru: Озёра}\nquery: {ru: озеро, kg: көл}\n');
	expect(() => syncCatalog(catalog, siteConfig)).toThrow(
		/searches\/lakes\.yaml: query\.kg: expected the language code of an edition \(ru, ky, en\)/,
	);
});

test('what could not be asked beside a file with mistakes is asked once that is mended', () => {
	writeSearch('озеро');
	content.writeArticle({ id: a }, 'Новое озеро.');
	expect(answers('ru/searches/lakes')).toEqual([a]);
	writeSearch('мост');
	content.write('topics/broken.yaml', 'labels: 5\n');
	content.writeArticle({ id: b }, 'Новый мост.');
	expect(syncUsable(catalog, siteConfig)).not.toEqual([]);
	writeSearch('озеро');
	content.remove('topics/broken.yaml');
	expect(answers('ru/searches/lakes')).toEqual([a]);
});
