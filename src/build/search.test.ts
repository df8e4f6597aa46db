import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { syncCatalog } from '#catalog/sync.ts';
import { makeTestContent, type TestContent } from '#catalog/test-content.ts';
import type { HitText } from '#core/search/index-files.ts';
import { toSite } from '#site/site.ts';
import { siteConfig } from '#site.config';
import { toFacetTable, toTagTable, toTitleTable, toVocabulary } from './search-facets.ts';
import { searchRecords } from './search-record.ts';
import { closeIndexer, writeRoot, writeShard } from './search-shard.ts';

const ALWAYS = { first: '', last: '9' };

let content: TestContent;
let outDir = '';
beforeEach(() => {
	content = makeTestContent();
	outDir = mkdtempSync(join(tmpdir(), 'jarchy-search-'));
});
afterEach(() => {
	content.dispose();
	rmSync(outDir, { recursive: true, force: true });
});

async function build(): Promise<{ records: number; fragments: HitText[] }> {
	rmSync(outDir, { recursive: true, force: true });
	const catalog = content.open();
	syncCatalog(catalog, siteConfig);
	await writeRoot(join(outDir, 'pagefind'));
	const records = await writeShard(searchRecords(toSite(catalog), ALWAYS), join(outDir, 'pagefind/all'));
	await closeIndexer();
	catalog.close();
	const fragments = filesBelow(outDir)
		.filter((path) => path.includes('fragment/'))
		.map((path): HitText => JSON.parse(gunzipSync(readFileSync(join(outDir, path))).toString('utf8')));
	return { records, fragments };
}

function filesBelow(folder: string): string[] {
	const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	return entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}

/** Everything written, decompressed, as one text. */
function everything(): string {
	return filesBelow(outDir)
		.filter((path) => /pf_(fragment|index|start|tags|words)$/.test(path))
		.map((path) => gunzipSync(readFileSync(join(outDir, path))).toString('utf8'))
		.join('\n');
}

function writeSource(id: string, rights: string): void {
	content.write(
		`sources/${id}.yaml`,
		`name: ${id.toUpperCase()}\nlang: ru\ntimeZone: Asia/Bishkek\nenabled: true\nfeeds: []\nfollow: never\nrights: {${rights}, evidence: "https://x.example/"}\n`,
	);
}

test('a fragment shows title, text, source, date and language in the original spelling', async () => {
	content.writeArticle(
		{ id: 'aaaaaaaaaa', title: '«Манас» — ЭПОС', lang: 'ky', publishedAt: '2021-07-28T20:30:00Z' },
		'## Башы\n\nАЛА-Тоо & Ош < Нарын.',
	);
	const { records, fragments } = await build();
	expect(records).toBe(1);
	expect(fragments).toMatchObject([
		{
			url: '/ky/2021/07/29/x-aaaaaaaaaa/',
			content: 'Башы \u200bАЛА-\u200bТоо & \u200bОш < \u200bНарын.',
			title: '«Манас» — ЭПОС',
			source: 'Press',
			date: '2021-07-29T02:30:00+06:00',
			lang: 'ky',
		},
	]);
});

test('only what a browser fetches is written', async () => {
	content.writeArticle({ id: 'aaaaaaaaaa' });
	await build();
	const kinds = filesBelow(join(outDir, 'pagefind')).map((path) =>
		path.replace(/(?<=\/|start\.|tags\.|titles\.|words\.)(zxx_\w+|[0-9a-z]{11,})/, '*'),
	);
	expect([...new Set(kinds)].sort()).toEqual([
		'all/entry.json',
		'all/fragment/*.pf_fragment',
		'all/index/*.pf_index',
		'all/start.*.pf_start',
		'all/tags.*.pf_tags',
		'all/titles.*.pf_start',
		'all/words.*.pf_words',
		'pagefind.js',
		'wasm.unknown.pagefind',
	]);
});

test('words beyond what a source allows are nowhere in the index', async () => {
	writeSource(
		'short',
		'text: excerpt, words: 4, images: none, searchEngines: true, ownSearch: true, feed: excerpt, ai: deny',
	);
	writeSource('link', 'text: link, images: none, searchEngines: true, ownSearch: true, feed: excerpt, ai: deny');
	content.writeArticle({ id: 'aaaaaaaaaa', source: 'short', excerpt: '' }, 'один два три четыре закрытое слово');
	content.writeArticle({ id: 'bbbbbbbbbb', source: 'link', title: 'Заголовок', excerpt: 'секрет' }, 'тайный текст');
	const { fragments } = await build();
	expect(fragments.map((fragment) => fragment.content.replaceAll('\u200b', '')).sort()).toEqual([
		'',
		'один два три четыре…',
	]);
	expect(everything()).not.toMatch(/закрытое|секрет|тайный/);
});

