import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTestRun, prose, rss, type TestRun } from './test-run.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let run: TestRun;
let server: TestServer;
let isPictureThere: boolean;

beforeEach(async () => {
	run = makeTestRun();
	isPictureThere = false;
	const picture = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#467' } })
		.png()
		.toBuffer();
	server = await startTestServer((request, response) => {
		if (request.url === '/a.png') return isPictureThere ? response.end(picture) : response.writeHead(404).end();
		if (request.url === '/rss') return response.writeHead(302, { location: '/feed' }).end();
		if (request.headers['if-none-match'] === '"1"') return response.writeHead(304).end();
		const html = `<p>${prose(60)}</p><p><img src="${server.url}/a.png"></p>`;
		return response.writeHead(200, { etag: '"1"' }).end(rss({ title: 'Кабар', link: `${server.url}/1`, html }));
	});
	run.writeSource('daily', [`${server.url}/rss`]);
});
afterEach(async () => {
	await server.close();
	run.dispose();
});

/** What each of the next runs asks for, by the last part of its address. */
async function asked(from: number, to: number): Promise<string[]> {
	const requests: string[] = [];
	for (let day = from; day <= to; day++) {
		server.requests.length = 0;
		await run.ingest({ now: `2026-11-0${day}T03:00:00Z` });
		requests.push(server.requests.map((request) => request.replace('GET /', '')).join(' '));
	}
	return requests;
}

test('a picture that failed is asked for by the next run though its feed is what it was, and once it is there no more', async () => {
	expect(await asked(1, 2)).toEqual(['rss feed a.png', 'rss feed a.png']);
	expect(run.articles().get('Кабар')?.article.image).toBeUndefined();
	isPictureThere = true;
	expect(await asked(3, 5)).toEqual(['rss feed a.png', 'rss feed', 'rss feed']);
	expect(run.articles().get('Кабар')?.article.image).toMatchObject({ width: 300 });
});

test('a picture that is dead is asked for five times', async () => {
	expect(await asked(1, 7)).toEqual([...Array.from({ length: 5 }, () => 'rss feed a.png'), 'rss feed', 'rss feed']);
});
