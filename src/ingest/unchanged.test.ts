import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { makeTestRun, prose, rss, type TestRun } from './test-run.ts';

const opened: TestRun[] = [];
afterEach(() => {
	for (const run of opened.splice(0)) run.dispose();
});

const item = (number: number, words = 40) => ({
	title: `Статья ${number}`,
	link: `https://press.example/${number}`,
	html: `<p>${prose(words, number)}</p>`,
});

/** A folder whose two feeds share an article, read once. */
async function makeRead(): Promise<TestRun> {
	const run = makeTestRun();
	opened.push(run);
	run.writeSource('press', ['in/a.xml', 'in/b.xml']);
	run.write('in/a.xml', rss(item(1), item(2), item(3)));
	run.write('in/b.xml', rss({ ...item(3, 60), link: 'https://press.example/3?utm_source=b' }, item(4)));
	await run.ingest();
	return run;
}

function editFirst(run: TestRun, from: string, to: string): void {
	const [path = ''] = [...run.files('articles').keys()];
	const file = join(run.contentDir, path);
	writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
}

const CHANGES: readonly (readonly [string, (run: TestRun) => void])[] = [
	['nothing', () => undefined],
	['an item of one feed', (run) => run.write('in/a.xml', rss({ ...item(1), title: 'Другая' }, item(2), item(3)))],
	['an item that both feeds have, in one of them', (run) => run.write('in/b.xml', rss(item(3, 50), item(5)))],
	[
		'an item that a source of its own has, too',
		(run) => {
			run.writeSource('other', ['in/c.xml']);
			run.write('in/c.xml', rss({ ...item(2), more: '<category>Тема</category>' }));
		},
	],
	[
		'the rights',
		(run) => run.writeSource('press', ['in/a.xml', 'in/b.xml'], { rights: { text: 'excerpt', words: 5 } }),
	],
	['an article, by hand', (run) => editFirst(run, '"Статья', '"Правка')],
	['an article, by hand and locked', (run) => editFirst(run, 'related:', 'locked: ["title"]\nrelated:')],
	[
		'an article, which is gone',
		(run) => {
			const [path = ''] = [...run.files('articles').keys()];
			rmSync(join(run.contentDir, path));
		},
	],
];

test.each(CHANGES)(
	'with or without memory of what was read, the same is written after a change of %s',
	async (_, change) => {
		const [warm, cold] = [await makeRead(), await makeRead()];
		for (const run of [warm, cold]) change(run);
		rmSync(cold.cacheDir, { recursive: true });
		const later = { now: '2026-11-02T03:00:00Z' };
		const [warmReport, coldReport] = [await warm.ingest(later), await cold.ingest(later)];
		const bytesOf = (run: TestRun) => [...run.files('articles')].map(([path, { bytes }]) => [path, bytes]);
		expect(bytesOf(warm)).toEqual(bytesOf(cold));
		const counts = ({ sources }: typeof warmReport) => sources.map(({ added, updated }) => [added, updated]);
		expect(counts(warmReport)).toEqual(counts(coldReport));
	},
);

test('a file that is what it was is not read again, its articles count as unchanged', async () => {
	const run = await makeRead();
	const before = run.files('articles');
	const [press] = (await run.ingest()).sources;
	expect(press).toMatchObject({ added: 0, updated: 0, unchanged: 4, documents: 0, unchangedDocuments: 2 });
	expect(run.files('articles')).toEqual(before);
});
