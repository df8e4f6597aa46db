import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatReport, formatTroubles, hasFailures, type IngestReport } from './report.ts';
import { makeTestRun, prose, rss, type TestRun } from './test-run.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const at = (day: number, time = '03:00'): string => `2026-11-${String(day).padStart(2, '0')}T${time}:00Z`;
const FEED = rss({ title: 'Кабар', link: 'https://daily.example/1', html: `<p>${prose(60)}</p>` });
let run: TestRun;
let server: TestServer;
let status: number;
let headers: Record<string, string>;

beforeEach(async () => {
	run = makeTestRun();
	[status, headers] = [200, {}];
	server = await startTestServer((_, response) => response.writeHead(status, headers).end(status === 200 ? FEED : ''));
	run.writeSource('daily', [`${server.url}/rss`]);
});
afterEach(async () => {
	await server.close();
	run.dispose();
});

const states = (): Map<string, { bytes: string; mtime: number }> => run.files('state');
const troubles = (report: IngestReport): string => formatTroubles(report, { isVerbose: true, isQuiet: false });

test('a state is written when its class changes, and left alone while it lasts', async () => {
	await run.ingest({ now: at(1) });
	const good = states();
	expect(good.get('state/daily.yaml')?.bytes).toBe(
		`schema: 1\nfeeds:\n  - url: "${server.url}/rss"\n    class: "ok"\n    since: "${at(1)}"\n    lastSuccessAt: "${at(1)}"\n`,
	);
	await run.ingest({ now: at(2) });
	expect(states()).toEqual(good);
	status = 404;
	await run.ingest({ now: at(3) });
	const gone = states();
	expect(gone.get('state/daily.yaml')?.bytes).toContain(
		`class: "gone"\n    since: "${at(3)}"\n    failingSince: "${at(3)}"\n    lastSuccessAt: "${at(2)}"\n`,
	);
	await run.ingest({ now: at(4) });
	await run.ingest({ now: at(5) });
	expect(states()).toEqual(gone);
	expect(run.articles().size).toBe(1);
});

test('a feed that fails is tried by the next run, then less and less often, and by --source in any case', async () => {
	status = 500;
	const asked: string[] = [];
	for (const time of ['03:00', '03:15', '03:30', '03:45', '04:00', '04:15', '04:30', '04:45', '05:00']) {
		const before = server.requests.length;
		const report = await run.ingest({ now: at(1, time) });
		expect(hasFailures(report)).toBe(true);
		if (server.requests.length > before) asked.push(time);
		else
			expect(troubles(report)).toMatch(
				/daily: Did not ask http:.* which has been “server” since 2026-11-01T03:00:00Z: it is not asked before 2026-11-01T0[3-6]:\d\d:00Z, but by --source daily at once\. \[FEED_NOT_ASKED\]/,
			);
	}
	expect(asked).toEqual(['03:00', '03:15', '03:45', '04:45']);
	const before = server.requests.length;
	await run.ingest({ now: at(1, '05:15'), source: 'daily' });
	expect(server.requests.length).toBeGreaterThan(before);
});

test('a feed whose server wants a rest is not asked before, and then is', async () => {
	[status, headers] = [503, { 'retry-after': '7200' }];
	await run.ingest({ now: at(1) });
	expect(server.requests).toHaveLength(1);
	await run.ingest({ now: at(1, '04:30') });
	expect(server.requests).toHaveLength(1);
	status = 200;
	const report = await run.ingest({ now: at(1, '05:15') });
	expect(report.sources).toMatchObject([{ added: 1, failures: [] }]);
});

test('three weeks of failure are named in every run, whatever the class', async () => {
	await run.ingest({ now: at(1) });
	status = 500;
	await run.ingest({ now: at(2) });
	status = 410;
	for (const day of [12, 24, 30]) {
		const report = await run.ingest({ now: at(day) });
		expect(troubles(report)).toContain(
			`State: gone, failing since ${at(2)}, last read ${at(1)}. Look for the new address`,
		);
		expect(troubles(report).includes(`It has given nothing for ${day - 2} days`)).toBe(day > 20);
		expect(formatReport(report)).toMatch(/daily .* 1 failed/);
	}
});

test('a feed that could not be read is not taken for an unchanged one later', async () => {
	headers = { etag: '"1"', 'content-type': 'text/html' };
	await server.close();
	server = await startTestServer((request, response) =>
		request.headers['if-none-match'] === undefined
			? response.writeHead(200, headers).end('<!doctype html><html><body><p>Sorry</p></body></html>')
			: response.writeHead(304).end(),
	);
	run.writeSource('daily', [`${server.url}/rss`]);
	for (const time of ['03:00', '03:15']) {
		expect(troubles(await run.ingest({ now: at(1, time) }))).toContain('it is a web page, not a feed. [FEED_IS_PAGE]');
	}
});

test('a page in place of a feed is asked where the feed is', async () => {
	await server.close();
	const links = `<link rel="alternate" type="application/rss+xml" title="Comments on it" href="/comments/feed">
		<link rel="stylesheet" href="/a.css"><link rel=alternate type=application/atom+xml href=/atom.xml>`;
	server = await startTestServer((_, response) =>
		response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><html><head>${links}</head></html>`),
	);
	run.writeSource('daily', [`${server.url}/rss`]);
	expect(troubles(await run.ingest({ now: at(1) }))).toContain(
		`it is a web page, not a feed. Its feed is ${server.url}/atom.xml: write that in its place. [FEED_IS_ELSEWHERE]`,
	);
});

test('a dry run remembers nothing', async () => {
	status = 500;
	for (let count = 0; count < 3; count++) await run.ingest({ now: at(1), isDryRun: true });
	expect(states().size).toBe(0);
	status = 200;
	expect((await run.ingest({ now: at(1) })).sources).toMatchObject([{ added: 1 }]);
});

test('states of sources and feeds that are no more go, and a broken one is told and begun anew', async () => {
	await run.ingest({ now: at(1) });
	run.write('state/nobody.yaml', 'schema: 1\nfeeds: []\n');
	run.write('state/daily.yaml', 'schema: 1\nfeeds:\n<<<<<<< HEAD\n');
	expect(troubles(await run.ingest({ now: at(2) }))).toContain('Left out what cannot be used: ');
	expect([...states().keys()]).toEqual(['state/daily.yaml']);
	expect(troubles(await run.ingest({ now: at(3) }))).toBe('');
	run.writeSource('daily', [`${server.url}/other`]);
	await run.ingest({ now: at(4) });
	expect(states().get('state/daily.yaml')?.bytes).not.toContain('/rss');
});

test('files and folders have no state', async () => {
	run.write('inbox/rss.xml', FEED);
	run.writeSource('daily', ['inbox/']);
	await run.ingest();
	expect(existsSync(join(run.contentDir, 'state'))).toBe(false);
});
