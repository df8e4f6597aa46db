import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeTestRun, prose, rss, type TestItem, type TestRun } from './test-run.ts';

const LATER = '2026-11-02T03:00:00Z';
let run: TestRun;

beforeEach(() => {
	run = makeTestRun();
});
afterEach(() => run.dispose());

const feed = (name: string, ...items: TestItem[]): void => run.write(`${name}.xml`, rss(...items));
const titles = (): string[] => [...run.articles().keys()].sort();

test.each([
	['http://daily.example/news/1'],
	['https://m.daily.example/news/1/'],
	['https://www.daily.example/news/1/amp/?fbclid=x'],
	['https://daily.example/news/1?print=1'],
])('%s is the article that stands at https://daily.example/news/1/, and adds no name to it', async (link) => {
	run.writeSource('daily', ['daily.xml']);
	feed('daily', { title: 'Кабар', link: 'https://daily.example/news/1/' });
	await run.ingest();
	const files = run.files('articles');
	feed('daily', { title: 'Кабар', link });
	await run.ingest({ now: LATER });
	const [document] = run.articles().values();
	expect(run.articles().size).toBe(1);
	expect(document?.article.identity).toEqual(['https://daily.example/news/1/']);
	expect([...run.files('articles').keys()]).toEqual([...files.keys()]);
});

test('documents that share names by way of a third make one article', async () => {
	run.writeSource('daily', ['a.xml', 'b.xml', 'c.xml']);
	feed('a', { title: 'Кабар', link: 'https://daily.example/old' });
	feed('b', { title: 'Кабар', guid: 'id-5' });
	feed('c', { title: 'Кабар', link: 'https://daily.example/old', guid: 'id-5' });
	expect((await run.ingest()).sources).toMatchObject([{ added: 1 }]);
	expect((await run.ingest({ now: LATER })).sources).toMatchObject([{ added: 0, updated: 0 }]);
});

test('an item with the names of two articles leaves them two, each with its own names', async () => {
	run.writeSource('daily', ['daily.xml']);
	feed(
		'daily',
		{ title: 'Первая', link: 'https://daily.example/1' },
		{ title: 'Вторая', link: 'https://daily.example/2' },
	);
	await run.ingest();
	feed('daily', {
		title: 'Первая, снова',
		link: 'https://daily.example/1',
		more: '<guid>https://daily.example/2</guid>',
	});
	await run.ingest({ now: LATER });
	expect([...run.articles().values()].map(({ article }) => article.identity).sort()).toEqual([
		['https://daily.example/1'],
		['https://daily.example/2'],
	]);
});

describe('guids that number the items', () => {
	const numbered = (...names: string[]): TestItem[] =>
		names.map((title, index) => ({
			title,
			link: `https://daily.example/${encodeURIComponent(title)}`,
			guid: String(index + 1),
			date: `Thu, 29 Jul 2021 05:4${title.length}:00 GMT`,
		}));

	test('name nothing where two feeds of a source use them for different articles', async () => {
		run.writeSource('daily', ['a.xml', 'b.xml']);
		feed('a', ...numbered('бир', 'эки'));
		feed('b', ...numbered('алма', 'өрүк'));
		await run.ingest();
		expect(titles()).toEqual(['алма', 'бир', 'эки', 'өрүк'].sort());
	});

	test('do not lay today’s article over yesterday’s', async () => {
		run.writeSource('daily', ['a.xml']);
		feed('a', ...numbered('бир', 'алты'));
		await run.ingest();
		feed('a', ...numbered('сегиз', 'бир', 'алты'));
		await run.ingest({ now: LATER });
		expect(titles()).toEqual(['алты', 'бир', 'сегиз']);
	});
});

describe('who passes on another’s article', () => {
	const link = 'https://daily.example/1';

	test('does not take its address by a guid', async () => {
		run.writeSource('copycat', ['copycat.xml']);
		feed('copycat', {
			title: 'Перепечатка',
			link: 'https://copycat.example/9',
			more: `<guid>${link}</guid>`,
		});
		await run.ingest();
		run.writeSource('daily', ['daily.xml']);
		feed('daily', { title: 'Кабар', link });
		await run.ingest({ now: LATER });
		expect(titles()).toEqual(['Кабар', 'Перепечатка']);
	});

	test('does not own it, in whatever order they come', async () => {
		run.writeSource('aggregator', ['aggregator.xml'], { rights: { text: 'full' } });
		feed('aggregator', { title: 'Кабар', link, html: `<p>${prose(80)}</p>` });
		await run.ingest();
		expect(run.articles().get('Кабар')?.article.source).toBe('aggregator');
		const [path] = run.files('articles').keys();
		run.writeSource('daily', ['daily.xml'], {
			homepage: 'https://www.daily.example/',
			rights: { text: 'link', feed: 'excerpt' },
		});
		feed('daily', { title: 'Кабар', link: `${link}/?utm_source=rss` });
		await run.ingest({ now: LATER });
		const { article, body } = run.articles().get('Кабар') ?? {};
		expect([article?.source, article?.excerpt, body?.trim()]).toEqual(['daily', '', '']);
		const files = run.files('articles');
		expect([...files.keys()]).toEqual([path]);
		await run.ingest({ now: LATER });
		expect(run.files('articles')).toEqual(files);
	});
});

test('a feed that links all of its items to one page has as many articles as items', async () => {
	run.writeSource('daily', ['daily.xml']);
	feed(
		'daily',
		...Array.from({ length: 300 }, (_, index) => ({
			title: `Кабар ${index}`,
			link: 'https://daily.example/all',
			guid: `g${index}`,
		})),
	);
	expect((await run.ingest()).sources).toMatchObject([{ added: 300 }]);
});
