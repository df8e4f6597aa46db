import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { siteConfig } from '#site.config';
import { type DeployReport, deploySite } from './deploy.ts';
import { openTarget } from './open-target.ts';
import { TestS3 } from './test-s3.ts';
import { type Files, TestSite } from './test-site.ts';

const FIRST: Files = {
	'_astro/page.1.css': 'css',
	'media/aa/one.webp': 'picture',
	'pagefind/2026/one.pf_index': 'words',
	'ru/2026/11/01/one/index.html': 'one',
	'ru/2026/11/01/жаңы/index.html': 'two',
	'ru/index.html': 'front',
	'ru/rss.xml': 'feed',
	'sitemap-index.xml': 'map',
};

let site: TestSite;
let store: TestS3;
let env: Record<string, string>;
let notes: string[];
beforeEach(async () => {
	site = new TestSite();
	store = new TestS3('news');
	notes = [];
	env = await store.start();
	for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
	for (const name of ['AWS_ENDPOINT_URL_S3', 'AWS_PROFILE', 'AWS_SESSION_TOKEN']) vi.stubEnv(name, undefined);
});
afterEach(async () => {
	vi.unstubAllEnvs();
	await store.stop();
	site.remove();
});

async function deploy(to = 's3://news'): Promise<DeployReport> {
	const { distDir, cacheDir } = site;
	const folders = { distDir, cacheDir, contentDir: join(site.root, 'content') };
	const target = await openTarget(to, { folders, env: process.env });
	return await deploySite({ ...folders, target, site: siteConfig.feedAuthority, onNote: (note) => notes.push(note) });
}

function client(): S3Client {
	return new S3Client({ region: 'us-east-1', forcePathStyle: true });
}

function isPage(what: string): boolean {
	return !what.includes('dist.manifest');
}

test('a bucket gets everything, and then just the difference, in order', async () => {
	site.build(FIRST);
	await deploy();
	expect(store.takeAsked('PUT').filter(isPage)).toHaveLength(8);
	site.build({
		...FIRST,
		'_astro/page.2.css': 'css',
		'ru/index.html': 'new front',
		'ru/2026/11/02/three/index.html': 'three',
	});
	await deploy();
	expect(store.takeAsked()).toEqual([
		'GET dist.manifest.delta.json',
		'HEAD dist.manifest.json',
		'PUT dist.manifest.delta.json',
		'PUT _astro/page.2.css',
		'PUT ru/2026/11/02/three/index.html',
		'PUT ru/index.html',
		'HEAD dist.manifest.delta.json',
		'PUT dist.manifest.json',
		'PUT dist.manifest.delta.json',
	]);
	const { Body: body } = await client().send(
		new GetObjectCommand({ Bucket: 'news', Key: 'ru/2026/11/01/жаңы/index.html' }),
	);
	expect(await body?.transformToString()).toBe('two');
});

test('no file of a kind is sent before those of the kind before it have arrived', async () => {
	const many = (start: string): Files =>
		Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`${start}/${index}/index.html`, 'x']));
	site.build({ ...many('_astro'), ...many('ru/2026'), ...many('ru/tags') });
	await deploy();
	const times = (start: string): { begun: number; ended: number } => {
		const asked = store.asked.filter(({ what }) => what.startsWith(`PUT ${start}/`));
		return {
			begun: Math.min(...asked.map(({ begunAt }) => begunAt)),
			ended: Math.max(...asked.map(({ endedAt }) => endedAt ?? Number.NaN)),
		};
	};
	expect(times('_astro').ended).toBeLessThan(times('ru/2026').begun);
	expect(times('ru/2026').ended).toBeLessThan(times('ru/tags').begun);
});

