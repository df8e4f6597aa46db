import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { searchRecords } from '#build/search-record.ts';
import { closeIndexer, writeRoot, writeShard } from '#build/search-shard.ts';
import { syncCatalog } from '#catalog/sync.ts';
import { makeTestContent } from '#catalog/test-content.ts';
import { type Engine, openEngine, type PagefindModule } from '#client/search/engine.ts';
import { toExcerpt } from '#client/search/excerpt.ts';
import { toSite } from '#site/site.ts';
import { siteConfig } from '#site.config';

/** Two indexes, so that answers come from more than one. */
const SHARDS = [
	{ key: '2021', first: '2021-01-01', last: '2021-12-31', count: 2, bytes: 1, tag: 'a' },
	{ key: '2020', first: '2020-01-01', last: '2020-12-31', count: 2, bytes: 1, tag: 'b' },
];

const content = makeTestContent();
const outDir = mkdtempSync(join(tmpdir(), 'jarchy-engine-'));
let server: Server;
let engine: Engine;

/** A real index, served and asked as a browser would. */
beforeAll(async () => {
	content.writeArticle(
		{ id: 'aaaaaaaaaa', title: 'Выборы в Бишкеке', topics: [{ id: 'politics', by: 'rule', evidence: [] }] },
		'В столице прошли ВЫБОРЫ. Комиссия считает голоса <script>alert(1)</script> на участках.',
	);
	content.writeArticle(
		{ id: 'bbbbbbbbbb', title: 'Ысык-Көл', lang: 'ky', publishedAt: '2020-02-03T10:00:00+06:00' },
		'Ысык-Көл көлү тоолордун арасында жатат. Шайлоо жок.',
	);
	content.writeArticle(
		{ id: 'cccccccccc', title: 'Lake level', lang: 'en' },
		'The level of Issyk-Kul fell. Elections were not held.',
	);
	content.writeArticle(
		{ id: 'dddddddddd', title: 'Озеро', publishedAt: '2020-07-03T10:00:00+06:00' },
		'Уровень озера и результаты выборов.',
	);
	const catalog = content.open();
	syncCatalog(catalog, siteConfig);
	const site = toSite(catalog);
	await writeRoot(join(outDir, 'pagefind'));
	for (const { key, first, last } of SHARDS) {
		await writeShard(searchRecords(site, { first, last }), join(outDir, 'pagefind', key));
	}
	await closeIndexer();
	server = createServer((request, response) => {
		const file = join(outDir, new URL(request.url ?? '/', 'http://x').pathname);
		if (existsSync(file)) createReadStream(file).pipe(response);
		else response.writeHead(404).end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	const pagefind: PagefindModule = await import(pathToFileURL(join(outDir, 'pagefind/pagefind.js')).href);
	engine = openEngine(pagefind, `http://127.0.0.1:${port}/pagefind/`);
	expect((await engine.search('выборы', {})).hits).toEqual([]);
	for (const shard of SHARDS) await engine.open(shard);
});
afterAll(() => {
	server.close();
	content.dispose();
	rmSync(outDir, { recursive: true, force: true });
});

async function find(query: string, filters: Parameters<Engine['search']>[1] = {}): Promise<string[]> {
	const { hits } = await engine.search(query, filters);
	return Promise.all(hits.map(async (hit) => (await hit.fetch()).title));
}

test('finds articles in each language, whatever the case', async () => {
	expect(await find('ВЫБОРЫ')).toEqual(['Выборы в Бишкеке', 'Озеро']);
	expect(await find('көлү')).toEqual(['Ысык-Көл']);
	expect(await find('issyk-kul')).toEqual(['Lake level']);
});

test('a long question finds what has most of its words', async () => {
	expect((await find('какой уровень озера был на выборах в прошлом столетии'))[0]).toBe('Озеро');
});

test('filters narrow the answer', async () => {
	expect(await find('выборы', { topic: 'politics' })).toEqual(['Выборы в Бишкеке']);
	expect(await find('выборы', { year: '2020' })).toEqual(['Озеро']);
	expect(await find('выборы', { month: { any: ['2019-07', '2020-07'] } })).toEqual(['Озеро']);
	expect(await find('выборы', { lang: 'ky' })).toEqual([]);
});

test('shows title, source, date, language and the words found in their own spelling', async () => {
	const { hits } = await engine.search('выборы', { topic: 'politics' });
	const [hit] = hits;
	const shown = await hit?.fetch();
	expect(shown).toMatchObject({
		url: '/ru/2021/07/29/x-aaaaaaaaaa/',
		source: 'Press',
		date: '2021-07-29T11:42:00+06:00',
		lang: 'ru',
	});
	const excerpt = toExcerpt(shown?.content ?? '', hit?.places ?? []);
	expect(excerpt).toEqual([
		{ text: 'В столице прошли ', isMarked: false },
		{ text: 'ВЫБОРЫ', isMarked: true },
		{ text: '. Комиссия считает голоса <script>alert(1)</script> на участках.', isMarked: false },
	]);
});

test.each(['"""', '-', '_', 'щщщ', ''])('%j finds nothing and breaks nothing', async (query) => {
	expect(await find(query)).toEqual([]);
});

test('a question of 5,000 characters is answered', async () => {
	expect(await find('озеро '.repeat(1000))).not.toEqual([]);
});
