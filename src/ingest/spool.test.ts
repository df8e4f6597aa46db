import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Draft } from './draft.ts';
import { openSpool } from './spool.ts';

const draft: Draft = {
	source: 'demo',
	keys: ['https://news.example/1'],
	ownKey: 'item:demo:1',
	title: 'Title',
	lang: 'ru',
	publishedAt: '2021-07-29T11:42:00+06:00',
	dateFrom: 'feed',
	authors: [],
	tags: [],
	markdown: 'Text',
	text: 'Text',
	isWhole: true,
	images: [],
	document: 'feed.xml',
};

// Windows keeps the name of an open file; the next run removes it there.
test.skipIf(process.platform === 'win32')('no text that was read stays on the disk, however a run ends', () => {
	const cacheDir = mkdtempSync(join(tmpdir(), 'jarchy-spool-'));
	const spool = openSpool(cacheDir);
	try {
		for (let count = 0; count < 20_000; count++)
			spool.add({ ...draft, text: `Text ${count}`, keys: [`key ${count}`] }, 1);
		expect(spool.count()).toBe(20_000);
		expect(readdirSync(cacheDir)).toEqual([]);
	} finally {
		spool.close();
		rmSync(cacheDir, { recursive: true });
	}
});
