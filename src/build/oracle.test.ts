import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { siteConfig } from '#site.config';
import { writeCorpus } from '#measure/corpus.ts';
import { buildSite } from './build.ts';
import { buildStatically } from './oracle.ts';
import { readManifest } from './manifest.ts';

const root = process.cwd();
let scratch = '';

beforeAll(() => {
	mkdirSync(join(root, '.scratch'), { recursive: true });
	scratch = mkdtempSync(join(root, '.scratch', 'oracle-'));
	writeCorpus({ contentDir: join(scratch, 'content'), articles: 1000 });
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('every page rendered through the app has the bytes that a static astro build gives it', { timeout: 300_000 }, async () => {
	const folders = { contentDir: join(scratch, 'content'), cacheDir: join(scratch, 'cache'), distDir: join(scratch, 'dist') };
	const report = await buildSite({ root, ...folders });
	expect(report.articles).toBe(1000);
	const oracleDir = join(scratch, 'oracle');
	await buildStatically({ root, ...folders, outDir: oracleDir });

	const rendered = [...readManifest(folders.cacheDir, folders.distDir)].filter(([, { kind }]) => !UNRENDERED.has(kind));
	expect(rendered.length).toBeGreaterThan(1000);
	const different = rendered.map(([path]) => path).filter((path) => !sameBytes(join(folders.distDir, path), join(oracleDir, path)));
	expect(different).toEqual([]);
	expect(siteConfig.editions.every((lang) => existsSync(join(oracleDir, lang, 'index.html')))).toBe(true);
});

const UNRENDERED = new Set(['media', 'searchIndex', 'headers']);

function sameBytes(a: string, b: string): boolean {
	return existsSync(b) && readFileSync(a).equals(readFileSync(b));
}
