import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTestRun, prose, rss, type TestRun } from './test-run.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let run: TestRun;
let server: TestServer;
/** What the server has: numbers that its feed lists, and answers of pages other than 200. */
let listed: number[];
let answers: Record<string, number>;

beforeEach(async () => {
	run = makeTestRun();
	listed = [5, 4, 3, 2, 1];
	answers = {};
	server = await startTestServer((request, response) => {
		const status = answers[request.url ?? ''] ?? 200;
		if (request.url === '/rss') response.end(feed());
		else response.writeHead(status, status === 302 ? { location: '/' } : {}).end('<p>Страница</p>');
	});
	run.writeSource('daily', [`${server.url}/rss`], { rights: { images: 'none' } });
	await run.ingest();
	server.requests.length = 0;
});
afterEach(async () => {
	await server.close();
	run.dispose();
});

const feed = (): string =>
	rss(
		...listed.map((number) => ({
			title: `Кабар ${number}`,
			link: `${server.url}/${number}`,
			html: `<p>${prose(60, number)}</p>`,
			date: `Thu, 29 Jul 2021 05:4${number}:00 GMT`,
		})),
	);
const removedAt = (number: number): string | undefined => run.articles().get(`Кабар ${number}`)?.article.removedAt;

test.each([
	[404, '2026-11-02T09:00:00+06:00'],
	[410, '2026-11-02T09:00:00+06:00'],
	[302, '2026-11-02T09:00:00+06:00'],
	[200, undefined],
	[403, undefined],
	[503, undefined],
])(
	'an article that vanished from the middle of a feed and whose page answers %i is removed since %s',
	async (status, expected) => {
		listed = [5, 4, 2, 1];
		answers = { '/3': status };
		await run.ingest({ now: '2026-11-02T03:00:00Z' });
		expect(removedAt(3)).toBe(expected);
		expect(run.articles().get('Кабар 3')?.body).toContain(prose(60, 3));
		expect(run.articles().get('Кабар 3')?.article.updatedAt).toBeUndefined();
		expect(run.articles().size).toBe(5);
	},
);

test('what fell off the end of a feed is not asked after', async () => {
	listed = [6, 5, 4, 3];
	await run.ingest({ now: '2026-11-02T03:00:00Z' });
	expect(server.requests).toEqual(['GET /rss']);
});

test('a page that is there is asked after once in some days', async () => {
	listed = [5, 4, 2, 1];
	await run.ingest({ now: '2026-11-02T03:00:00Z' });
	await run.ingest({ now: '2026-11-02T04:00:00Z' });
	expect(server.requests).toEqual(['GET /rss', 'GET /3', 'GET /rss']);
	await run.ingest({ now: '2026-11-09T04:00:00Z' });
	expect(server.requests).toEqual(['GET /rss', 'GET /3', 'GET /rss', 'GET /rss', 'GET /3']);
});

test('what is listed or there again is removed no more', async () => {
	answers = { '/2': 404, '/3': 404, '/4': 404 };
	listed = [5, 4, 1];
	await run.ingest({ now: '2026-11-02T03:00:00Z' });
	expect([removedAt(2), removedAt(3)]).toEqual(['2026-11-02T09:00:00+06:00', '2026-11-02T09:00:00+06:00']);
	const files = run.files('articles');
	await run.ingest({ now: '2026-11-02T05:00:00Z' });
	expect(run.files('articles')).toEqual(files);
	listed = [5, 4, 2, 1];
	answers = {};
	await run.ingest({ now: '2026-11-09T03:00:00Z' });
	expect([removedAt(2), removedAt(3)]).toEqual([undefined, undefined]);
});

test('nobody is asked after what another feed of the source may list', async () => {
	answers = { '/3': 404, '/more': 500 };
	listed = [5, 4, 2, 1];
	run.writeSource('daily', [`${server.url}/rss`, `${server.url}/more`], { rights: { images: 'none' } });
	await run.ingest({ now: '2026-11-02T03:00:00Z' });
	expect(removedAt(3)).toBeUndefined();
});

test('files that are handed in remove nothing', async () => {
	run.write('one.xml', feed().replace(/<item><title>Кабар 3.*\n/, ''));
	answers = { '/3': 404 };
	await run.ingest({ now: '2026-11-02T03:00:00Z', paths: [`${run.contentDir}/one.xml`], source: 'daily' });
	expect(server.requests).toEqual([]);
});
