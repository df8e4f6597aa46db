import { spawn } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeLock } from '#catalog/lock.ts';
import { SetupError } from './jobs.ts';
import { formatReport, formatTroubles } from './report.ts';
import { makeTestRun, prose, rss, type TestRun } from './test-run.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const LATER = '2026-11-02T03:00:00Z';
let run: TestRun;

beforeEach(() => {
	run = makeTestRun();
});
afterEach(() => run.dispose());

const troubles = (report: Parameters<typeof formatTroubles>[0]): string =>
	formatTroubles(report, { isVerbose: true, isQuiet: false });
const picture = (width: number, height: number): Promise<Buffer> =>
	sharp({ create: { width, height, channels: 3, background: '#1a7' } })
		.png()
		.toBuffer();

describe('a run over local feeds', () => {
	beforeEach(() => {
		run.writeSource('daily', ['inbox/daily/']);
		run.write(
			'inbox/daily/rss.xml',
			rss({ title: 'Кабар', link: 'https://daily.example/1', html: `<p>${prose(60)}</p>` }),
		);
		run.write(
			'inbox/daily/more/two.xml',
			rss({ title: 'Второй', link: 'https://daily.example/2', html: `<p>${prose(60, 1)}</p>` }),
		);
	});

	test('writes one file an article, and nothing the second time', async () => {
		const first = await run.ingest();
		expect(first.sources).toMatchObject([{ id: 'daily', added: 2, updated: 0, unchanged: 0 }]);
		const files = run.files('articles');
		expect([...files.keys()]).toEqual([
			expect.stringMatching(/^articles\/2021\/07\/29\/kabar-[a-z2-7]{10}\.md$/),
			expect.stringMatching(/^articles\/2021\/07\/29\/vtoroy-[a-z2-7]{10}\.md$/),
		]);
		const second = await run.ingest({ now: LATER });
		expect(second.sources).toMatchObject([{ added: 0, updated: 0, unchanged: 2 }]);
		expect(run.files('articles')).toEqual(files);
	});

	test('writes the same bytes without its cache', async () => {
		await run.ingest();
		const files = run.files('articles');
		rmSync(run.cacheDir, { recursive: true });
		await run.ingest({ now: LATER });
		expect(run.files('articles')).toEqual(files);
	});

	test('writes nothing in a dry run, and says what it would write', async () => {
		const report = await run.ingest({ isDryRun: true });
		expect(run.files('articles').size).toBe(0);
		expect(formatReport({ ...report, seconds: 1.2 })).toMatch(
			/Would write 2 articles from 1 source in 1\.2 s \(0 unchanged, 0 failed\)\.\n$/,
		);
		expect((await run.ingest()).sources).toMatchObject([{ added: 2 }]);
	});

	test('names a file that cannot be read and goes on', async () => {
		run.write('inbox/daily/page.xml', '<!doctype html><html><body><a href="/">x</a></body></html>');
		run.write('inbox/daily/zero.xml', '');
		const report = await run.ingest();
		expect(report.sources).toMatchObject([{ added: 2 }]);
		expect(report.sources[0]?.failures.map(({ code }) => code)).toEqual(['PAGE_IS_EMPTY', 'INPUT_EMPTY']);
		expect(troubles(report)).toContain(
			'daily: Could not read inbox/daily/zero.xml: the file is empty. [INPUT_EMPTY]\n      Check `feeds` in content/sources/daily.yaml.',
		);
	});

	test('leaves out a source whose file cannot be used, by name', async () => {
		run.write(
			'sources/bad.yaml',
			'name: Bad\nlang: ru\ntimeZone: Asia/Bishkek\nenabled: true\nfeeds: []\nfollow: never\n',
		);
		const report = await run.ingest();
		expect(report.sources).toMatchObject([{ id: 'daily', added: 2 }]);
		expect(troubles(report)).toMatch(/sources\/bad\.yaml: rights: an enabled source must state its rights/);
	});

	test('stops at an article’s file that cannot be used', async () => {
		run.write('articles/2021/07/29/x.md', 'no frontmatter');
		await expect(run.ingest()).rejects.toThrow('articles/2021/07/29/x.md: expected frontmatter');
	});

	test('waits for no other run', async () => {
		const release = takeLock(run.cacheDir, 'npm run build');
		writeFileSync(join(run.cacheDir, 'lock.json'), JSON.stringify({ pid: process.ppid, command: 'npm run build' }));
		await expect(run.ingest()).rejects.toThrow('npm run build');
		release();
	});
});

