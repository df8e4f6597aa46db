import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, describe, expect, test } from 'vitest';
import { siteConfig } from '#site.config';
import { redecide } from './redecide.ts';
import { makeTestRun, prose, rss, type TestRun } from './test-run.ts';

const PICTURE = await sharp({ create: { width: 640, height: 400, channels: 3, background: '#a33' } })
	.png()
	.toBuffer();
const OTHER = await sharp({ create: { width: 500, height: 400, channels: 3, background: '#3a3' } })
	.png()
	.toBuffer();

/** A text with everything that Markdown marks, and pictures. */
const RICH = `<p><b>Бишкек.</b> Депутаты <a href="https://press.example/a_b(c)">приняли закон</a> о школах * и [вузах].</p>
<figure><img src="one.png" alt="${prose(30, 5)}"><figcaption>${prose(12, 6)}. Фото: Азамат</figcaption></figure>
<h2>Что изменится</h2><ul><li>Уроки станут короче</li><li>Учителя получат больше:<ul><li>врачи тоже</li></ul></li></ul>
<blockquote><p>«Это #1 новость», — сказал министр.</p></blockquote><p>Первая строка<br>вторая строка</p>
<table><tr><th>Год</th><th>Школ</th></tr><tr><td>2020</td><td>14</td></tr><tr><td>2021</td><td>15</td></tr></table>
<p>Рядом:<br><img src="two.png" alt="Вторая"></p><pre>код  с_отступом</pre><p>${prose(150, 1)}</p><p>Больница закрыта.</p>`;

const ITEMS = [
	{ title: 'Закон о школах принят', link: 'https://press.example/1', html: RICH },
	{
		title: 'Школы откроют раньше',
		link: 'https://press.example/2',
		html: `<p>${prose(40, 2)}</p><p>Больница рядом.</p>`,
	},
	{ title: 'Коротко', link: 'https://press.example/3', html: '<p>Всего <i>пять</i> слов тут.</p>' },
	{
		title: 'Закон о школах',
		link: 'https://press.example/4',
		html: `<div>Дождь\n  и снег</div><p>${prose(90, 3)}</p>`,
	},
].map((item, index) => ({ ...item, date: `Thu, 29 Jul 2021 0${index + 1}:00:00 GMT` }));

const COPY = {
	title: 'Школьный закон',
	link: 'https://copy.example/1',
	html: RICH,
	date: 'Thu, 29 Jul 2021 06:00:00 GMT',
};

const open: TestRun[] = [];
afterEach(() => {
	for (const one of open.splice(0)) one.dispose();
});

/** A content folder with two sources, the second of which reprints the first. */
function makeRun(rights: Readonly<Record<string, unknown>>, words: readonly string[] = ['школ*', 'закон']): TestRun {
	const run = makeTestRun();
	open.push(run);
	run.write('feeds/press.xml', rss(...ITEMS));
	run.write('feeds/copy.xml', rss(COPY));
	writeFileSync(join(run.contentDir, 'feeds/one.png'), PICTURE);
	writeFileSync(join(run.contentDir, 'feeds/two.png'), OTHER);
	run.writeSource('press', ['feeds/press.xml'], { rights });
	run.writeSource('copy', ['feeds/copy.xml']);
	writeTopic(run, words);
	return run;
}

function writeTopic(run: TestRun, words: readonly string[], exclude: readonly string[] = []): void {
	const rules = JSON.stringify({ words, exclude });
	run.write('topics/school.yaml', `labels: {ru: Школа, ky: Мектеп, en: School}\norder: 1\nrules: ${rules}\n`);
}

function redecideIn({ contentDir, cacheDir }: TestRun, more = {}): ReturnType<typeof redecide> {
	return redecide({ contentDir, cacheDir, site: siteConfig, ...more });
}

function stored(run: TestRun): Map<string, string> {
	return new Map(
		[...run.files('articles')].map(([path, { bytes }]) => [path, Buffer.from(bytes, 'latin1').toString()]),
	);
}

const FULL = { text: 'full', images: 'copy' };
const WIDE = { text: 'excerpt', words: 60, images: 'copy' };

