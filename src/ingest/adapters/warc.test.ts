import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { gunzip } from '#ingest/input/gunzip.ts';
import { prose } from '../test-run.ts';
import { testSource } from './adapter.contract.ts';
import type { AdapterWarning, FeedItem } from './adapter.ts';
import { warcAdapter } from './warc.ts';

const CRLF = '\r\n';

function record(fields: Readonly<Record<string, string | number>>, block: string | Uint8Array): Buffer {
	const bytes = Buffer.from(block);
	const headers = Object.entries({ 'Content-Length': bytes.length, ...fields }).map(
		([name, value]) => `${name}: ${value}`,
	);
	return Buffer.concat([Buffer.from(['WARC/1.1', ...headers, '', ''].join(CRLF)), bytes, Buffer.from(CRLF + CRLF)]);
}

function reply(body: string | Uint8Array, headers: readonly string[] = [], status = '200 OK'): Buffer {
	const lines = [`HTTP/1.1 ${status}`, 'Content-Type: text/html; charset=utf-8', ...headers, '', ''];
	return Buffer.concat([Buffer.from(lines.join(CRLF)), Buffer.from(body)]);
}

function page(title: string): string {
	const paragraphs = [1, 2, 3].map((seed) => `<p>${prose(60, seed)}</p>`).join('');
	return `<!doctype html><html lang="ru"><head><title>${title}</title></head><body><article><h1>${title}</h1>${paragraphs}</article></body></html>`;
}

function response(name: string, block: Uint8Array = reply(page(`Статья ${name}`))): Buffer {
	return record(
		{ 'WARC-Type': 'response', 'WARC-Target-URI': `https://news.example/${name}`, 'WARC-Date': '2021-07-29T05:00:00Z' },
		block,
	);
}

interface Reading {
	readonly items: FeedItem[];
	readonly warnings: AdapterWarning[];
}

async function read(bytes: Uint8Array, size = 4000): Promise<Reading> {
	const items: FeedItem[] = [];
	const warnings: AdapterWarning[] = [];
	const pieces: Uint8Array[] = [];
	for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
	const onDamage = (reason: string) => void warnings.push({ code: 'ARCHIVE_DAMAGED', details: { reason } });
	const body = bytes[0] === 0x1f ? gunzip(pieces, { location: 'archive', onDamage }) : pieces;
	const input = { body, location: 'archive.warc', source: testSource };
	for await (const item of warcAdapter.read(input, (warning) => warnings.push(warning))) items.push(item);
	return { items, warnings };
}

const urlsOf = ({ items }: Reading) => items.map(({ url }) => url?.replace('https://news.example/', ''));

describe('a web archive gives', () => {
	const archive = [
		record({ 'WARC-Type': 'warcinfo' }, 'software: crawler'),
		record({ 'WARC-Type': 'request', 'WARC-Target-URI': 'https://news.example/a' }, 'GET /a HTTP/1.1\r\n\r\n'),
		response('a'),
		record({ 'WARC-Type': 'revisit', 'WARC-Target-URI': 'https://news.example/a' }, reply('')),
		response('gone', reply(page('Gone'), [], '404 Not Found')),
		response('b'),
		record({ 'WARC-Type': 'metadata', 'WARC-Target-URI': 'https://news.example/b' }, 'outlink: /c'),
	];

	test.each([
		['as it is', Buffer.concat(archive)],
		['a gzip member a record', Buffer.concat(archive.map((one) => gzipSync(one)))],
		['in one gzip stream', gzipSync(Buffer.concat(archive))],
	])('the pages that servers answered with: %s', async (_, bytes) => {
		for (const size of [57, 4000, 1_000_000]) {
			const reading = await read(bytes, size);
			expect(urlsOf(reading)).toEqual(['a', 'b']);
			expect(reading.warnings).toEqual([]);
		}
	});

	test('each with its address and when it was archived', async () => {
		const { items } = await read(Buffer.concat(archive));
		expect(items[0]).toMatchObject({
			location: 'https://news.example/a',
			identity: ['https://news.example/a'],
			title: 'Статья a',
			seenAt: '2021-07-29T05:00:00Z',
			dateFrom: 'page',
		});
	});

	test('the items of an archived feed', async () => {
		const feed = '<rss version="2.0"><channel><item><title>Item</title><link>/c</link></item></channel></rss>';
		const bytes = record(
			{
				'WARC-Type': 'resource',
				'WARC-Target-URI': '<https://news.example/rss>',
				'Content-Type': 'application/rss+xml',
			},
			feed,
		);
		expect(urlsOf(await read(bytes))).toEqual(['c']);
	});

	const html = page('Статья');
	const chunked = `5;x=1\r\n${html.slice(0, 5)}\r\n`;
	test.each([
		['gzip', reply(gzipSync(html), ['Content-Encoding: gzip'])],
		['brotli', reply(brotliCompressSync(html), ['Content-Encoding: br'])],
		['deflate', reply(deflateSync(html), ['Content-Encoding: deflate'])],
		['raw deflate', reply(deflateRawSync(html), ['Content-Encoding: deflate'])],
		['zstd', reply(zstdCompressSync(html), ['Content-Encoding: zstd'])],
		['gzip, unpacked by the crawler', reply(html, ['Content-Encoding: gzip'])],
		[
			'chunks',
			reply(`${chunked}${Buffer.byteLength(html.slice(5)).toString(16)}\r\n${html.slice(5)}\r\n0\r\n\r\n`, [
				'Transfer-Encoding: chunked',
			]),
		],
		['chunks, joined by the crawler', reply(html, ['Transfer-Encoding: chunked'])],
		['bare line feeds', Buffer.from(`HTTP/1.1 200 OK\nContent-Type: text/html\n\n${html}`)],
		['the end of a gzip missing', reply(gzipSync(html + ' '.repeat(100)).subarray(0, -12), ['Content-Encoding: gzip'])],
	])('a page sent as %s', async (_, block) => {
		const { items, warnings } = await read(response('a', block));
		expect(warnings).toEqual([]);
		expect(items).toMatchObject([{ title: 'Статья', html: expect.stringContaining('<p>') }]);
	});
});

