import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadDocuments } from './fuzz-documents.ts';
import { spoil } from './fuzz-mutations.ts';
import { readSpoilt } from './fuzz-reading.ts';

const FIXTURES = join(import.meta.dirname, '../ingest/fixtures');
let dir: string;

beforeAll(() => {
	dir = mkdtempSync(join(tmpdir(), 'jarchy-fuzz-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

test('120 spoilt documents make no article that cannot be read or that could run, and no exception', async () => {
	const documents = loadDocuments([FIXTURES]);
	let articles = 0;
	for (let seed = 1; seed <= 120; seed++) {
		articles += await readSpoilt(spoil(documents, seed).bytes, join(dir, 'document')).catch((cause: unknown) => {
			throw new Error(`seed ${seed}`, { cause });
		});
	}
	expect(articles).toBeGreaterThan(60);
}, 120_000);

test('a seed makes the same document again', () => {
	const documents = loadDocuments([FIXTURES]);
	expect(spoil(documents, 7)).toEqual(spoil(documents, 7));
	expect(spoil(documents, 7)).not.toEqual(spoil(documents, 8));
});
