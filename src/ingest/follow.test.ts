import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTestRun, prose, rss, type TestRun } from './test-run.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const PAGES: Readonly<Record<string, string>> = {
	'/paid': `<title>Платная</title><article><h1>Платная</h1><p>${prose(40)}</p><div class="paywall">Чтобы прочитать статью полностью, <a href="/s">оформите подписку</a>.</div></article>`,
	'/gone': `<title>Страница не найдена</title><h1>Страница не найдена</h1><p>${prose(40)}</p>`,
	'/consent':
		'<title>Мы используем файлы cookie</title><p>Мы и наши партнёры используем файлы cookie и персональные данные с вашего согласия.</p><button>Принять</button>',
	'/empty': '<title>Пустая</title><div id="root"></div>',
	'/whole': `<title>Целая</title><article><h1>Целая</h1>${`<p>${prose(80)}</p>`.repeat(3)}</article>`,
};

let run: TestRun;
let server: TestServer;
beforeEach(async () => {
	run = makeTestRun();
	server = await startTestServer((request, response) => {
		const page = PAGES[request.url ?? ''];
		const items = Object.keys(PAGES).map((path) => ({
			title: `Кабар ${path}`,
			link: `${server.url}${path}`,
			more: `<description>Тизер ${path}.</description>`,
		}));
		response.end(page === undefined ? rss(...items) : `<!doctype html><html><body>${page}</body></html>`);
	});
	run.writeSource('daily', [`${server.url}/rss`], { rights: { images: 'none' }, follow: 'whenShort' });
});
afterEach(async () => {
	await server.close();
	run.dispose();
});

test('an item whose page is no article keeps its teaser, with a warning that says what the page is', async () => {
	const report = await run.ingest();
	const bodies = Object.keys(PAGES).map((path) => run.articles().get(`Кабар ${path}`)?.article.excerpt);
	expect(bodies.slice(0, 4)).toEqual(['Тизер /paid.', 'Тизер /gone.', 'Тизер /consent.', 'Тизер /empty.']);
	expect(run.articles().get('Кабар /whole')?.body).toContain(prose(80));
	const said = JSON.stringify(report.sources[0]);
	for (const reason of ['is for subscribers', 'is missing, blocked', 'asks for consent', 'holds no text'])
		expect(said).toContain(reason);
});