describe('a bad record is told of, and the others are read:', () => {
	const length = (value: string) => {
		const [good] = [response('bad').toString('latin1')];
		return Buffer.from(good.replace(/Content-Length: \d+/, value), 'latin1');
	};
	test.each([
		['a length beyond the end', length('Content-Length: 99999')],
		['an absurd length', length('Content-Length: 99999999999')],
		['a length of many digits', length(`Content-Length: ${'9'.repeat(400)}`)],
		['a negative length', length('Content-Length: -5')],
		['no length', length('X: y')],
		['a length too small', length('Content-Length: 10')],
		['a broken first line', Buffer.from(response('bad').toString('latin1').replace('WARC/1.1', 'WARP/9'), 'latin1')],
		['a reply that is none', response('bad', Buffer.from('nothing'))],
		[
			'a body that cannot be unpacked',
			response('bad', reply(Buffer.from('1f8b0800000000000003ffffffff', 'hex'), ['Content-Encoding: gzip'])),
		],
		[
			'a body that grows beyond measure',
			response('bad', reply(gzipSync(Buffer.alloc(30_000_000)), ['Content-Encoding: gzip'])),
		],
		['a record of many megabytes', response('bad', reply(Buffer.alloc(17_000_000, 'x')))],
		['a header without end', Buffer.from(`WARC/1.1\r\n${'A: b\r\n'.repeat(20_000)}`)],
	])('%s', async (_, bad) => {
		for (const pack of [(bytes: Buffer) => bytes, (bytes: Buffer) => gzipSync(bytes)]) {
			const reading = await read(Buffer.concat([response('a'), bad, response('b'), response('c')].map(pack)), 100_000);
			expect(urlsOf(reading)).toEqual(['a', 'b', 'c']);
			expect(reading.warnings.length).toBeGreaterThan(0);
		}
	});

	test('a gzip member with damage inside', async () => {
		const bad = gzipSync(response('bad'));
		bad.fill(0xff, 200, 220);
		const reading = await read(Buffer.concat([gzipSync(response('a')), bad, gzipSync(response('b'))]));
		expect(urlsOf(reading)).toEqual(['a', 'b']);
		expect(reading.warnings.map(({ code }) => code)).toContain('ARCHIVE_DAMAGED');
	});

	test.each([
		['plain', (bytes: Buffer) => bytes],
		['packed', (bytes: Buffer) => gzipSync(bytes)],
	])('an archive cut off anywhere, %s', async (_, pack) => {
		const records = [response('a'), response('b')].map(pack);
		const bytes = Buffer.concat(records);
		const first = records[0]?.length ?? 0;
		for (let cut = 1; cut < bytes.length; cut += Math.ceil(bytes.length / 60)) {
			const found = urlsOf(await read(bytes.subarray(0, cut)));
			expect(['a', 'b'].slice(0, found.length)).toEqual(found);
			if (cut > first) expect(found).toContain('a');
		}
	});

	test('a page that the crawler cut off', async () => {
		const cut = Buffer.from(
			response('bad').toString('latin1').replace('WARC-Type', 'WARC-Truncated: length\r\nWARC-Type'),
			'latin1',
		);
		const reading = await read(Buffer.concat([cut, response('b')]));
		expect(urlsOf(reading)).toEqual(['b']);
		expect(reading.warnings).toMatchObject([{ code: 'RECORD_UNREADABLE' }]);
	});
});