test('sources that allow no search, languages without an edition and reprints of what is found are left out', async () => {
	writeSource('hidden', 'text: full, images: none, searchEngines: true, ownSearch: false, feed: full, ai: deny');
	content.writeArticle({ id: 'aaaaaaaaaa' });
	content.writeArticle({ id: 'bbbbbbbbbb', source: 'hidden' });
	content.writeArticle({ id: 'cccccccccc', lang: 'de' });
	content.writeArticle({ id: 'dddddddddd', reprintOf: 'aaaaaaaaaa' });
	content.writeArticle({ id: 'eeeeeeeeee', reprintOf: 'bbbbbbbbbb' });
	const { fragments } = await build();
	expect(fragments.map(({ url }) => url.slice(-11, -1)).sort()).toEqual(['aaaaaaaaaa', 'eeeeeeeeee']);
});

test('two builds of the same content give the same bytes', async () => {
	for (const [index, id] of ['aaaaaaaaaa', 'bbbbbbbbbb', 'cccccccccc'].entries()) {
		content.writeArticle({
			id,
			publishedAt: `2021-07-2${index}T10:00:00+06:00`,
			topics: [{ id: 'sport', by: 'rule', evidence: [] }],
		});
	}
	const digest = (): string =>
		filesBelow(outDir)
			.map((path) => `${path} ${readFileSync(join(outDir, path)).toString('base64')}`)
			.join('\n');
	await build();
	const first = digest();
	await build();
	expect(digest()).toBe(first);
});

test('a fragment whose article was edited has another name, even where the index stays', async () => {
	const names = (): string[] => filesBelow(join(outDir, 'pagefind/all/fragment'));
	content.writeArticle({ id: 'aaaaaaaaaa' }, 'Текст');
	await build();
	const before = names();
	content.writeArticle({ id: 'aaaaaaaaaa' }, 'ТЕКСТ');
	await build();
	expect(names()).not.toEqual(before);
});

test('a site without articles has an index that finds nothing', async () => {
	const { records, fragments } = await build();
	expect(records).toBe(0);
	expect(fragments).toEqual([]);
	expect(existsSync(join(outDir, 'pagefind/all/entry.json'))).toBe(true);
});

test('a result says how many reprints of it are left out', async () => {
	writeSource('hidden', 'text: full, images: none, searchEngines: true, ownSearch: false, feed: full, ai: deny');
	content.writeArticle({ id: 'aaaaaaaaaa' });
	content.writeArticle({ id: 'bbbbbbbbbb', reprintOf: 'aaaaaaaaaa' });
	content.writeArticle({ id: 'cccccccccc', reprintOf: 'aaaaaaaaaa' });
	content.writeArticle({ id: 'dddddddddd', reprintOf: 'aaaaaaaaaa', source: 'hidden' });
	const { fragments } = await build();
	expect(fragments.map(({ foldedCount }) => foldedCount)).toEqual([2]);
});

test('facets name days, languages, sources, topics and tags of the articles by their place', () => {
	const page = { lang: 'ru', source: 'press', topics: ['sport'], tags: ['#Ала-Тоо', 'Ёлка'], start: 513 };
	const pages = [
		{ ...page, day: '2021-02-27' },
		{ ...page, day: '2021-03-02', lang: 'ky', topics: [], tags: ['елка'], start: 0 },
		{ ...page, day: '2021-03-02', source: 'agency', topics: ['sport', 'art'], tags: [] },
	];
	expect(toFacetTable(pages)).toEqual({
		first: '2021-02-27',
		days: [0, 3, 0],
		langs: ['ky', 'ru'],
		lang: [1, 0, 1],
		sources: ['agency', 'press'],
		source: [1, 1, 0],
		topics: ['art', 'sport'],
		topic: [[1], [], [1, 0]],
	});
	expect([...toTitleTable(pages)]).toEqual([1, 2, 0, 0, 0, 0, 1, 2, 0]);
	expect(toTagTable(pages)).toEqual({ 'ала тоо': [0], елка: [0, 1] });
});

test('words to offer are those of several titles or first sentences, in their usual spelling', () => {
	const texts = [
		{ title: 'Бишкек шаары', content: 'Жогорку Кеңеш чогулду' },
		{ title: 'БИШКЕК', content: 'Жогорку кеңеш, Жогорку кеңеш' },
		{ title: 'Бишкек', content: 'что жогорку' },
		{ title: 'Мисприн', content: 'что 2021' },
	];
	expect(toVocabulary(texts)).toEqual({ Бишкек: 3, Жогорку: 3, Кеңеш: 2 });
});
