import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { benchIngest, formatIngestBench } from './bench-ingest.ts';
import { writePages } from './ingest-inputs.ts';

test('the bench of ingest reads what it writes, in the real commands', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'jarchy-bench-ingest-'));
	try {
		writePages(join(folder, 'extract/wcxb'), 1);
		const report = await benchIngest({
			articles: 20,
			dumpMegabytes: 0.05,
			feedItems: 60,
			pages: 2,
			dataDir: folder,
			root: join(import.meta.dirname, '../..'),
			scratchDir: join(folder, 'scratch'),
			keep: false,
			onProgress: () => undefined,
		});
		expect(report).toMatchObject({ articles: 20, feeds: { items: 60 }, pages: { items: 2 }, noop: { items: 20 } });
		expect(report).toMatchObject({ articlesOfNews: { items: 60 }, articlesOfRealPages: { items: 5 } });
		expect(formatIngestBench(report)).toMatch(/no-op run +20 /);
	} finally {
		rmSync(folder, { recursive: true });
	}
}, 120_000);
