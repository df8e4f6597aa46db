import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { searchRecords } from '#build/search-record.ts';
import { closeIndexer, SHARD_ENTRY, writeRoot, writeShard } from '#build/search-shard.ts';
import { syncCatalog } from '#catalog/sync.ts';
import { makeTestContent } from '#catalog/test-content.ts';
import { type Answer, type Engine, type Order, openEngine } from '#client/search/engine.ts';
import { toExcerpt } from '#client/search/excerpt.ts';
import { finish } from '#client/search/finish.ts';
import { PAGEFIND_VERSION, type PagefindModule } from '#client/search/open-shard.ts';
import { suggest } from '#client/search/suggest.ts';
import type { Shard } from '#core/search/index-files.ts';
import { parseQuery } from '#core/search/query.ts';
import { toSite } from '#site/site.ts';
import { siteConfig } from '#site.config';

/** Two indexes, so that answers come from more than one. */
const SPANS = [
	{ key: '2021', first: '2021-01-01', last: '2021-12-31' },
	{ key: '2020', first: '2020-01-01', last: '2020-12-31' },
];

const content = makeTestContent();
const outDir = mkdtempSync(join(tmpdir(), 'jarchy-engine-'));
let server: Server;
let engine: Engine;
const shards: Shard[] = [];
/** Files that the server does not give. */
let refused: RegExp | undefined;

