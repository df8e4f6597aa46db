import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '#measure/free-port.ts';
import { siteConfig } from '#site.config';
import { servePreview } from './preview.ts';
import { SERVERS, serverConfig } from './server-config.ts';

const folder = mkdtempSync(join(tmpdir(), 'jarchy-server-config-'));
const root = join(folder, 'dist');
const FILES: Readonly<Record<string, string>> = {
	'index.html': 'front',
	'ru/index.html': 'ru',
	'ru/404.html': 'нет',
	'ky/404.html': 'жок',
	'en/404.html': 'none',
	'ky/search/index.html': 'search',
	'ru/rss.xml': '<rss/>',
	'ru/feed.json': '{}',
	'_astro/page.abc.css': 'a{}',
	'media/aa/x-320.webp': 'x',
	'pagefind/a.pf_start': 'x',
	'gone.txt': '/ky/gone/\n',
};
const PATHS = [
	'/',
	'/ru/',
	'/ky/search/',
	'/ru/rss.xml',
	'/ru/feed.json',
	'/_astro/page.abc.css',
	'/media/aa/x-320.webp',
	'/pagefind/a.pf_start',
	'/ky/gone/',
	'/ky/nothing/',
	'/nothing/',
];
const HEADERS = ['content-type', 'cache-control', 'content-security-policy', 'x-content-type-options'];

let preview: { url: string; server: Server };

beforeAll(async () => {
	for (const [path, text] of Object.entries(FILES)) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), text);
	}
	preview = await servePreview({ distDir: root, port: 0 });
});

afterAll(() => {
	preview.server.close();
	rmSync(folder, { recursive: true });
});

describe.each(SERVERS)('%s', (name) => {
	const isThere = spawnSync(name, ['version']).error === undefined;

	test.skipIf(!isThere)('answers as the preview does (skipped where it is not installed)', async () => {
		const port = await freePort();
		const server = name === 'nginx' ? startNginx(port) : startCaddy(port);
		try {
			await answers(`http://127.0.0.1:${port}/`);
			for (const path of PATHS)
				expect(await answerOf(`http://127.0.0.1:${port}${path}`), path).toEqual(
					await answerOf(`${preview.url}${path}`),
				);
		} finally {
			server.kill();
		}
	});

	test('is told of every rule and type', () => {
		const settings = serverConfig(name, { config: siteConfig, root: '/srv/news' });
		expect(settings).toContain('/srv/news');
		expect(settings).toContain("default-src 'none'");
		expect(settings).toContain('application/feed+json');
		expect(settings).toContain('immutable');
	});
});

function startNginx(port: number): ChildProcess {
	const settings = serverConfig('nginx', { config: siteConfig, root })
		.replace('listen 80;', `listen 127.0.0.1:${port};`)
		.replaceAll('/etc/nginx/', `${folder}/`);
	writeFileSync(join(folder, 'jarchy-gone.map'), '/ky/gone/ 1;\n');
	const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
		(kind) => `${kind}_temp_path ${folder}/${kind};`,
	);
	writeFileSync(
		join(folder, 'nginx.conf'),
		`daemon off; master_process off; pid ${folder}/pid; error_log stderr; events {} http { access_log off; ${paths.join(' ')} ${settings} }`,
	);
	return spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
}

function startCaddy(port: number): ChildProcess {
	const settings = serverConfig('caddy', { config: siteConfig, root }).replace(
		`\n${new URL(siteConfig.url).hostname} {`,
		`\n{\n\tadmin off\n}\nhttp://127.0.0.1:${port} {`,
	);
	writeFileSync(join(folder, 'Caddyfile'), settings);
	writeFileSync(join(folder, 'jarchy-gone.caddy'), 'error /ky/gone/ 410\n');
	const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
	return spawn('caddy', ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'], {
		stdio: 'ignore',
		env,
	});
}

async function answerOf(url: string): Promise<unknown> {
	const response = await fetch(url);
	const headers = HEADERS.map((name) => [name, response.headers.get(name)?.toLowerCase().replaceAll('; ', ';')]);
	return { status: response.status, text: await response.text(), ...Object.fromEntries(headers) };
}

/** Waits until a server answers. */
async function answers(url: string): Promise<void> {
	for (let attempt = 0; attempt < 100; attempt++) {
		const isUp = await fetch(url).then(
			() => true,
			() => false,
		);
		if (isUp) return;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error(`Nothing answered at ${url}.`);
}