describe('an article that comes again', () => {
	const at = (title: string, more: { link?: string; html?: string } = {}): string =>
		rss({ title, link: 'https://daily.example/1', guid: '1', html: `<p>${prose(60)}</p>`, ...more });

	beforeEach(async () => {
		run.writeSource('daily', ['rss.xml']);
		run.write('rss.xml', at('Первый заголовок'));
		await run.ingest();
	});

	test('keeps its file, id and permalink when its title changes', async () => {
		const [before] = run.articles().values();
		run.write('rss.xml', at('Другой заголовок'));
		const report = await run.ingest({ now: LATER });
		const [after] = run.articles().values();
		expect(report.sources).toMatchObject([{ added: 0, updated: 1 }]);
		expect(after?.article).toMatchObject({
			id: before?.article.id,
			permalink: before?.article.permalink,
			title: 'Другой заголовок',
			firstSeenAt: '2026-11-01T09:00:00+06:00',
			updatedAt: '2026-11-02T09:00:00+06:00',
		});
	});

	test('is known by its guid under a new address, and by its address with tracking', async () => {
		run.write('rss.xml', at('Первый заголовок', { link: 'https://daily.example/moved?utm_source=rss' }));
		await run.ingest({ now: LATER });
		const [document] = run.articles().values();
		expect(run.articles().size).toBe(1);
		expect(document?.article.identity).toEqual([
			'https://daily.example/1',
			'guid:daily:1',
			'https://daily.example/moved',
		]);
		run.write(
			'rss.xml',
			rss({ title: 'Первый заголовок', link: 'https://daily.example/moved?fbclid=x#rss', html: `<p>${prose(60)}</p>` }),
		);
		expect((await run.ingest({ now: LATER })).sources).toMatchObject([{ updated: 0, unchanged: 1 }]);
	});

	test('keeps its text when the feed has no more than a teaser now', async () => {
		const files = run.files('articles');
		run.write(
			'rss.xml',
			rss({
				title: 'Первый заголовок',
				link: 'https://daily.example/1',
				guid: '1',
				more: '<description>Тизер.</description>',
			}),
		);
		await run.ingest({ now: LATER });
		expect(run.files('articles')).toEqual(files);
	});

	test('keeps what a person has locked, and says to have put right', async () => {
		const right = '[{"at":"2026-11-01T10:00:00+06:00","text":"Было иначе."}]';
		const [[path, file] = ['', { bytes: '' }]] = run.files('articles');
		run.write(
			path,
			Buffer.from(file.bytes, 'latin1')
				.toString()
				.replace('related: []', `related: []\nlocked: ["title"]\ncorrections: ${right}`),
		);
		run.write('rss.xml', at('Другой заголовок', { html: `<p>${prose(70)}</p>` }));
		expect((await run.ingest({ now: LATER })).sources).toMatchObject([{ updated: 1 }]);
		const [document] = run.articles().values();
		expect(document?.article.title).toBe('Первый заголовок');
		expect(document?.article.corrections).toEqual(JSON.parse(right));
		expect(document?.body).toContain(prose(70));
	});

	test('stays with the source that brought it first', async () => {
		run.writeSource('copycat', ['rss.xml'], { rights: { text: 'link' } });
		expect((await run.ingest({ now: LATER })).sources).toMatchObject([
			{ id: 'copycat', added: 0, unchanged: 1 },
			{ id: 'daily', added: 0, updated: 1 },
		]);
		const { article, body } = run.articles().get('Первый заголовок') ?? {};
		expect(article).toMatchObject({
			source: 'daily',
			identity: ['https://daily.example/1', 'guid:daily:1', 'guid:copycat:1'],
		});
		expect(article?.updatedAt).toBeUndefined();
		expect(body).toContain(prose(60));
		const files = run.files('articles');
		await run.ingest({ now: LATER });
		expect(run.files('articles')).toEqual(files);
	});
});

