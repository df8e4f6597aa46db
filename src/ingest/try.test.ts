import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { siteConfig } from '#site.config';
import { makeTestRun, prose, rss, type TestRun } from './test-run.ts';
import { type TriedArticle, tryInputs } from './try.ts';

let run: TestRun;
beforeEach(() => {
	run = makeTestRun();
});
afterEach(() => run.dispose());

async function tryPaths(
	...names: string[]
): Promise<{ isGood: boolean; articles: TriedArticle[]; troubles: string[] }> {
	const articles: TriedArticle[] = [];
	const troubles: string[] = [];
	const isGood = await tryInputs({
		paths: names.map((name) => join(run.contentDir, name)),
		contentDir: run.contentDir,
		site: siteConfig,
		now: '2026-11-01T03:00:00Z',
		onArticle: (article) => articles.push(article),
		onTrouble: (message) => troubles.push(message),
	});
	return { isGood, articles, troubles };
}

test('gives what ingest would make of an input, with the topics of the content folder, and writes nothing', async () => {
	run.write('topics/sport.yaml', 'labels: {en: Sport}\norder: 1\nrules: {words: ["чемпион*"]}\n');
	run.write(
		'in/rss.xml',
		rss({ title: 'Чемпионы', link: 'https://x.example/1?utm_source=rss', html: `<p>${prose(30)}</p>` }),
	);
	const before = run.files('.');
	const { isGood, articles, troubles } = await tryPaths('in');
	expect(isGood).toBe(true);
	expect(troubles).toEqual([]);
	expect(articles).toMatchObject([
		{
			title: 'Чемпионы',
			publishedAt: '2021-07-29T11:42:00+06:00',
			url: 'https://x.example/1',
			text: prose(30),
			topics: ['sport'],
			warnings: [],
		},
	]);
	expect(run.files('.')).toEqual(before);
});

test('says what is wrong with each article, and which inputs give none', async () => {
	run.write('rss.xml', rss({ title: 'Без даты', link: 'https://x.example/1', date: '' }));
	run.write('zero.xml', '');
	const { isGood, articles, troubles } = await tryPaths('rss.xml', 'zero.xml');
	expect(isGood).toBe(false);
	expect(articles[0]?.publishedAt).toBeUndefined();
	expect(articles[0]?.warnings).toEqual([expect.stringMatching(/“Без даты” in .* has no date: .* \[DATE_MISSING\]$/)]);
	expect(troubles).toEqual([expect.stringMatching(/zero\.xml: the file is empty\. \[INPUT_EMPTY\]$/)]);
});