describe('npm run ingest -- --redecide', () => {
	test.each([
		['an excerpt', FULL, { text: 'excerpt', words: 60, images: 'copy' }],
		['a few words', FULL, { text: 'excerpt', words: 7, images: 'none' }],
		['no pictures', FULL, { text: 'full', images: 'none' }],
		['a link', FULL, { text: 'link', images: 'copy' }],
		['less of an excerpt', WIDE, { text: 'excerpt', words: 25, images: 'none' }],
		['a link in place of an excerpt', WIDE, { text: 'link', images: 'none' }],
	])(
		'stores what a fresh ingest would where a source now allows %s, and twice is as once',
		async (_, before, after) => {
			const [run, fresh] = [makeRun(before), makeRun(after)];
			await run.ingest();
			await fresh.ingest();
			run.writeSource('press', ['feeds/press.xml'], { rights: after });
			const reports = redecideIn(run);
			expect(stored(run)).toEqual(stored(fresh));
			expect(reports.find(({ id }) => id === 'press')?.changed).toBeGreaterThan(0);
			expect(redecideIn(run).map(({ changed }) => changed)).toEqual([0, 0]);
		},
	);

	test.each([FULL, WIDE])('changes nothing where nothing changed: %j', async (rights) => {
		const run = makeRun(rights);
		await run.ingest();
		const before = run.files('articles');
		expect(redecideIn(run).map(({ changed }) => changed)).toEqual([0, 0]);
		expect(run.files('articles')).toEqual(before);
	});

	test('applies new rules of topics as if the articles came today, with what leads to others', async () => {
		const [run, fresh] = [makeRun(FULL), makeRun(FULL, ['больниц*', 'откроют', 'депутат*'])];
		await run.ingest();
		await fresh.ingest();
		writeTopic(run, ['больниц*', 'откроют', 'депутат*']);
		expect(redecideIn(run).reduce((sum, { topics }) => sum + topics, 0)).toBeGreaterThan(0);
		expect(stored(run)).toEqual(stored(fresh));
	});

	test('keeps a topic that was told from words no longer kept, while the rules still have them', async () => {
		const run = makeRun({ text: 'excerpt', words: 5, images: 'none' }, ['больниц*', 'депутат*', 'министр', 'учител*']);
		await run.ingest();
		const topics = (): unknown[] => run.articles().get('Закон о школах принят')?.article.topics ?? [];
		expect(topics()).toHaveLength(1);
		redecideIn(run);
		expect(topics()).toHaveLength(1);
		writeTopic(run, ['горы']);
		redecideIn(run);
		expect(topics()).toEqual([]);
	});

	test('leaves the fields that a person has locked', async () => {
		const run = makeRun(FULL);
		await run.ingest();
		const path = [...run.files('articles').keys()].find((one) => one.includes('prinyat')) ?? '';
		const file = join(run.contentDir, path);
		writeFileSync(file, readFileSync(file, 'utf8').replace('---\n\n', 'locked: ["body","topics"]\n---\n\n'));
		run.writeSource('press', ['feeds/press.xml'], { rights: { text: 'link', images: 'none' } });
		writeTopic(run, ['горы']);
		redecideIn(run);
		const kept = run.articles().get('Закон о школах принят');
		expect(kept?.body).toContain('Что изменится');
		expect(kept?.article.topics).toHaveLength(1);
		expect(kept?.article.excerpt).toBe('');
	});

	test('says how many articles hold less than their source allows now, which the next ingest brings', async () => {
		const [run, fresh] = [makeRun({ text: 'link', images: 'none' }), makeRun(FULL)];
		await run.ingest();
		await fresh.ingest();
		run.writeSource('press', ['feeds/press.xml'], { rights: FULL });
		expect(redecideIn(run).find(({ id }) => id === 'press')).toMatchObject({ changed: 0, short: 3 });
		await run.ingest();
		expect(run.articles().get('Закон о школах принят')?.body).toBe(fresh.articles().get('Закон о школах принят')?.body);
	});

	test('looks at one source alone where it is asked to, and writes nothing in a dry run', async () => {
		const run = makeRun(FULL);
		await run.ingest();
		const before = run.files('articles');
		run.writeSource('press', ['feeds/press.xml'], { rights: { text: 'link', images: 'none' } });
		expect(redecideIn(run, { isDryRun: true })[1]?.changed).toBe(4);
		expect(run.files('articles')).toEqual(before);
		expect(redecideIn(run, { source: 'copy' })).toMatchObject([{ id: 'copy', articles: 1, changed: 0 }]);
		expect(run.files('articles')).toEqual(before);
	});

	test('leaves the articles of a source that states no rights as they are', async () => {
		const run = makeRun(FULL);
		await run.ingest();
		const before = run.files('articles');
		run.remove('sources/press.yaml');
		expect(redecideIn(run)[1]).toMatchObject({ id: 'press', hasRights: false, changed: 0 });
		expect(run.files('articles')).toEqual(before);
	});
});