test('items that all link to one page stay apart by their guids', async () => {
	run.writeSource('daily', ['rss.xml']);
	run.write(
		'rss.xml',
		rss(...['a', 'b', 'c'].map((guid) => ({ title: `Новость ${guid}`, link: 'https://daily.example/news', guid }))),
	);
	expect((await run.ingest()).sources).toMatchObject([{ added: 3 }]);
	expect((await run.ingest({ now: LATER })).sources).toMatchObject([{ added: 0, unchanged: 3 }]);
});

describe('rights', () => {
	const text = prose(100);

	test.each([
		['full', { text: 'full' }, text, true],
		['excerpt', { text: 'excerpt', words: 10, feed: 'excerpt' }, `${text.split(' ').slice(0, 10).join(' ')}…`, true],
		['link', { text: 'link', feed: 'excerpt' }, '', false],
	])('%s keeps no more of the text', async (_, rights, expected, hasExcerpt) => {
		run.writeSource('daily', ['rss.xml'], { rights });
		run.write(
			'rss.xml',
			rss({
				title: 'Кабар',
				link: 'https://daily.example/1',
				html: `<p>${text}</p>`,
				more: `<description>${prose(80, 3)}</description>`,
			}),
		);
		await run.ingest();
		const document = run.articles().get('Кабар');
		expect(document?.body.trim()).toBe(expected);
		expect(document?.article.excerpt !== '').toBe(hasExcerpt);
		if (rights.text === 'excerpt') expect(document?.article.excerpt).toBe(expected);
		const [file] = run.files('articles').values();
		if (rights.text !== 'full') expect(Buffer.from(file?.bytes ?? '', 'latin1').toString()).not.toContain(prose(80, 3));
	});

	test('without pictures keep none, in the text either', async () => {
		run.writeSource('daily', ['inbox/rss.xml'], { rights: { images: 'none' } });
		writeFileSync(join(run.contentDir, 'a.png'), await picture(400, 300));
		run.write(
			'inbox/rss.xml',
			rss({ title: 'Кабар', link: 'https://daily.example/1', html: `<p>${text}</p><img src="../a.png">` }),
		);
		await run.ingest();
		const document = run.articles().get('Кабар');
		expect(document?.article.image).toBeUndefined();
		expect(document?.body).not.toContain('![');
		expect(run.files('media').size).toBe(0);
	});
});

