import { afterEach, beforeEach, expect, test } from 'vitest';
import { syncCatalog } from '#catalog/sync.ts';
import { makeTestContent, type TestContent } from '#catalog/test-content.ts';
import type { Article } from '#core/article.ts';
import { siteConfig } from '#site.config';
import { type Site, toSite } from '../site.ts';
import { mostCovered } from './coverage.ts';
import { frontView } from './front.ts';

let content: TestContent;

beforeEach(() => {
	content = makeTestContent();
});

afterEach(() => content.dispose());

test('what more sources report stands first, each source counted once and the first of them named first', () => {
	write(1, 'a', 'one');
	write(2, 'b', 'one');
	write(3, 'c', 'two');
	write(4, 'd', 'two', { reprintOf: id(3) });
	write(5, 'e', 'three', { related: [{ id: id(4), reason: 'story', shared: [] }] });
	write(6, 'c', 'two', { reprintOf: id(3) });
	write(7, 'b', 'four', { reprintOf: id(1) });
	const [most, next, ...rest] = mostCovered(site(), 'ru');
	expect(most).toMatchObject({ first: { title: 'two' }, count: 3, others: [{ label: 'd' }, { label: 'e' }] });
	expect(next).toMatchObject({ first: { title: 'one' }, count: 2 });
	expect(rest).toEqual([]);
});

test('nothing is called covered where no two sources report the same', () => {
	write(1, 'a', 'one');
	write(2, 'b', 'two', { related: [{ id: id(1), reason: 'topic', shared: ['sport'] }] });
	expect(mostCovered(site(), 'ru')).toEqual([]);
});

test('an event stands once in the upper part of the front page, in its newest article', () => {
	write(1, 'a', 'first report');
	write(2, 'b', 'another event');
	write(3, 'c', 'follow-up', { related: [{ id: id(1), reason: 'story', shared: [] }] });
	const view = frontView(site(), { lang: 'ru' });
	expect([view?.lead, ...(view?.secondary ?? [])].map((teaser) => teaser?.title)).toEqual([
		'follow-up',
		'another event',
	]);
});

test('topics on the front page fill their rows', () => {
	for (let topic = 0; topic < 9; topic++) {
		content.write(`topics/t${topic}.yaml`, `labels: {ru: T${topic}}\norder: ${topic}\nrules: {words: [sport]}\n`);
		for (let at = 0; at < 3; at++) {
			write(topic * 3 + at, 'a', 'x', { topics: [{ id: `t${topic}`, by: 'rule', evidence: [] }] });
		}
	}
	const widths = frontView(site(), { lang: 'ru' })?.sections.map(({ width }) => width);
	expect(widths).toEqual(['whole', 'third', 'third', 'third', 'half', 'half']);
});

function site(): Site {
	const catalog = content.open();
	syncCatalog(catalog, siteConfig);
	return toSite(catalog);
}

function id(at: number): string {
	return `aaaaaaaa${'abcdefghijklmnopqrstuvwxyz'[at % 26]}${at < 26 ? 'a' : 'b'}`;
}

function write(at: number, source: string, title: string, fields: Partial<Article> = {}): void {
	const publishedAt = `2021-07-${String(1 + at).padStart(2, '0')}T10:00:00+06:00`;
	content.writeArticle({ id: id(at), source, title, publishedAt, ...fields });
}
