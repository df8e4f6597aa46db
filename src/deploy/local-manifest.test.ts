import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sha256 } from '#catalog/documents.ts';
import { deploySite } from './deploy.ts';
import { FolderTarget } from './folder.ts';
import { withChanges, withText, writeManifestFile } from './local-manifest.ts';
import { TestSite } from './test-site.ts';

const SITE = 'jarchy.example,2026';
const FIRST = {
	'_astro/page.1.css': 'css',
	'ru/index.html': 'front',
	'ru/about/index.html': 'about',
	'sitemap.xml': 'map',
};
const SECOND = {
	'_astro/page.2.css': 'css',
	'ru/index.html': 'new front',
	'ru/2026/one/index.html': 'one',
	'sitemap.xml': 'map',
};

let site: TestSite;
let file: string;
beforeEach(() => {
	site = new TestSite();
	file = join(site.root, 'saved.json');
});
afterEach(() => site.remove());

function local(): { distDir: string; cacheDir: string; site: string } {
	return { distDir: site.distDir, cacheDir: site.cacheDir, site: SITE };
}

async function changesSince(since: string): Promise<string[]> {
	const lines: string[] = [];
	await withChanges({ ...local(), since }, async ({ uploads, deletions }) => {
		for (const { path } of uploads) lines.push(`upload ${path}`);
		for (const path of deletions) lines.push(`delete ${path}`);
	});
	return lines;
}

test('names every file with its hash, size and kind, by path', async () => {
	site.build(FIRST);
	await writeManifestFile(local(), file);
	const { files } = JSON.parse(readFileSync(file, 'utf8'));
	expect(Object.keys(files)).toEqual(['_astro/page.1.css', 'ru/about/index.html', 'ru/index.html', 'sitemap.xml']);
	expect(files['ru/index.html']).toEqual({
		sha256: sha256('front'),
		size: 5,
		kind: 'front',
	});
	await withText(local(), async (text) => expect([...text].join('')).toBe(readFileSync(file, 'utf8')));
});

test('lists what changed since an older one, in the order to send it', async () => {
	site.build(FIRST);
	await writeManifestFile(local(), file);
	site.build(SECOND);
	expect(await changesSince(file)).toEqual([
		'upload _astro/page.2.css',
		'upload ru/2026/one/index.html',
		'upload ru/index.html',
		'delete _astro/page.1.css',
		'delete ru/about/index.html',
	]);
});

test('counts the delta beside the manifest of a host, and asks for one that is missing', async () => {
	const host = join(site.root, 'host');
	for (let index = 0; index < 3; index++) {
		site.build({
			...FIRST,
			...Object.fromEntries(Array.from({ length: 40 }, (_, page) => [`ru/2026/${page}/index.html`, 'page'])),
			'ru/index.html': `${index}`,
		});
		await deploySite({ ...local(), target: new FolderTarget(host) });
	}
	expect(await changesSince(join(host, 'dist.manifest.json'))).toEqual([]);
	const alone = join(site.root, 'alone');
	mkdirSync(alone);
	copyFileSync(join(host, 'dist.manifest.json'), join(alone, 'dist.manifest.json'));
	await expect(changesSince(join(alone, 'dist.manifest.json'))).rejects.toThrow(
		/There is no dist\.manifest\.delta\.json at .*\. --since takes a manifest of this site; with that of a host, copy its dist\.manifest\.delta\.json beside it/,
	);
});

test('takes no other file, and none that is not there', async () => {
	site.build(FIRST);
	writeFileSync(file, '{"files":{}}');
	await expect(changesSince(file)).rejects.toThrow(/cannot be used: it does not start like a manifest of this site/);
	await expect(changesSince(join(site.root, 'none.json'))).rejects.toThrow(/There is no file .*none\.json/);
});