describe('pictures', () => {
	const item = (html: string, more = '') => rss({ title: 'Кабар', link: 'https://daily.example/1', html, more });
	const lead = '<enclosure url="lead.png" type="image/png" length="1"/>';

	beforeEach(async () => {
		run.writeSource('daily', ['inbox/rss.xml']);
		run.write('inbox/x', '');
		rmSync(join(run.contentDir, 'inbox/x'));
		writeFileSync(join(run.contentDir, 'inbox/lead.png'), await picture(1000, 500));
		writeFileSync(join(run.contentDir, 'inbox/body.png'), await picture(300, 200));
	});

	test('are copied once, in widths up to their own, and named in the text', async () => {
		run.write('inbox/rss.xml', item(`<p>${prose(30)}</p><p><img src="body.png" alt="Карта"></p>`, lead));
		await run.ingest();
		const document = run.articles().get('Кабар');
		expect(document?.article.image).toMatchObject({ widths: [320, 480, 720], width: 1000, height: 500 });
		const [body] = document?.article.pictures ?? [];
		expect(body).toMatchObject({ widths: [300], alt: 'Карта' });
		expect(document?.body).toContain(`![Карта](/media/${body?.original.slice(0, 2)}/${body?.original}-300.webp)`);
		const media = run.files('media');
		expect(media.size).toBe(4);
		await run.ingest({ now: LATER });
		expect(run.files('media')).toEqual(media);
	});

	test('that are missing, broken, too small, SVG or outside are left out, and the article goes on', async () => {
		run.write('inbox/broken.png', 'not a picture');
		run.write('inbox/drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="500" height="500"/>');
		writeFileSync(join(run.contentDir, 'inbox/dot.png'), await picture(10, 10));
		writeFileSync(join(run.contentDir, '../outside.png'), await picture(500, 500));
		symlinkSync(join(run.contentDir, '../outside.png'), join(run.contentDir, 'inbox/link.png'));
		const names = ['missing.png', 'broken.png', 'drawing.svg', 'dot.png', '../../outside.png', 'link.png'];
		run.write(
			'inbox/rss.xml',
			item(`<p>${prose(30)}</p>${names.map((name) => `<p><img src="${name}"></p>`).join('')}`),
		);
		const report = await run.ingest();
		expect(run.articles().get('Кабар')?.body.trim()).toBe(prose(30));
		const reasons =
			report.sources[0]?.warnings.map(({ details }) => `${details['picture']}: ${details['reason']}`) ?? [];
		expect(reasons).toEqual([
			'missing.png: there is no such file',
			expect.stringMatching(/^broken\.png: /),
			'drawing.svg: SVG pictures are not taken in',
			'../../outside.png: it lies outside the folder of its document',
			'link.png: it lies outside the folder of its document',
		]);
	});

	test('that cannot be had any more stay as they were copied', async () => {
		run.write('inbox/rss.xml', item(`<p>${prose(30)}</p><p><img src="body.png" alt="Карта"></p>`, lead));
		await run.ingest();
		const files = run.files('articles');
		rmSync(join(run.contentDir, 'inbox/body.png'));
		rmSync(join(run.contentDir, 'inbox/lead.png'));
		await run.ingest({ now: LATER });
		expect(run.files('articles')).toEqual(files);
	});
});

describe('decisions', () => {
	const sport = 'labels: {en: Sport}\norder: 1\nrules: {words: ["чемпион*"]}\n';
	const item = (source: string, index: number, fields: { title: string; html: string; hour: string }) => ({
		title: fields.title,
		link: `https://${source}.example/${index}`,
		date: `Thu, 29 Jul 2021 ${fields.hour}:00:00 GMT`,
		html: `<p>${fields.html}</p>`,
	});
	const original = item('a', 1, { title: 'Чемпионат мира по борьбе начался в Бишкеке', html: prose(80), hour: '05' });
	const reprint = item('b', 1, {
		title: 'В столице открылся турнир',
		html: `${prose(80)} ${prose(15, 9)}`,
		hour: '07',
	});
	const follow = item('a', 2, {
		title: 'Чемпионат мира по борьбе: первые медали',
		html: `${prose(25)} ${prose(80, 5)}`,
		hour: '09',
	});

	beforeEach(() => {
		run.write('topics/sport.yaml', sport);
		run.writeSource('a', ['a.xml']);
		run.writeSource('b', ['b.xml']);
		run.write('a.xml', rss(original, follow));
		run.write('b.xml', rss(reprint));
	});

	test('name topic, reprint and related article, looking back only', async () => {
		await run.ingest();
		const [first, copy, second] = [original, reprint, follow].map(({ title }) => run.articles().get(title)?.article);
		expect(first).toMatchObject({ topics: [{ id: 'sport', by: 'rule', evidence: ['чемпионат'] }], related: [] });
		expect(first?.reprintOf).toBeUndefined();
		expect(copy?.reprintOf).toBe(first?.id);
		expect(second?.related).toMatchObject([{ id: first?.id, reason: 'story' }]);
	});

	test('are the same in whatever order the sources are read', async () => {
		await run.ingest();
		const atOnce = run.files('articles');
		rmSync(join(run.contentDir, 'articles'), { recursive: true });
		await run.ingest({ source: 'a' });
		await run.ingest({ source: 'b' });
		const stripped = (files: typeof atOnce) => [...files].map(([path, { bytes }]) => [path, bytes]);
		expect(stripped(run.files('articles'))).toEqual(stripped(atOnce));
	});
});