test.each([
	['_astro/page.1.css', 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
	['pagefind/2026/one.pf_index', 'application/octet-stream', 'public, max-age=31536000, immutable'],
	['ru/index.html', 'text/html; charset=utf-8', 'public, max-age=60'],
	['ru/rss.xml', 'application/xml; charset=utf-8', 'public, max-age=60'],
	['sitemap-index.xml', 'application/xml; charset=utf-8', 'public, max-age=60'],
])('%s is kept with its headers', async (path, type, cacheControl) => {
	site.build(FIRST);
	await deploy();
	const head = await client().send(new HeadObjectCommand({ Bucket: 'news', Key: path }));
	expect([head.ContentType, head.CacheControl]).toEqual([type, cacheControl]);
});

test('sends all again where the headers in its manifest are not those of today', async () => {
	site.build(FIRST);
	await deploy();
	const delta = { Bucket: 'news', Key: 'dist.manifest.delta.json' };
	const { Body: body } = await client().send(new GetObjectCommand(delta));
	const old = ((await body?.transformToString()) ?? '').replace(/"headers":"\w+"/, '"headers":"old"');
	await client().send(new PutObjectCommand({ ...delta, Body: old }));
	expect((await deploy()).unchanged).toBe(0);
	expect(notes.at(-1)).toMatch(/headers .* are out of date/);
	expect((await deploy()).unchanged).toBe(8);
});

test('a site goes below a folder of the bucket', async () => {
	site.build(FIRST);
	await deploy('s3://news/site/');
	expect(store.takeAsked('PUT')).toContain('PUT site/ru/index.html');
	expect((await deploy('s3://news/site')).unchanged).toBe(8);
});

test('a file larger than a part goes in parts and arrives whole', async () => {
	const large = 'large '.repeat(3_000_000);
	site.build({ 'media/large.bin': large });
	await deploy();
	expect(store.takeAsked('PUT').filter((what) => what === 'PUT media/large.bin')).toHaveLength(2);
	const { Body: body } = await client().send(new GetObjectCommand({ Bucket: 'news', Key: 'media/large.bin' }));
	expect((await body?.transformToString()) === large).toBe(true);
	expect((await deploy()).unchanged).toBe(1);
});

function pages(count: number): Files {
	return Object.fromEntries(Array.from({ length: count }, (_, index) => [`ru/2026/p${index}/index.html`, `${index}`]));
}

test('where the store fails in the middle, the next deploy sends only what had not arrived', async () => {
	site.build(pages(60));
	store.left = 31;
	await expect(deploy()).rejects.toThrow(
		/Could not reach http:\/\/127\.0\.0\.1:\d+ \(\w+\)\. .* deploy again: it goes on from here/,
	);
	const arrived = store.takeAsked('PUT').filter(isPage);
	expect(arrived).toHaveLength(30);
	store.left = Number.POSITIVE_INFINITY;
	await deploy();
	const sent = store.takeAsked('PUT').filter(isPage);
	expect(sent).toHaveLength(30);
	expect(new Set([...arrived, ...sent]).size).toBe(60);
});

function startCommand(...args: string[]): ChildProcess {
	return spawn(process.execPath, ['scripts/deploy.ts', ...args], {
		env: { ...process.env, CONTENT_DIR: join(site.root, 'content'), CACHE_DIR: site.cacheDir, DIST_DIR: site.distDir },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
}

test('a command that is killed is continued by the next one, without sending anything again', {
	timeout: 20_000,
}, async () => {
	site.build(pages(700));
	const child = startCommand('--to', 's3://news');
	store.onAnswer = () => {
		if (store.asked.length > 500) child.kill('SIGKILL');
	};
	await once(child, 'exit');
	expect(child.signalCode).toBe('SIGKILL');
	store.onAnswer = undefined;
	const arrived = store.takeAsked('PUT').filter(isPage);
	expect(arrived.length).toBeGreaterThan(400);
	await deploy();
	const sent = store.takeAsked('PUT').filter(isPage);
	// What was in flight may have arrived though its answer did not.
	const counted = arrived.length + sent.length;
	expect(counted).toBeLessThanOrEqual(700);
	expect(counted).toBeGreaterThanOrEqual(700 - 16);
	expect(new Set([...arrived, ...sent]).size).toBe(counted);
	expect((await deploy()).unchanged).toBe(700);
});

test('the command tells what it did in a line', { timeout: 20_000 }, async () => {
	site.build(FIRST);
	const child = startCommand('--to', 's3://news');
	const [out] = await Promise.all([child.stdout === null ? '' : text(child.stdout), once(child, 'exit')]);
	expect(out).toMatch(
		/^Uploaded 8 files \(0\.0 MB\) to http:.* s3:\/\/news\/, deleted 0, left 0 unchanged; 0 go with the next deploy \(\d+\.\d s\)\.\n$/,
	);
	expect(child.exitCode).toBe(0);
	const wrong = startCommand('--to', 's3://absent');
	await once(wrong, 'exit');
	expect(wrong.exitCode).toBe(2);
});

test('says that there is no such bucket', async () => {
	site.build(FIRST);
	await expect(deploy('s3://absent')).rejects.toThrow(
		/There is no bucket “absent” at http:.* Create it, or name another/,
	);
});

test('says that the credentials are refused', async () => {
	site.build(FIRST);
	vi.stubEnv('AWS_ACCESS_KEY_ID', 'SOMEBODY');
	await expect(deploy()).rejects.toThrow(
		/http:.* refuses the credentials for bucket “news” \(The AWS Access Key Id you provided does not exist in our records\)\. Set AWS_ACCESS_KEY_ID/,
	);
});

test('says that there are no credentials', async () => {
	site.build(FIRST);
	for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, undefined);
	for (const name of ['AWS_SHARED_CREDENTIALS_FILE', 'AWS_CONFIG_FILE']) vi.stubEnv(name, join(site.root, 'none'));
	await expect(deploy()).rejects.toThrow(/There are no credentials for http:/);
});

test('says that the store cannot be reached', async () => {
	site.build(FIRST);
	await store.stop();
	await expect(deploy()).rejects.toThrow(
		/Could not reach http:.* \(ECONNREFUSED\)\. Look after the network and AWS_ENDPOINT_URL/,
	);
});

test.each([
	['s3://', /names no bucket/],
	['s3://a', /names no bucket/],
	['gs://news', /--to takes s3:\/\/BUCKET or the path of a folder/],
])('takes no target %s', async (to, message) => {
	await expect(deploy(to)).rejects.toThrow(message);
});

test('takes no folder that the build works in', async () => {
	await expect(deploy(site.distDir)).rejects.toThrow(/lie in each other/);
	await expect(deploy(site.root)).rejects.toThrow(/lie in each other/);
});
