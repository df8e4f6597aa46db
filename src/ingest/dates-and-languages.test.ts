import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatReport } from './report.ts';
import { makeTestRun, rss, type TestRun } from './test-run.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const NOW = '2026-11-01T03:00:00Z';
const KYRGYZ = 'Бишкек шаарында бүгүн жаңы мектеп ачылды, ага миңден ашык бала барат. '.repeat(8);
let run: TestRun;

beforeEach(() => {
	run = makeTestRun();
});
afterEach(() => run.dispose());

const dateOf = (title: string): object | undefined => {
	const article = run.articles().get(title)?.article;
	return article && { publishedAt: article.publishedAt, dateFrom: article.dateFrom };
};
const seen = { publishedAt: '2026-11-01T09:00:00+06:00', dateFrom: 'firstSeen' };

describe('the date of an article', () => {
	test.each([
		['is that of the feed in the source’s zone', '31 октября 2026, 14:05', '2026-10-31T14:05:00+06:00', []],
		['is the run’s where a clock goes a little ahead', '2026-11-01T03:10:00Z', '2026-11-01T09:00:00+06:00', []],
	])('%s', async (_, date, publishedAt, codes) => {
		run.writeSource('daily', ['rss.xml']);
		run.write('rss.xml', rss({ title: 'Кабар', link: 'https://daily.example/1', date }));
		const report = await run.ingest({ now: NOW });
		expect(dateOf('Кабар')).toEqual({ publishedAt, dateFrom: 'feed' });
		expect(report.sources[0]?.warnings.map(({ code }) => code)).toEqual(codes);
	});

	test.each([
		['is still to come', '2027-01-01T00:00:00Z', 'DATE_IN_FUTURE'],
		['is that of a server without a clock', 'Thu, 01 Jan 1970 00:00:00 GMT', 'DATE_UNREADABLE'],
		['is yesterday’s of a file saved on some day', 'вчера, 10:30', 'DATE_UNREADABLE'],
		['is missing', '', 'DATE_MISSING'],
	])('is when it was first seen, with a warning, where it %s', async (_, date, code) => {
		run.writeSource('daily', ['rss.xml']);
		run.write('rss.xml', rss({ title: 'Кабар', link: 'https://daily.example/1', date }));
		const report = await run.ingest({ now: NOW });
		expect(dateOf('Кабар')).toEqual(seen);
		expect(report.sources[0]?.warnings.map((warning) => warning.code)).toEqual([code]);
	});

	describe('on the network', () => {
		let server: TestServer;
		afterEach(() => server.close());

		test('may count from the moment of the run', async () => {
			server = await startTestServer((_, response) =>
				response.end(rss({ title: 'Кабар', link: 'https://daily.example/1', date: 'вчера, 10:30' })),
			);
			run.writeSource('daily', [`${server.url}/rss`]);
			await run.ingest({ now: NOW });
			expect(dateOf('Кабар')).toEqual({ publishedAt: '2026-10-31T10:30:00+06:00', dateFrom: 'feed' });
		});

		test.each(['', 'soon'])('comes from the page where the feed gives “%s”', async (date) => {
			const page = `<!doctype html><title>Кабар</title><h1>Кабар</h1><p class="date">30-октябрь, 2026, 08:15</p><article><p>${KYRGYZ}</p><p>${KYRGYZ}</p></article>`;
			server = await startTestServer((request, response) =>
				response.end(request.url === '/1' ? page : rss({ title: 'Кабар', link: `${server.url}/1`, date })),
			);
			run.writeSource('daily', [`${server.url}/rss`], { rights: { images: 'none' }, follow: 'whenShort' });
			await run.ingest({ now: NOW });
			expect(dateOf('Кабар')).toEqual({ publishedAt: '2026-10-30T08:15:00+06:00', dateFrom: 'page' });
		});
	});
});

describe('a run with a bound', () => {
	let server: TestServer;
	beforeEach(async () => {
		const feed = rss(
			{ title: 'Жаңы', link: 'https://daily.example/1', date: '2026-10-31T18:00:00Z' },
			{ title: 'Эски', link: 'https://daily.example/2', date: '2026-10-31T17:59:59Z' },
			{ title: 'Күнсүз', link: 'https://daily.example/3', date: '' },
		);
		server = await startTestServer((request, response) => {
			if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
			else response.writeHead(200, { etag: '"1"' }).end(feed);
		});
		run.writeSource('daily', [`${server.url}/rss`]);
	});
	afterEach(() => server.close());

	test('takes in what was published since, what has no date, and says how much was older', async () => {
		const report = await run.ingest({ now: NOW, since: '2026-11-01T00:00:00+06:00' });
		expect([...run.articles().keys()].sort()).toEqual(['Жаңы', 'Күнсүз']);
		expect(formatReport(report)).toMatch(/ {4}2 new {4}0 updated {4}0 unchanged {4}1 older\n/);
		expect(formatReport(report)).toContain('(0 unchanged, 1 older left out, 0 failed).');
	});

	test('hides nothing from the next run without one, though the feed did not change', async () => {
		await run.ingest({ now: NOW, since: '2026-11-01T00:00:00+06:00' });
		await run.ingest({ now: '2026-11-01T04:00:00Z' });
		expect([...run.articles().keys()].sort()).toEqual(['Жаңы', 'Күнсүз', 'Эски']);
	});
});

describe('the language of an article', () => {
	const read = async (title: string, text: string): Promise<string> => {
		run.writeSource('daily', ['rss.xml']);
		run.write('rss.xml', rss({ title, link: 'https://daily.example/1', html: `<p>${text}</p>` }));
		return formatReport(await run.ingest({ now: NOW }));
	};

	test('is that of the whole text, whatever its headline and its source are in', async () => {
		await read('Новая школа открылась в Бишкеке', KYRGYZ);
		expect([...run.articles().values()].map(({ article }) => article.lang)).toEqual(['ky']);
	});

	test('is found in spite of Latin letters in the words, which stay as they are', async () => {
		const mixed = KYRGYZ.replaceAll('а', 'a').replaceAll('е', 'e');
		await read('Бишкeктe жаңы мeктeп aчылды', mixed);
		const [stored] = run.articles().values();
		expect(stored?.article).toMatchObject({ lang: 'ky', title: 'Бишкeктe жаңы мeктeп aчылды' });
		expect(stored?.body).toContain(mixed.trim());
	});

	test('without an edition leaves it stored under its own, and is told', async () => {
		const kazakh = 'Қазақстанда бүгін жаңа заң қабылданды, оны президент қол қойып бекітті. '.repeat(6);
		const told = await read('Жаңа заң қабылданды', kazakh);
		const [stored] = run.articles().values();
		expect(stored?.article).toMatchObject({ lang: 'kk', permalink: expect.stringMatching(/^\/kk\/2021\/07\/29\//) });
		expect(told).toContain('Stored without a page, for want of an edition in their language: 1 in “kk”.');
	});
});