describe('paths', () => {
	test('need a source with rights, and say what to write', async () => {
		run.write('in.xml', rss({ title: 'Кабар', link: 'https://x.example/1' }));
		const paths = [join(run.contentDir, 'in.xml')];
		await expect(run.ingest({ paths })).rejects.toThrow(/Say with --source ID .* There is: press\./);
		await expect(run.ingest({ paths, source: 'nobody' })).rejects.toThrow(
			/There is no source “nobody”[\s\S]*rights:\n {2}text: excerpt/,
		);
		await expect(run.ingest({ paths, source: 'nobody' })).rejects.toBeInstanceOf(SetupError);
		expect((await run.ingest({ paths, source: 'press' })).sources).toMatchObject([{ id: 'press', added: 1 }]);
	});

	test('that are missing, empty folders or empty feeds are named', async () => {
		run.write('empty/.hidden', '');
		run.write('none.xml', rss());
		const at = (name: string) => join(run.contentDir, name);
		const report = await run.ingest({ source: 'press', paths: [at('gone'), at('empty'), at('none.xml')] });
		expect(report.sources[0]?.failures.map(({ code }) => code)).toEqual(['INPUT_MISSING', 'FOLDER_EMPTY']);
		expect(troubles(report)).toContain('none.xml: it is a feed that holds none. [INPUT_WITHOUT_ARTICLES]');
	});

	test('to a folder take no other prose and no picture in it for an article', async () => {
		run.write('in/README.md', `# Notes\n\n${prose(80)} ${prose(80, 1)}\n`);
		writeFileSync(join(run.contentDir, 'in/a.png'), await picture(100, 100));
		run.write('in/rss.xml', rss({ title: 'Кабар', link: 'https://x.example/1' }));
		const report = await run.ingest({ source: 'press', paths: [join(run.contentDir, 'in')] });
		expect(report.sources).toMatchObject([{ added: 1, documents: 1 }]);
		expect(report.sources[0]?.failures.map(({ code }) => code)).toEqual(['DUMP_WITHOUT_ARTICLE']);
	});

	test('to an OPML file make disabled sources, once, and overwrite none', async () => {
		run.write(
			'feeds.opml',
			'<opml><body><outline text="Көрк" xmlUrl="https://kork.example/rss"/><outline text="Press" xmlUrl="https://other.example/rss"/></body></opml>',
		);
		const paths = [join(run.contentDir, 'feeds.opml')];
		const press = run.files('sources').get('sources/press.yaml');
		expect((await run.ingest({ paths })).sourceFiles).toEqual(['sources/kork.yaml', 'sources/press-2.yaml']);
		expect(run.files('sources').get('sources/press.yaml')).toEqual(press);
		expect((await run.ingest({ paths })).sourceFiles).toEqual([]);
	});
});

