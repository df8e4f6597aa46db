import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { announce, type Changed, type Listeners } from './announce.ts';
import { type DeployReport, deploySite } from './deploy.ts';
import { FolderTarget } from './folder.ts';
import { type Files, TestSite } from './test-site.ts';

const URL_OF_SITE = 'https://news.example';
const CHANGED: Changed = { feeds: ['/ru/rss.xml', '/ru/atom.xml'], pages: ['/ru/', '/ru/2026/11/01/one/'] };

let site: TestSite;
let server: Server;
let asked: { type: string | undefined; body: string }[];
let status: number;
beforeEach(async () => {
	site = new TestSite();
	asked = [];
	status = 202;
	server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => {
			body += String(chunk);
		});
		request.on('end', () => {
			asked.push({ type: request.headers['content-type'], body });
			response.writeHead(status).end('thanks');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
	site.remove();
	server.close();
});

function address(): string {
	const at = server.address();
	return `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}/`;
}

function listeners(of: Partial<Listeners>): Listeners {
	return { url: URL_OF_SITE, ...of };
}

async function deploy(files: Files, isDryRun = false): Promise<DeployReport> {
	site.build(files);
	const target = new FolderTarget(join(site.root, 'host'));
	const { distDir, cacheDir } = site;
	return await deploySite({ distDir, cacheDir, target, site: 'news.example,2026', isDryRun, namesChanges: true });
}

test('the hub is told of every changed feed in a form', async () => {
	expect(await announce(CHANGED, listeners({ webSubHub: address() }))).toEqual([]);
	expect(asked).toHaveLength(1);
	expect(asked[0]?.type).toMatch(/^application\/x-www-form-urlencoded/);
	expect([...new URLSearchParams(asked[0]?.body)]).toEqual([
		['hub.mode', 'publish'],
		['hub.url', `${URL_OF_SITE}/ru/rss.xml`],
		['hub.url', `${URL_OF_SITE}/ru/atom.xml`],
	]);
});

test('search engines are told of every changed page, and where the key lies', async () => {
	expect(await announce(CHANGED, listeners({ indexNowKey: '0123456789abcdef', indexNowUrl: address() }))).toEqual([]);
	expect(asked.map(({ body }) => JSON.parse(body))).toEqual([
		{
			host: 'news.example',
			key: '0123456789abcdef',
			keyLocation: `${URL_OF_SITE}/0123456789abcdef.txt`,
			urlList: [`${URL_OF_SITE}/ru/`, `${URL_OF_SITE}/ru/2026/11/01/one/`],
		},
	]);
});

test('nobody is told where nothing is configured, or nothing changed', async () => {
	const all = { webSubHub: address(), indexNowKey: '0123456789abcdef', indexNowUrl: address() };
	expect(await announce(CHANGED, listeners({}))).toEqual([]);
	expect(await announce({ feeds: [], pages: [] }, listeners(all))).toEqual([]);
	expect(asked).toEqual([]);
});

test('many feeds go in several requests, none after one that failed', async () => {
	const feeds = Array.from({ length: 250 }, (_, index) => `/ru/tags/${index}/rss.xml`);
	expect(await announce({ feeds, pages: [] }, listeners({ webSubHub: address() }))).toEqual([]);
	expect(asked.map(({ body }) => body.split('hub.url').length - 1)).toEqual([100, 100, 50]);
	status = 503;
	expect(await announce({ feeds, pages: [] }, listeners({ webSubHub: address() }))).toEqual([
		`${address()} answered 503. 250 of 250 changed feeds were not told of. Readers that ask the feeds themselves see the change all the same.`,
	]);
	expect(asked).toHaveLength(4);
});

test('a hub that is not there is a sentence, not a failure', async () => {
	const gone = address();
	await new Promise((resolve) => server.close(resolve));
	const [problem] = await announce(CHANGED, listeners({ webSubHub: gone }));
	expect(problem).toContain(`${gone} could not be reached: `);
	expect(problem).toContain('2 of 2 changed feeds');
});

test('a deploy names what it changed: feeds, and pages that search engines may show or that are gone', async () => {
	const first: Files = {
		'ru/2026/11/01/one/index.html': 'one',
		'ru/2026/11/01/shy/index.html': '<meta name="robots" content="noindex">',
		'ru/about/index.html': 'about',
		'ru/index.html': 'front',
		'ru/rss.xml': 'feed',
		'sitemap-index.xml': 'map',
	};
	const all = {
		feeds: ['/ru/rss.xml'],
		pages: ['/ru/2026/11/01/one/', '/ru/about/', '/ru/'],
	};
	expect((await deploy(first, true)).changed).toEqual(all);
	expect((await deploy(first)).changed).toEqual(all);
	expect((await deploy(first)).changed).toEqual({ feeds: [], pages: [] });
	const { 'ru/about/index.html': _, ...rest } = first;
	expect((await deploy({ ...rest, 'ru/index.html': 'front of tomorrow' })).changed).toEqual({
		feeds: [],
		pages: ['/ru/', '/ru/about/'],
	});
});
