import { mkdtempSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { QUICK } from '../test-run.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { type Fetcher, openFetcher } from './fetch.ts';

const cacheDir = mkdtempSync(join(tmpdir(), 'jarchy-fetch-'));
let server: TestServer;
let answer: RequestListener;
let fetcher: Fetcher;

const open = (allowPrivate = true): Fetcher =>
	openFetcher({
		cacheDir,
		contentDir: '/content',
		contact: 'hello@jarchy.example',
		now: '2026-11-01T03:00:00Z',
		allowPrivate,
		settings: QUICK,
	});
const textOf = async (url: string): Promise<string> => Buffer.from((await fetcher.fetchBytes(url)).bytes).toString();

beforeEach(async () => {
	answer = (_, response) => response.end('ok');
	server = await startTestServer((request, response) => answer(request, response));
	fetcher = open();
});
afterEach(async () => {
	await fetcher.close();
	await server.close();
	rmSync(cacheDir, { recursive: true, force: true });
});

test('says who asks and how to reach them', async () => {
	await textOf(server.url);
	expect(server.headers()['user-agent']).toBe('Jarchy/1 (news search; mailto:hello@jarchy.example)');
});

test('follows redirects, at most five', async () => {
	answer = ({ url }, response) => {
		const left = Number(url?.slice(1) || 0);
		if (left > 0) response.writeHead(302, { location: `/${left - 1}` });
		response.end('there');
	};
	expect(await textOf(`${server.url}/5`)).toBe('there');
	await expect(textOf(`${server.url}/6`)).rejects.toThrow('it redirects more than 5 times');
});

test('passes on where a reply says that it stands, if that is on the web', async () => {
	answer = ({ url }, response) =>
		response.writeHead(200, { 'content-location': url === '/a/feed' ? 'news.xml' : 'javascript:alert(1)' }).end('ok');
	expect((await fetcher.fetchBytes(`${server.url}/a/feed`)).contentLocation).toBe(`${server.url}/a/news.xml`);
	expect((await fetcher.fetchBytes(`${server.url}/b`)).contentLocation).toBeUndefined();
});

test('goes to no address that a redirect names besides the web', async () => {
	answer = (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end();
	await expect(textOf(server.url)).rejects.toThrow('which is no web address');
});

test('gives up on a body that is too large once decoded', async () => {
	const bomb = gzipSync(Buffer.alloc(30_000_000));
	expect(bomb.length).toBeLessThan(100_000);
	answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
	await expect(textOf(server.url)).rejects.toThrow('it is larger than 20 MB');
});

test('names what the server answered', async () => {
	answer = (_, response) => response.writeHead(404).end();
	await expect(textOf(`${server.url}/feed`)).rejects.toThrow(
		`Could not fetch ${server.url}/feed: the server answered 404.`,
	);
});

describe('asks a second time only whether a document changed', () => {
	beforeEach(() => {
		answer = (request, response) => {
			if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
			else response.writeHead(200, { etag: '"1"' }).end('document');
		};
	});

	test('once the articles of the first time are stored', async () => {
		expect(await fetcher.fetchDocument(server.url, 'settings')).toBeDefined();
		expect(await fetcher.fetchDocument(server.url, 'settings')).toBeDefined();
		fetcher.rememberDocuments();
		await fetcher.close();
		fetcher = open();
		expect(await fetcher.fetchDocument(server.url, 'settings')).toBeUndefined();
	});

	test('while the settings of its source are the same', async () => {
		await fetcher.fetchDocument(server.url, 'settings');
		fetcher.rememberDocuments();
		expect(await fetcher.fetchDocument(server.url, 'other settings')).toBeDefined();
	});
});

describe('in production', () => {
	beforeEach(async () => {
		await fetcher.close();
		fetcher = open(false);
	});

	test.each([
		['http://127.0.0.1/', '127.0.0.1 is no public address'],
		['http://[::ffff:7f00:1]/', 'no public address'],
		['http://2130706433/', '127.0.0.1 is no public address'],
		['http://localhost/', 'no public address'],
		['http://93.184.216.34:8080/', 'port 8080 is closed'],
		['https://93.184.216.34:8443/', 'port 8443 is closed'],
	])('refuses %s', async (url, reason) => {
		await expect(textOf(url)).rejects.toThrow(reason);
		expect(server.requests).toEqual([]);
	});
});

test('asks nothing more of a host that is not there', async () => {
	await server.close();
	await expect(textOf(`${server.url}/1`)).rejects.toThrow('refused the connection');
	await expect(textOf(`${server.url}/2`)).rejects.toThrow('refused the connection');
});
