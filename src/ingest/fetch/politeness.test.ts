import { mkdtempSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { IngestError } from '../errors.ts';
import { QUICK } from '../test-run.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { type Fetcher, type FetcherOptions, openFetcher } from './fetch.ts';
import { retryAfterMs } from './retry-after.ts';

const NOW = '2026-11-01T03:00:00Z';
let cacheDir: string;
let server: TestServer;
let answer: RequestListener;
let robots: RequestListener;
const opened: Fetcher[] = [];

function open(options: Partial<FetcherOptions> = {}): Fetcher {
	const fetcher = openFetcher({
		cacheDir,
		contentDir: '/content',
		contact: 'hello@jarchy.example',
		now: NOW,
		allowPrivate: true,
		settings: QUICK,
		...options,
	});
	opened.push(fetcher);
	return fetcher;
}
const failureOf = async (promise: Promise<unknown>): Promise<IngestError> => {
	const error = await promise.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	if (!(error instanceof IngestError)) throw new Error('expected a failure of ingest');
	return error;
};

beforeEach(async () => {
	cacheDir = mkdtempSync(join(tmpdir(), 'jarchy-fetch-'));
	answer = (_, response) => response.end('ok');
	robots = (_, response) => response.writeHead(404).end();
	server = await startTestServer(
		(request, response) => answer(request, response),
		(request, response) => robots(request, response),
	);
});
afterEach(async () => {
	for (const fetcher of opened.splice(0)) await fetcher.close();
	await server.close();
	rmSync(cacheDir, { recursive: true, force: true });
	vi.unstubAllEnvs();
});

describe('robots.txt', () => {
	const say = (text: string): void => {
		robots = (_, response) => response.end(text);
	};

	test('closes what it names to us, by our name or by *', async () => {
		say('User-agent: *\nDisallow: /private/\n\nUser-agent: Jarchy\nDisallow: /drafts/\n');
		const fetcher = open();
		const error = await failureOf(fetcher.fetchBytes(`${server.url}/drafts/1`));
		expect(error.code).toBe('FETCH_BLOCKED');
		expect(error.message).toContain('asks us to leave it alone');
		await fetcher.fetchBytes(`${server.url}/private/1`);
		expect(server.requests).toEqual(['GET /private/1']);
	});

	test('holds for a feed and for the target of a redirect too', async () => {
		say('User-agent: *\nDisallow: /closed\n');
		answer = (_, response) => response.writeHead(302, { location: '/closed' }).end();
		const fetcher = open();
		expect((await failureOf(fetcher.fetchDocument(`${server.url}/closed`, ''))).code).toBe('FETCH_BLOCKED');
		expect((await failureOf(fetcher.fetchBytes(`${server.url}/open`))).code).toBe('FETCH_BLOCKED');
		expect(server.requests).toEqual(['GET /open']);
	});

	test('that fails closes the whole host for now, and the failure is named', async () => {
		robots = (_, response) => response.writeHead(500).end();
		const error = await failureOf(open().fetchBytes(`${server.url}/1`));
		expect(error.code).toBe('FETCH_SERVER_FAILED');
		expect(error.message).toContain('without them nothing there may be fetched');
		expect(server.requests).toEqual([]);
	});

	test('is asked once a day, and an old copy serves while no new one can be had', async () => {
		let asked = 0;
		robots = (_, response) => {
			asked++;
			if (asked === 1) response.end('User-agent: *\nDisallow: /closed\n');
			else response.writeHead(500).end();
		};
		await open().fetchBytes(`${server.url}/1`);
		await open({ now: '2026-11-01T20:00:00Z' }).fetchBytes(`${server.url}/1`);
		expect(asked).toBe(1);
		const later = open({ now: '2026-11-03T03:00:00Z' });
		await later.fetchBytes(`${server.url}/1`);
		expect((await failureOf(later.fetchBytes(`${server.url}/closed`))).code).toBe('FETCH_BLOCKED');
		expect(asked).toBeGreaterThan(1);
	});

	test('made to take for ever is matched in no time', async () => {
		say(
			`User-agent: *\nDisallow: /closed/\n${`Disallow: /${'a*'.repeat(1000)}b\n`.repeat(240)}Disallow: /also-closed/\n`,
		);
		const fetcher = open();
		for (let page = 0; page < 3; page++) await fetcher.fetchBytes(`${server.url}/${'a'.repeat(1900)}${page}`);
		for (const path of ['closed', 'also-closed'])
			expect((await failureOf(fetcher.fetchBytes(`${server.url}/${path}/1`))).code).toBe('FETCH_BLOCKED');
	});

	test('without an end is read as far as rules need', async () => {
		robots = (_, response) => {
			response.write('User-agent: *\nDisallow: /closed\n');
			const more = Buffer.alloc(65_536, '#\n');
			const fill = (): void => {
				while (!response.destroyed && response.write(more));
			};
			response.on('drain', fill);
			fill();
		};
		const fetcher = open();
		await fetcher.fetchBytes(`${server.url}/1`);
		expect((await failureOf(fetcher.fetchBytes(`${server.url}/closed`))).code).toBe('FETCH_BLOCKED');
	});
});

describe('a host', () => {
	test('is asked two things at one time, whoever asks', async () => {
		let [active, most] = [0, 0];
		answer = (_, response) => {
			most = Math.max(most, ++active);
			setTimeout(() => {
				active--;
				response.end('ok');
			}, 20);
		};
		const fetcher = open();
		await Promise.all(Array.from({ length: 8 }, (_, index) => fetcher.fetchBytes(`${server.url}/${index}`)));
		expect(most).toBe(2);
	});

	test('that fails in passing is asked again, a bounded number of times', async () => {
		let failures = 2;
		answer = (_, response) => (failures-- > 0 ? response.writeHead(503).end() : response.end('ok'));
		const fetcher = open();
		await fetcher.fetchBytes(`${server.url}/1`);
		expect(server.requests).toHaveLength(3);
		failures = 9;
		await failureOf(fetcher.fetchBytes(`${server.url}/2`));
		expect(server.requests).toHaveLength(6);
	});

	test('that wants a short rest gets it', async () => {
		let isFirst = true;
		answer = (_, response) => {
			response.writeHead(isFirst ? 429 : 200, { 'retry-after': '0' }).end('ok');
			isFirst = false;
		};
		await open().fetchBytes(server.url);
		expect(server.requests).toHaveLength(2);
	});

	test.each(['3600', 'Sun, 01 Nov 2026 04:00:00 GMT'])(
		'that wants a long rest (%s) gets it over runs',
		async (wish) => {
			answer = (_, response) => response.writeHead(429, { 'retry-after': wish }).end();
			const error = await failureOf(open().fetchBytes(`${server.url}/1`));
			expect(error.code).toBe('FETCH_LIMITED');
			expect(error.message).toMatch(
				/the server answered 429 and wants to be left alone until 2026-11-01T0(3:59:59|4:00:0\d)Z\.$/,
			);
			expect((await failureOf(open({ now: '2026-11-01T03:30:00Z' }).fetchBytes(`${server.url}/2`))).code).toBe(
				'FETCH_LIMITED',
			);
			expect(server.requests).toEqual(['GET /1']);
			answer = (_, response) => response.end('ok');
			await open({ now: '2026-11-01T04:01:00Z' }).fetchBytes(`${server.url}/2`);
		},
	);

	test('whose pages fail again and again is left for another run', async () => {
		answer = (_, response) => response.socket?.destroy();
		const fetcher = open();
		await failureOf(fetcher.fetchBytes(`${server.url}/1`));
		expect((await failureOf(fetcher.fetchBytes(`${server.url}/2`))).message).toContain('failed 3 times in a row');
		expect(server.requests).toHaveLength(3);
	});

	test('is not blamed for the one that it redirects to', async () => {
		const dead = await startTestServer((_, response) => response.end());
		await dead.close();
		answer = ({ url }, response) =>
			url === '/1' ? response.writeHead(302, { location: dead.url }).end() : response.end('ok');
		const fetcher = open();
		expect((await failureOf(fetcher.fetchBytes(`${server.url}/1`))).code).toBe('FETCH_UNREACHABLE');
		expect(Buffer.from((await fetcher.fetchBytes(`${server.url}/2`)).bytes).toString()).toBe('ok');
	});
});

describe('a permanent redirect', () => {
	test.each([
		[[301, 308], '/2'],
		[[301, 302], '/1'],
		[[302, 301], undefined],
	])('by %j has moved the document to %s', async (statuses, expected) => {
		answer = ({ url }, response) => {
			const step = Number(url?.slice(1));
			response.writeHead(statuses[step] ?? 200, { location: `/${step + 1}` }).end('ok');
		};
		const fetcher = open();
		await fetcher.fetchBytes(`${server.url}/0`);
		expect(fetcher.findMove(`${server.url}/0`)).toBe(expected === undefined ? undefined : `${server.url}${expected}`);
	});

	test('in a circle is given up', async () => {
		answer = ({ url }, response) => response.writeHead(301, { location: url === '/1' ? '/2' : '/1' }).end();
		const error = await failureOf(open().fetchBytes(`${server.url}/1`));
		expect([error.code, error.message]).toEqual(['FETCH_MISLED', expect.stringContaining('in a circle')]);
	});
});

describe('behind a proxy', () => {
	const production = (): Fetcher => open({ allowPrivate: false });

	test('sends public addresses to it', async () => {
		vi.stubEnv('HTTP_PROXY', server.url);
		const { bytes } = await production().fetchBytes('http://93.184.216.34/feed');
		expect(Buffer.from(bytes).toString()).toBe('ok');
		expect(server.requests).toEqual(['GET http://93.184.216.34/robots.txt', 'GET http://93.184.216.34/feed']);
	});

	test.each([
		'http://127.0.0.1/',
		'http://0x7f.1/',
		'http://[::ffff:10.0.0.1]/',
		'http://169.254.169.254/',
		'http://localhost/',
		'http://metadata.google.internal/',
		'http://intranet/',
		'http://93.184.216.34:8080/',
	])('sends it nowhere near %s', async (url) => {
		vi.stubEnv('HTTP_PROXY', server.url);
		expect((await failureOf(production().fetchBytes(url))).code).toBe('FETCH_REFUSED');
		answer = (_, response) => response.writeHead(302, { location: url }).end();
		expect((await failureOf(production().fetchBytes('http://93.184.216.34/'))).code).toBe('FETCH_REFUSED');
		expect(server.requests.filter((request) => !request.includes('93.184.216.34/'))).toEqual([]);
	});

	test('heeds NO_PROXY, and the guard with it', async () => {
		vi.stubEnv('HTTP_PROXY', server.url);
		vi.stubEnv('NO_PROXY', '*');
		expect((await failureOf(production().fetchBytes('http://127.0.0.1/'))).code).toBe('FETCH_REFUSED');
		expect(server.requests).toEqual([]);
	});
});

test.each([
	['120', 120_000],
	['0', 0],
	['999999999', 86_400_000],
	['Thu, 01 Jan 1970 00:01:00 GMT', 60_000],
	['Thu, 01 Jan 1970 00:00:00 GMT', 0],
	['soon', undefined],
	['-5', undefined],
	['1.5', undefined],
])('Retry-After: %s is %s ms', (header, expected) => {
	expect(retryAfterMs(header, 0)).toBe(expected);
});
