import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTestRun, rss, type TestRun } from './test-run.ts';

const ROOT = join(import.meta.dirname, '../..');
let run: TestRun;

beforeEach(() => {
	run = makeTestRun();
	run.writeSource('daily', ['rss.xml']);
	run.write('rss.xml', rss({ title: 'Кабар', link: 'https://daily.example/1' }));
});
afterEach(() => run.dispose());

function command(name: 'ingest' | 'build', ...args: string[]): { code: number | null; err: string } {
	const { contentDir, cacheDir } = run;
	const env = { ...process.env, CONTENT_DIR: contentDir, CACHE_DIR: cacheDir, DIST_DIR: join(cacheDir, '../dist') };
	const done = spawnSync(process.execPath, [join(ROOT, `scripts/${name}.ts`), ...args], {
		cwd: ROOT,
		env,
		encoding: 'utf8',
	});
	return { code: done.status, err: done.stderr };
}

test('a file of an article that cannot be used ends ingest and build alike, with 2', { timeout: 60_000 }, () => {
	run.write('articles/2026/11/01/broken.md', '---\ntitle: 1\n---\n');
	for (const name of ['ingest', 'build'] as const) {
		const { code, err } = command(name);
		expect([name, code]).toEqual([name, 2]);
		expect(err).toContain('articles/2026/11/01/broken.md');
	}
});

test('a source’s file that cannot be used leaves ingest to the others, with 1, and ends a build, with 2', {
	timeout: 60_000,
}, () => {
	run.write('sources/other.yml', 'name: Other\n');
	const message = 'sources/other.yml: expected a file name that ends in .yaml, found .yml.';
	const taken = command('ingest');
	expect(taken.code).toBe(1);
	expect(taken.err).toContain(message);
	expect([...run.articles().keys()]).toEqual(['Кабар']);
	const built = command('build');
	expect(built.code).toBe(2);
	expect(built.err).toContain(message);
});

test('a bound that is no date ends ingest with 2', { timeout: 60_000 }, () => {
	expect(command('ingest', '--since', 'yesterday')).toEqual({
		code: 2,
		err: '--since takes a date with time and offset such as 2026-11-01T12:00:00+06:00, found “yesterday”.\n',
	});
	expect(command('ingest', '--since', '2021-07-30').code).toBe(0);
	expect(run.articles().size).toBe(0);
});
