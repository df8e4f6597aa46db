import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { buildSite } from '#build/build.ts';
import { filesBelow } from '#build/files.ts';
import { sumOf } from '#build/manifest-entry.ts';
import { writeArticles, writeCorpus } from '#measure/corpus.ts';
import { siteConfig } from '#site.config';
import { type DeployReport, deploySite } from './deploy.ts';
import { openTarget } from './open-target.ts';
import { TestS3 } from './test-s3.ts';

const ARTICLES = 300;
const root = process.cwd();
let scratch = '';
let store: TestS3;
beforeEach(async () => {
	mkdirSync(join(root, '.scratch'), { recursive: true });
	scratch = mkdtempSync(join(root, '.scratch', 'ci-'));
	store = new TestS3('news');
	for (const [name, value] of Object.entries(await store.start())) vi.stubEnv(name, value);
});
afterEach(async () => {
	vi.unstubAllEnvs();
	await store.stop();
	rmSync(scratch, { recursive: true, force: true });
});

/** A machine with folders of its own. */
function machine(name: string): { contentDir: string; cacheDir: string; distDir: string } {
	const folder = (of: string): string => join(scratch, name, of);
	return { contentDir: folder('content'), cacheDir: folder('cache'), distDir: folder('dist') };
}

async function deploy(name: string, to: string): Promise<DeployReport> {
	const folders = machine(name);
	const target = await openTarget(to, { folders, env: process.env });
	return await deploySite({ ...folders, target, site: siteConfig.feedAuthority });
}

function count(report: DeployReport, what: 'uploaded' | 'deleted' | 'leaving'): number {
	return report[what].reduce((sum, { files }) => sum + files, 0);
}

/** Files of a site below a folder, with their bytes, less the deploys' own. */
function filesOf(dir: string): Map<string, string> {
	const paths = filesBelow(dir).filter((path) => !/^\.|^dist\.manifest/.test(path));
	return new Map(paths.map((path) => [path, readFileSync(join(dir, path), 'latin1')]));
}

test('a fresh machine with the cache alone builds and sends just the difference, and the site is that of a full deploy', {
	timeout: 180_000,
}, async () => {
	const corpus = { contentDir: machine('first').contentDir, articles: ARTICLES };
	const [served, whole] = [join(scratch, 'served'), join(scratch, 'whole')];
	writeCorpus(corpus);
	await buildSite({ root, ...machine('first') });
	const all = count(await deploy('first', served), 'uploaded');
	expect(count(await deploy('first', 's3://news'), 'uploaded')).toBe(all);

	// A checkout gives every file a new time, and dist/ is not there.
	const second = machine('second');
	cpSync(machine('first').cacheDir, second.cacheDir, { recursive: true });
	cpSync(corpus.contentDir, second.contentDir, { recursive: true });
	writeArticles({ ...corpus, contentDir: second.contentDir }, ARTICLES, ARTICLES + 20);
	const written = sumOf((await buildSite({ root, ...second, isPartial: true })).written).files;
	expect(filesOf(second.distDir).size).toBe(written);
	const changed = await deploy('second', served);
	expect(count(changed, 'uploaded')).toBe(written);
	expect(count(changed, 'uploaded')).toBeLessThan(all / 2);
	expect(count(await deploy('second', 's3://news'), 'uploaded')).toBe(written);

	cpSync(second.contentDir, machine('third').contentDir, { recursive: true });
	await buildSite({ root, ...machine('third') });
	await deploy('third', whole);
	// What only pages in caches still ask for goes with the next deploy.
	await deploy('second', served);
	expect(filesOf(served)).toEqual(filesOf(whole));
	expect(filesOf(whole)).toEqual(filesOf(machine('third').distDir));
});
