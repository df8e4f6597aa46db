import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { extractSuite } from './extract.ts';
import { isSamePeople, isSameTitle, overlapOfRuns, overlapOfWords } from './overlap.ts';
import type { Score } from './suite.ts';

const TEXT =
	'The lake lies at three thousand metres, and only herders live there, from June until the first snow of autumn falls.';
const PAGE = `<!doctype html><title>The lake in winter</title><meta name="author" content="Anna Demo"><meta name="date" content="2021-07-29T23:00:00-05:00"><article><h1>The lake in winter</h1><p>${TEXT}</p><p>${TEXT}</p></article>`;

let dir: string;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'jarchy-extract-'));
	for (const set of ['scrapinghub', 'wcxb']) mkdirSync(join(dir, set));
});
afterEach(() => rmSync(dir, { recursive: true }));

async function scores(): Promise<Score[]> {
	const found: Score[] = [];
	for await (const score of extractSuite.score({ dir, also: undefined }, () => undefined)) found.push(score);
	return found;
}

describe('extractSuite', () => {
	test('judges plain and compressed pages alike, those without an article as empty', async () => {
		writeFileSync(join(dir, 'scrapinghub/a.html.gz'), gzipSync(PAGE));
		writeFileSync(join(dir, 'scrapinghub/b.html'), '<!doctype html><p>Nothing');
		const rows = ['a', 'b'].map((id) => JSON.stringify({ id, url: '', articleBody: `${TEXT} ${TEXT}` }));
		writeFileSync(join(dir, 'scrapinghub-gold.jsonl'), rows.join('\n'));
		expect(await scores()).toMatchObject([
			{ set: 'scrapinghub', items: 2, metrics: { precision: 1, recall: 0.5, f1: expect.closeTo(2 / 3, 6) } },
		]);
	});

	test('judges title, day as written and authors over the pages whose gold names them', async () => {
		for (const id of ['a', 'b']) writeFileSync(join(dir, `wcxb/${id}.html`), PAGE);
		const gold = { url: 'https://news.example/lake', mainContent: `${TEXT} ${TEXT}` };
		const known = { ...gold, title: 'The Lake in Winter.', author: 'By anna demo, PhD', publishDate: '2021-07-29' };
		const rows = [
			{ id: 'a', ...known },
			{ id: 'b', ...gold, title: 'Another' },
		];
		writeFileSync(join(dir, 'wcxb-gold.jsonl.gz'), gzipSync(rows.map((row) => JSON.stringify(row)).join('\n')));
		expect(await scores()).toMatchObject([
			{ set: 'wcxb', items: 2, metrics: { f1: 1, titleExact: 0.5, dateExact: 1, authorExact: 1 } },
		]);
	});
});

test('counts runs of words as often as they come', () => {
	expect(overlapOfRuns('a b c d e', 'a b c d', 4)).toMatchObject({ found: 2, wanted: 1, precision: 0.5, recall: 1 });
	expect(overlapOfWords('the The lake', 'the lake')).toMatchObject({ precision: 2 / 3, recall: 1 });
	expect(overlapOfWords('', '')).toMatchObject({ f1: 1 });
	expect(overlapOfRuns('', 'a', 4)).toMatchObject({ found: 0, recall: 0, f1: 0 });
});

test('compares headlines and bylines as people do', () => {
	expect(isSameTitle('“Lake”  – it’s cold!', '"lake" - it\'s cold')).toBe(true);
	expect(isSameTitle('Lake', 'Lakes')).toBe(false);
	expect(isSamePeople(['Bo Li', 'Anna Lee'], 'By Anna Lee, RD and Bo Li')).toBe(true);
	expect(isSamePeople(['Anna Lee'], 'Anna Lee and Bo Li')).toBe(false);
	expect(isSamePeople([], 'Anna Lee')).toBe(false);
});
