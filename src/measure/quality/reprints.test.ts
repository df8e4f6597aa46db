import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { getSuite } from './quality.ts';
import { reprintsSuite } from './reprints.ts';
import type { Score } from './suite.ts';

/** A text of words that are the same for the same seed. */
function prose(seed: number, words = 200): string {
	return Array.from(
		{ length: words },
		(_, at) => `w${(Math.imul(at + 1 + seed * 1009, 0x9e37_79b1) >>> 0) % 9000}`,
	).join(' ');
}

async function score(files: Readonly<Record<string, readonly unknown[]>>): Promise<Score | undefined> {
	const dir = mkdtempSync(join(tmpdir(), 'jarchy-reprints-test-'));
	try {
		for (const [name, rows] of Object.entries(files)) {
			mkdirSync(join(dir, name, '..'), { recursive: true });
			writeFileSync(join(dir, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
		}
		for await (const found of reprintsSuite.score({ dir, also: undefined }, () => undefined)) return found;
		return undefined;
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
}

test('edits the articles of any folder of real data, each once, and finds their originals', async () => {
	const found = await score({
		'extract/gold.jsonl': [{ articleBody: prose(1) }, { mainContent: prose(2) }],
		'stories/pairs.jsonl': [{ a: { text: prose(3) }, b: { text: prose(4) }, same: false }],
		'topics/short.jsonl': [{ text: 'A headline' }, { text: prose(1) }, { id: 5 }],
	});
	expect(found).toMatchObject({ suite: 'reprints', set: 'generated', items: 48, metrics: { found: 1, false: 0 } });
});

test('leaves real copies among the articles out', async () => {
	const found = await score({
		'a.jsonl': [{ text: prose(1) }, { text: `${prose(1)} ${prose(2, 50)}` }, { text: prose(3) }],
	});
	expect(found?.items).toBe(24);
});

test('scores nothing where there are no articles', async () => {
	expect(await score({})).toBeUndefined();
});

test('goes by the name of near-duplicates too', () => {
	expect(getSuite('near-duplicates')).toBe(getSuite('reprints'));
});
