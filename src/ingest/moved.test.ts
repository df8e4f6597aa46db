import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeTestRun, prose, rss, type TestItem, type TestRun } from './test-run.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const LATER = '2026-11-02T03:00:00Z';

let run: TestRun;
let server: TestServer;
let listed: TestItem[];
/** What stands at an address: the canonical address of its page, or where it redirects to. */
let pages: Record<string, { canonical?: string; moved?: string; seed?: number; title?: string }>;

beforeEach(async () => {
	run = makeTestRun();
	server = await startTestServer((request, response) => {
		if (request.url === '/rss') return response.end(rss(...listed));
		const page = pages[request.url ?? ''];
		if (page?.moved !== undefined) return response.writeHead(301, { location: page.moved }).end();
		return page === undefined ? response.writeHead(404).end() : response.end(html(page));
	});
	run.writeSource('daily', [`${server.url}/rss`], { rights: { images: 'none' }, follow: 'whenShort' });
});
afterEach(async () => {
	await server.close();
	run.dispose();
});

const html = ({ canonical, seed = 1, title = 'Кабар дня' }: { canonical?: string; seed?: number; title?: string }) =>
	`<!doctype html><html><head><title>${title}</title>${
		canonical === undefined ? '' : `<link rel="canonical" href="${canonical}">`
	}</head><body><article><h1>${title}</h1>${`<p>${prose(80, seed)}</p>`.repeat(3)}</article></body></html>`;
const item = (path: string, title = 'Кабар дня', minute = 42): TestItem => ({
	title,
	link: `${server.url}${path}`,
	date: `Thu, 29 Jul 2021 05:${minute}:00 GMT`,
});
const titles = (): string[] => [...run.articles().keys()].sort();
const identity = (title = 'Кабар дня'): string[] =>
	(run.articles().get(title)?.article.identity ?? []).map((name) => name.replace(server.url, ''));

describe('an article whose page moved stays one', () => {
	test('when the feed lists its new address later, with another headline', async () => {
		pages = { '/old': { moved: '/new' }, '/new': {} };
		listed = [item('/old')];
		await run.ingest();
		expect(identity()).toEqual(['/old', '/new']);
		const [file] = run.files('articles').keys();
		listed = [item('/new', 'Кабар дня: уточнение')];
		expect((await run.ingest({ now: LATER })).sources).toMatchObject([{ added: 0, updated: 1 }]);
		expect([...run.files('articles').keys()]).toEqual([file]);
		expect(run.articles().get('Кабар дня: уточнение')?.article.url).toBe(`${server.url}/new`);
	});

	test('when a feed lists the old address after the new one', async () => {
		pages = { '/old': { moved: '/new' }, '/new': {} };
		listed = [item('/new')];
		await run.ingest();
		listed = [item('/old')];
		await run.ingest({ now: LATER });
		expect(titles()).toEqual(['Кабар дня']);
		expect(identity()).toEqual(['/new', '/old']);
	});
});

test('a page that is read by itself under its old address is the article that a feed listed there', async () => {
	pages = { '/old': { moved: '/new' }, '/new': {} };
	listed = [{ ...item('/old'), html: `<p>${prose(80)}</p>` }];
	await run.ingest();
	await run.ingest({ source: 'daily', now: LATER, paths: [`${server.url}/old`] });
	expect(run.articles().size).toBe(1);
	expect(identity()).toEqual(['/old', '/new']);
});

test('a page read by itself and the item of a feed are one article where the page names its address', async () => {
	pages = { '/a?from=feed': { canonical: '/a' }, '/a': { canonical: '/a' } };
	listed = [item('/a?from=feed')];
	await run.ingest();
	run.write('page.html', html({ canonical: `${server.url}/a` }));
	const handed = { source: 'daily', now: LATER };
	await run.ingest({ ...handed, paths: [`${run.contentDir}/page.html`] });
	await run.ingest({ ...handed, paths: [`${server.url}/a`] });
	expect(run.articles().size).toBe(1);
	expect(identity()).toEqual(['/a?from=feed', '/a']);
});

test('the item of a feed and a page that was read by itself before are one article by either of its addresses', async () => {
	pages = { '/a?from=feed': { canonical: '/a' } };
	await run.ingest({ source: 'daily', paths: [`${server.url}/a?from=feed`] });
	listed = [{ ...item('/a?from=feed'), html: `<p>${prose(80)}</p>` }];
	await run.ingest({ now: LATER });
	expect(run.articles().size).toBe(1);
});

describe('a page that answers for many makes no article of them', () => {
	const all = ['/1', '/2', '/3'];

	test.each([
		['by redirects', { moved: '/all' }],
		['by a canonical address that is the same everywhere', { canonical: '/all' }],
	])('%s, in one run and in one after the other', async (_, page) => {
		pages = { ...Object.fromEntries(all.map((path, seed) => [path, { ...page, seed }])), '/all': {} };
		listed = [item('/1', 'Первая', 41), item('/2', 'Вторая', 42)];
		await run.ingest();
		expect(titles()).toEqual(['Вторая', 'Первая']);
		listed = [item('/3', 'Третья', 43)];
		await run.ingest({ now: LATER });
		listed = [item('/4', 'Четвёртая', 44)];
		pages = { ...pages, '/4': page };
		await run.ingest({ now: '2026-11-03T03:00:00Z' });
		expect(titles()).toEqual(['Вторая', 'Первая', 'Третья', 'Четвёртая']);
	});

	test('nor takes from an article its own address', async () => {
		pages = { '/1': { moved: '/2' }, '/2': { seed: 2 }, '/3': { moved: '/2' } };
		listed = [item('/2', 'Вторая', 42)];
		await run.ingest();
		listed = [item('/1', 'Первая', 41), item('/2', 'Вторая', 42), item('/3', 'Третья', 43)];
		await run.ingest({ now: LATER });
		expect(titles()).toEqual(['Вторая', 'Первая', 'Третья']);
		expect(identity('Вторая')).toEqual(['/2']);
	});
});

test('the page of another site gives an item no name outside its own source', async () => {
	const other = await startTestServer((_, response) => response.end(html({ canonical: 'https://victim.example/1' })));
	pages = { '/1': { moved: `${other.url.replace('127.0.0.1', 'localhost')}/x` } };
	listed = [item('/1')];
	await run.ingest();
	await other.close();
	expect(identity().filter((name) => !name.startsWith('guid:daily:'))).toEqual(['/1']);
	expect(identity().join(' ')).not.toContain('victim');
});
