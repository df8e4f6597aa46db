import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkBudget, checkHost, tallyAfter } from './budget.ts';
import { type Manifest, openManifest } from './manifest.ts';
import type { OutputKind } from './output.ts';

let root: string;
let manifest: Manifest;
let notes: string[];
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'jarchy-budget-'));
	manifest = openManifest({ cacheDir: join(root, 'cache'), distDir: join(root, 'dist') });
	notes = [];
});
afterEach(() => {
	manifest.close();
	rmSync(root, { recursive: true, force: true });
});

/** Plans so many files of a kind, each of so many bytes. */
function plan(kind: OutputKind, count: number, { size = 1000, folder = `${kind}/` } = {}): void {
	manifest.plan(
		Array.from({ length: count }, (_, index) => ({
			path: `${folder}${index}.html`,
			kind,
			sha256: '0'.repeat(64),
			size,
			isNew: true,
		})),
	);
}

/** Makes what is planned what stands. */
function commit(): void {
	manifest.commit({ deleted: [], built: undefined, isPartial: false });
}

function check(host: string | undefined, gone: readonly string[] = []): void {
	checkBudget({ manifest, gone, host, onNote: (text) => notes.push(text) });
}

test('without a host any number of files will do', () => {
	plan('article', 20_001);
	check(undefined);
	expect(notes).toEqual([]);
});

test('says by how much the site is too large, of what it is made, and what to do', () => {
	plan('article', 18_000);
	commit();
	plan('searchIndex', 1900);
	plan('tag', 300);
	plan('day', 200);
	plan('feed', 20);
	expect(() => check('cloudflare-pages-free')).toThrowErrorMatchingInlineSnapshot(
		`[ExpectedError: The site does not fit on Cloudflare Pages on its free plan: 20,420 files, 420 files more than the 20,000 files allowed (18,000 article, 1,900 searchIndex, 300 tag, 200 day, 20 others). Either take its paid plan, of 100,000 files (host cloudflare-pages), or deploy to a host without this limit, such as an S3 bucket; then set host in src/site.config.ts (or SITE_HOST). Nothing was published.]`,
	);
	expect(() => check('cloudflare-pages')).not.toThrow();
	expect(notes).toEqual([]);
});

test('counts what is planned in place of what stands, and leaves out what goes', () => {
	plan('article', 18_000);
	plan('tag', 2100);
	commit();
	plan('article', 18_000, { size: 2000 });
	const gone = Array.from({ length: 100 }, (_, index) => `tag/${index}.html`);
	expect(tallyAfter(manifest, gone)).toEqual(
		new Map([
			['article', { files: 18_000, bytes: 36_000_000 }],
			['tag', { files: 2000, bytes: 2_000_000 }],
		]),
	);
	check('cloudflare-pages-free', gone);
	expect(() => check('cloudflare-pages-free', gone.slice(1))).toThrow(
		/20,001 files, 1 file more than the 20,000 files allowed/,
	);
});

test('warns from nine tenths of a limit on', () => {
	plan('article', 17_999);
	check('cloudflare-pages-free');
	expect(notes).toEqual([]);
	plan('tag', 1);
	check('cloudflare-pages-free');
	expect(notes).toEqual([
		'The site comes near what Cloudflare Pages on its free plan takes: 18,000 files, of the 20,000 files allowed (17,999 article, 1 tag).',
	]);
});

test('names the files that are too large', () => {
	plan('media', 2, { size: 26 * 1024 * 1024 });
	expect(() => check('cloudflare-pages')).toThrow(
		/the file media\/0\.html has 27\.3 MB, 1 MB more than the 26\.2 MB allowed; the file media\/1\.html has/,
	);
});

test('names the folder that holds too many files', () => {
	plan('searchIndex', 54_001, { folder: 'pagefind/2026/fragment/' });
	expect(() => check('netlify')).toThrow(
		/the folder \/pagefind\/2026\/fragment\/ holds 54,001 files, 1 file more than the 54,000 files allowed/,
	);
});

test('holds the bytes of the whole site to their limit', () => {
	plan('media', 11, { size: 95_000_000 });
	expect(() => check('github-pages')).toThrow(/1,045 MB, 45 MB more than the 1,000 MB allowed \(1,045 MB media\)/);
});

test('knows the hosts by their names', () => {
	expect(() => checkHost(undefined)).not.toThrow();
	expect(() => checkHost('netlify')).not.toThrow();
	expect(() => checkHost('geocities')).toThrow(
		/The host “geocities” is not known\. Take one of cloudflare-pages-free, /,
	);
});
