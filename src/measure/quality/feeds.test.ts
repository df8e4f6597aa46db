import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { feedsSuite } from './feeds.ts';
import type { Score } from './suite.ts';

const DATA = join(process.env['JARCHY_DATA'] ?? '../shared/data', 'feeds');
const dir = mkdtempSync(join(tmpdir(), 'feeds-'));
afterAll(() => rmSync(dir, { recursive: true }));

async function score(folder: string): Promise<Map<string, Score>> {
	const scores = new Map<string, Score>();
	for await (const one of feedsSuite.score({ dir: folder, also: undefined }, () => undefined)) scores.set(one.set, one);
	return scores;
}

const row = (text: string, asserts: unknown, id = 'wellformed/rss/x.xml') =>
	JSON.stringify({ suite: 'feedparser', id, headers: {}, text, asserts });

test('counts asserts on the fields that matter, wrong ones too, and documents that cannot be read', async () => {
	const feed =
		'<rss><channel><title>A &eacute;</title><item><pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate></item></channel></rss>';
	const rows = [
		row(feed, [
			{ op: 'eq', path: ['feed', 'title'], value: 'A é' },
			{ op: 'eq', path: ['entries', 0, 'published_parsed'], value: [2004, 1, 1, 19, 48, 21, 3, 1, 0] },
			{ op: 'eq', path: ['entries', 0, 'title'], value: 'not there' },
			{ op: 'eq', path: ['feed', 'ttl'], value: '60' },
			{ path: ['feed', 'title'] },
		]),
		row(feed, [{ op: 'eq', path: ['feed', 'title'], value: 'x' }], 'wellformed/sanitize/x.xml'),
		row('no feed at all', []),
	];
	writeFileSync(join(dir, 'feedparser.jsonl'), rows.join('\n'));
	const { items, metrics } = (await score(dir)).get('feedparser') ?? { items: 0, metrics: {} };
	expect(items).toBe(3);
	expect(metrics).toEqual({ assertsRight: 2 / 3, exceptions: 1 });
});

describe.skipIf(!existsSync(DATA))('on the real data', () => {
	test('reads what feedparser reads, and every document of it', async () => {
		const scores = await score(DATA);
		expect(scores.get('feedparser')?.metrics['assertsRight']).toBeGreaterThanOrEqual(0.97);
		expect(scores.get('gofeed')?.metrics['assertsRight']).toBeGreaterThanOrEqual(0.95);
		expect(scores.get('rss-parser')?.metrics['assertsRight']).toBeGreaterThanOrEqual(0.93);
		expect([...scores.values()].map(({ metrics }) => metrics['exceptions'])).toEqual([0, 0, 0]);
	});
});
