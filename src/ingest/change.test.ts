import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeTestRun, prose, rss, type TestRun } from './test-run.ts';

const LATER = '2026-11-02T03:00:00Z';
let run: TestRun;

beforeEach(() => {
	run = makeTestRun();
	run.writeSource('daily', ['in.xml']);
});
afterEach(() => run.dispose());

const feed = (html: string): string =>
	rss({ title: 'Кабар', link: 'https://daily.example/1', guid: '1', html, more: '<author>Асан</author>' });

describe('an article that differs only in', () => {
	const text = prose(80);
	test.each([
		['white space', `<p>${text}</p>`, `<p>${text.replaceAll(' ', ' \n\u00a0')}</p>\n\n`],
		[
			'tracking of its links',
			'<p>Кабар <a href="https://a.example/1?utm_source=x">шилтеме</a></p>',
			'<p>Кабар <a href="https://a.example/1?utm_source=y&amp;fbclid=5">шилтеме</a></p>',
		],
		[
			'the address of a picture that cannot be copied',
			`<p>${text}</p><img src="/a.png">`,
			`<p>${text}</p><img src="/b.png?v=2">`,
		],
	])('%s is not edited', async (_, before, after) => {
		run.write('in.xml', feed(before));
		await run.ingest();
		const files = run.files('articles');
		run.write('in.xml', feed(after));
		expect((await run.ingest({ now: LATER })).sources).toMatchObject([{ added: 0, updated: 0, unchanged: 1 }]);
		expect(run.files('articles')).toEqual(files);
	});
});

test('half a character that JSON allows makes no edit of every run', async () => {
	run.writeSource('daily', ['in.jsonl']);
	run.write(
		'in.jsonl',
		`{"url": "https://daily.example/1", "id": "x\\ud83d", "title": "Кабар \\ud83d", "text": "${prose(60)} \\ude00 тамам", "tags": ["а\\ud83d"], "date": "2021-07-29"}\n`,
	);
	await run.ingest();
	const files = run.files('articles');
	expect(run.articles().size).toBe(1);
	expect((await run.ingest({ now: LATER })).sources).toMatchObject([{ updated: 0, unchanged: 1 }]);
	expect(run.files('articles')).toEqual(files);
});