describe('over the network', () => {
	let server: TestServer;
	afterEach(() => server.close());

	test('reads a feed, follows its items to their pages and asks next time only for what is new', async () => {
		const body = `<article><h1>Кабар</h1>${`<p>${prose(80)}</p>`.repeat(3)}</article>`;
		server = await startTestServer((request, response) => {
			if (request.url === '/a')
				response.end(`<!doctype html><html><head><title>Кабар</title></head><body>${body}</body></html>`);
			else if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
			else
				response
					.writeHead(200, { etag: '"1"' })
					.end(rss({ title: 'Кабар', link: `${server.url}/a`, more: '<description>Тизер.</description>' }));
		});
		run.writeSource('daily', [`${server.url}/rss`], { rights: { images: 'none' }, follow: 'whenShort' });
		expect((await run.ingest()).sources).toMatchObject([{ added: 1, documents: 1 }]);
		expect(run.articles().get('Кабар')?.body).toContain(prose(80));
		expect((await run.ingest({ now: LATER })).sources).toMatchObject([{ added: 0, unchangedDocuments: 1 }]);
		expect(server.requests).toEqual(['GET /rss', 'GET /a', 'GET /rss']);
	});

	test('goes on where one source does not answer', async () => {
		server = await startTestServer((_, response) => response.writeHead(500).end());
		run.writeSource('broken', [`${server.url}/rss`]);
		run.writeSource('daily', ['rss.xml']);
		run.write('rss.xml', rss({ title: 'Кабар', link: 'https://daily.example/1' }));
		const report = await run.ingest();
		expect(report.sources).toMatchObject([
			{ id: 'broken', added: 0 },
			{ id: 'daily', added: 1 },
		]);
		expect(troubles(report)).toContain(
			`broken: Could not fetch ${server.url}/rss: the server answered 500. [FETCH_SERVER_FAILED]`,
		);
	});
});

test('a run killed at any moment leaves no half file, and the next one ends where it would have', async () => {
	run.writeSource('daily', ['inbox/rss.xml']);
	const items = Array.from({ length: 60 }, (_, index) => ({
		title: `Новость ${index}`,
		link: `https://daily.example/${index}`,
		html: `<p>${prose(200, index)}</p><p><img src="p${index % 3}.png"></p>`,
	}));
	run.write('inbox/rss.xml', rss(...items));
	for (const index of [0, 1, 2])
		writeFileSync(join(run.contentDir, `inbox/p${index}.png`), await picture(700 + index, 400));
	const untouched = `${run.contentDir}-untouched`;
	cpSync(run.contentDir, untouched, { recursive: true });
	await run.ingest({ contentDir: untouched, cacheDir: `${run.cacheDir}-untouched` });

	for (const delayMs of [300, 500, 600, 700, 800, 900]) await runAndKill(run, delayMs);
	for (const { bytes } of run.files('articles').values()) expect(bytes).toMatch(/^---\n[\s\S]*\n---\n[\s\S]*\n$/);
	await run.ingest();
	const names = (folder: string) => readdirSync(join(folder, 'articles/2021/07/29')).sort();
	expect(names(run.contentDir)).toEqual(names(untouched));
	expect(readdirSync(run.contentDir)).not.toContain('.tmp');
	const bytes = [...run.files('articles').values()].map((file) => file.bytes);
	expect(bytes).toEqual(names(untouched).map((name) => readBytes(join(untouched, 'articles/2021/07/29', name))));
	rmSync(untouched, { recursive: true });
	rmSync(`${run.cacheDir}-untouched`, { recursive: true });
}, 60_000);

function readBytes(file: string): string {
	return readFileSync(file, 'latin1');
}

/** Starts the command as a process of its own and ends it the hard way. */
function runAndKill({ contentDir, cacheDir }: TestRun, delayMs: number): Promise<void> {
	const script = join(import.meta.dirname, '../../scripts/ingest.ts');
	const env = { ...process.env, CONTENT_DIR: contentDir, CACHE_DIR: cacheDir };
	const child = spawn(process.execPath, [script, '--now', '2026-11-01T03:00:00Z'], { env, stdio: 'ignore' });
	return new Promise((resolve) => {
		const timer = setTimeout(() => child.kill('SIGKILL'), delayMs);
		child.once('exit', () => {
			clearTimeout(timer);
			resolve();
		});
	});
}