/** A real index, served and asked as a browser would. */
beforeAll(async () => {
	content.writeArticle(
		{
			id: 'aaaaaaaaaa',
			title: 'Выборы в Бишкеке',
			topics: [{ id: 'politics', by: 'rule', evidence: [] }],
			tags: ['Шайлоо'],
		},
		'В столице прошли ВЫБОРЫ. Комиссия считает голоса <script>alert(1)</script> на участках.',
	);
	content.writeArticle(
		{ id: 'bbbbbbbbbb', title: 'Ысык-Көл', lang: 'ky', publishedAt: '2020-02-03T10:00:00+06:00' },
		'Ысык-Көл көлү тоолордун арасында жатат. Шайлоо жок.',
	);
	content.writeArticle(
		{ id: 'cccccccccc', title: 'The lake level', lang: 'en' },
		'The level of Issyk-Kul fell. Elections were not held.',
	);
	content.writeArticle({ id: 'eeeeeeeeee', title: 'Парламент', lang: 'ky' }, 'Парламент.');
	content.writeArticle({ id: 'ffffffffff', title: 'Парламент', lang: 'ky' }, 'Парламент.');
	content.writeArticle(
		{ id: 'dddddddddd', title: 'Озеро', publishedAt: '2020-07-03T10:00:00+06:00' },
		'Уровень озера и результаты выборов.',
	);
	const catalog = content.open();
	syncCatalog(catalog, siteConfig);
	const site = toSite(catalog);
	await writeRoot(join(outDir, 'pagefind'));
	for (const span of SPANS) {
		const folder = join(outDir, 'pagefind', span.key);
		await writeShard(searchRecords(site, span), folder);
		const tables: Pick<Shard, 'start' | 'tags' | 'words'> = JSON.parse(readFileSync(join(folder, SHARD_ENTRY), 'utf8'));
		shards.push({ ...span, ...tables, count: 2, bytes: 1, wordBytes: 1 });
	}
	await closeIndexer();
	server = createServer((request, response) => {
		const file = join(outDir, new URL(request.url ?? '/', 'http://x').pathname);
		if (existsSync(file) && refused?.test(file) !== true) createReadStream(file).pipe(response);
		else response.writeHead(404).end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	const load = (): Promise<PagefindModule> => import(pathToFileURL(join(outDir, 'pagefind/pagefind.js')).href);
	engine = openEngine(load, `http://127.0.0.1:${port}/pagefind/`);
});
afterAll(() => {
	server.close();
	content.dispose();
	rmSync(outDir, { recursive: true, force: true });
});

function search(query: string, order: Order = 'relevance'): Promise<Answer> {
	return engine.search({ query: parseQuery(query), order }, shards);
}

async function ask(query: string, order: Order = 'relevance'): Promise<Answer> {
	return finish({ query: parseQuery(query), order }, { ...(await search(query, order)), open: shards });
}

async function find(query: string, order?: Order): Promise<string[]> {
	const { hits } = await ask(query, order);
	return Promise.all(hits.map(async (hit) => (await hit.fetch()).title));
}

test('what a part of an index has for several words is found once it can be fetched', async () => {
	refused = /2020\/index/;
	const failing = await search('выборы озера');
	expect(failing.failed.map(({ key }) => key)).toEqual(['2020']);
	refused = undefined;
	const answer = await search('выборы озера');
	expect(answer).toMatchObject({ failed: [], fullCount: 1, facets: { year: { 2021: 1, 2020: 1 } } });
});

test('finds articles in each language, whatever the case', async () => {
	expect(await find('ВЫБОРЫ')).toEqual(['Выборы в Бишкеке', 'Озеро']);
	expect(await find('көлү')).toEqual(['Ысык-Көл']);
	expect(await find('issyk-kul')).toEqual(['Ысык-Көл', 'The lake level']);
});

test('a word finds longer ones that begin so, and shorter ones but for an ending', async () => {
	expect(await find('парл')).toHaveLength(2);
	expect(await find('колонизация')).toEqual([]);
	expect(await find('столицаю')).toEqual(['Выборы в Бишкеке']);
	const { hits, fullCount, facets } = await search('колонизация elections');
	expect(await Promise.all(hits.map(async (hit) => (await hit.fetch()).title))).toEqual(['The lake level']);
	expect(fullCount).toBe(0);
	expect(facets.year).toEqual({ 2021: 1 });
});

test('a long question finds what has most of its words', async () => {
	expect((await find('какой уровень озера был на выборах в прошлом столетии'))[0]).toBe('Озеро');
});

test('filters narrow the answer', async () => {
	expect(await find('выборы topic:politics')).toEqual(['Выборы в Бишкеке']);
	expect(await find('выборы to:2020')).toEqual(['Озеро']);
	expect(await find('выборы from:2020-07-03 to:2020-07-03')).toEqual(['Озеро']);
	expect(await find('выборы from:2020-07-04 to:2021-07-28')).toEqual([]);
	expect(await find('выборы lang:ky')).toEqual([]);
	expect(await find('выборы tag:шайлоо')).toEqual(['Выборы в Бишкеке']);
	expect(await find('tag:нет выборы')).toEqual([]);
});

test('filters alone list what they leave, newest first', async () => {
	expect(await find('lang:ru')).toEqual(['Выборы в Бишкеке', 'Озеро']);
	expect(await find('to:2020')).toEqual(['Озеро', 'Ысык-Көл']);
	expect(await find('-выборы')).toEqual([]);
});

test('counts by facets, those of a facet whatever is chosen of it', async () => {
	expect((await search('выборы')).facets).toEqual({
		lang: { ru: 2 },
		source: { press: 2 },
		topic: { politics: 1 },
		year: { 2021: 1, 2020: 1 },
	});
	expect((await search('выборы from:2020 to:2020')).facets).toMatchObject({
		lang: { ru: 1 },
		topic: {},
		year: { 2021: 1, 2020: 1 },
	});
});

test('an excluded word leaves articles out', async () => {
	expect(await find('выборы -комиссия')).toEqual(['Озеро']);
});

test('an excluded word leaves Kyrgyz articles out that have it with Kyrgyz endings, and no others', async () => {
	expect(await find('Ысык -тоо')).toEqual(['The lake level']);
	expect(await find('Ысык -жат')).toEqual(['Ысык-Көл', 'The lake level']);
	expect(await find('голоса -участ')).toEqual(['Выборы в Бишкеке']);
});

test('a title is found by how it begins, in a shard that was not searched', async () => {
	const [first] = shards;
	if (first === undefined) throw new Error('There are two shards.');
	const titles = async (text: string): Promise<string[]> => {
		const hits = await engine.titled(parseQuery(text), first);
		return Promise.all(hits.map(async (hit) => (await hit.fetch()).title));
	};
	expect(await engine.hasTitles(parseQuery('THE Lake level of old'), first)).toBe(true);
	expect(await engine.hasTitles(parseQuery('the level lake'), first)).toBe(false);
	expect(await engine.hasTitles(parseQuery('the lake'), first)).toBe(false);
	expect(await titles('the lake level')).toEqual(['The lake level']);
	expect(await titles('the lake level lang:ru')).toEqual([]);
	expect((await search('the lake level')).hasTitle).toBe(true);
	expect((await search('lake the level')).hasTitle).toBe(false);
});

test('what has a phrase as it was typed answers alone, and counts alone', async () => {
	expect(await find('"уровень озера"')).toEqual(['Озеро']);
	expect(await find('"выборы в бишкеке"')).toEqual(['Выборы в Бишкеке']);
	const answer = await ask('"результаты выборов"');
	expect(answer).toMatchObject({ loosened: undefined, facets: { year: { 2020: 1 } } });
	expect(await ask('"прошли выборы"')).toMatchObject({ loosened: undefined, facets: { year: { 2021: 1 } } });
});

test('a phrase may be typed on a keyboard without Kyrgyz letters', async () => {
	expect(await ask('"Ысык-Кол колу"')).toMatchObject({ hits: [{ day: '2020-02-03' }], loosened: undefined });
});

test('where no text has a phrase, its words count in other forms, then one by one, and the answer says so', async () => {
	expect(await find('"результатам выборов"')).toEqual(['Озеро']);
	expect((await ask('"результатам выборов"')).loosened).toBe('stems');
	expect((await find('"озера уровень"'))[0]).toBe('Озеро');
	expect((await ask('"озера уровень"')).loosened).toBe('words');
	expect((await ask('озера уровень')).loosened).toBeUndefined();
});

test('only the very form of an excluded phrase leaves an article out', async () => {
	expect(await find('выборы -"уровень озера"')).toEqual(['Выборы в Бишкеке']);
	expect(await find('выборы -"результатам выборов"')).toEqual(['Выборы в Бишкеке', 'Озеро']);
});

test('the index is said to be of the version of Pagefind that is installed', () => {
	const { version }: { version: string } = JSON.parse(
		readFileSync(join(import.meta.dirname, '../../node_modules/pagefind/package.json'), 'utf8'),
	);
	expect(PAGEFIND_VERSION).toBe(version);
});

test('by date the newest comes first', async () => {
	expect(await find('озеро выборы', 'date')).toEqual(['Озеро']);
	expect((await search('озеро выборы', 'date')).facets.year).toEqual({ 2020: 1 });
	expect(await find('столица комиссия голоса участки озеро', 'date')).toEqual(['Выборы в Бишкеке']);
	expect(await find('уровень озера результаты участки выборы', 'date')).toEqual(['Озеро']);
	expect(await find('уровень озера столица комиссия выборы', 'date')).toEqual(['Выборы в Бишкеке', 'Озеро']);
	expect(await find('выборы', 'date')).toEqual(['Выборы в Бишкеке', 'Озеро']);
});

test('a shard that cannot be fetched is named, and the others answer', async () => {
	const [first, second] = shards;
	if (first === undefined || second === undefined) throw new Error('There are two shards.');
	const broken = { ...second, start: 'gone' };
	const answer = await engine.search({ query: parseQuery('выборы'), order: 'best' }, [first, broken]);
	expect(answer.failed).toEqual([broken]);
	expect(answer.hits).toHaveLength(1);
	expect((await search('выборы')).hits).toHaveLength(2);
});

test('offers the words that articles have for misspelt ones, from those shards that can be fetched', async () => {
	const [first, second] = shards;
	if (first === undefined || second === undefined) throw new Error('There are two shards.');
	const suggestions = await suggest(['порлмент', 'парламент', 'зззз'], {
		engine,
		shards: [first, { ...second, words: 'gone' }],
	});
	expect(suggestions).toEqual([{ typed: 'порлмент', word: 'Парламент' }]);
});

test('shows title, source, date, language and the words found in their own spelling', async () => {
	const { hits } = await search('выборы topic:politics');
	const [hit] = hits;
	const shown = await hit?.fetch();
	expect(shown).toMatchObject({
		url: '/ru/2021/07/29/x-aaaaaaaaaa/',
		source: 'Press',
		date: '2021-07-29T11:42:00+06:00',
		lang: 'ru',
	});
	const excerpt = toExcerpt(shown?.content ?? '', hit?.places ?? []);
	expect(excerpt.map(({ text, isMarked }) => (isMarked ? `[${text}]` : text)).join('')).toBe(
		'В столице прошли [ВЫБОРЫ]. Комиссия считает голоса <script>alert(1)</script> на участках.',
	);
});

test.each(['"""', '-', '_', 'щщщ', ''])('%j finds nothing and breaks nothing', async (query) => {
	expect(await find(query)).toEqual([]);
});

test('a question of 5,000 characters is answered', async () => {
	expect(await find('озеро '.repeat(1000))).not.toEqual([]);
});
