import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeCorpus } from '#measure/corpus.ts';
import { buildSite } from './build.ts';
import { openManifest } from './manifest.ts';
import { buildStatically } from './oracle.ts';

const root = process.cwd();
let scratch = '';

beforeAll(() => {
	mkdirSync(join(root, '.scratch'), { recursive: true });
	scratch = mkdtempSync(join(root, '.scratch', 'oracle-'));
	writeCorpus({ contentDir: join(scratch, 'content'), articles: 1000 });
	mkdirSync(join(scratch, 'content/searches'));
	writeFileSync(join(scratch, 'content/searches/first.yaml'), 'labels: {en: First}\nquery: topic:topic-1\n');
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }), 60_000);

test('every page rendered through the app has the bytes that a static astro build gives it', {
	timeout: 300_000,
}, async () => {
	const folders = {
		contentDir: join(scratch, 'content'),
		cacheDir: join(scratch, 'cache'),
		distDir: join(scratch, 'dist'),
	};
	const report = await buildSite({ root, ...folders });
	expect(report.articles).toBe(1000);
	const oracleDir = join(scratch, 'oracle');
	await buildStatically({ root, ...folders, outDir: oracleDir });

	const manifest = openManifest(folders);
	const rendered = [...manifest.entries()].filter(({ kind }) => !UNRENDERED.has(kind));
	manifest.close();
	expect(rendered.length).toBeGreaterThan(1000);
	const different = rendered.map(({ path }) => path).filter((path) => !sameBytes(path, oracleDir, folders.distDir));
	expect(different).toEqual([]);
});

const UNRENDERED = new Set(['media', 'headers', 'searchRoot', 'searchIndex', 'searchEntry', 'searchList']);

function sameBytes(path: string, oracleDir: string, distDir: string): boolean {
	// Plain astro build puts a page called 404.html into a folder of that name.
	const candidates = [join(oracleDir, path), join(oracleDir, path, 'index.html')];
	const oracle = candidates.find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
	return oracle !== undefined && readFileSync(join(distDir, path)).equals(readFileSync(oracle));
}
