import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countArticles, listArticles } from '#catalog/queries.ts';
import { syncCatalog } from '#catalog/sync.ts';
import { makeTestContent, type TestContent } from '#catalog/test-content.ts';
import { siteConfig } from '#site.config';
import { findArchivePage } from '../archive.ts';
import { barShapes, heatShapes } from '../chart-shapes.ts';
import { type Site, toSite } from '../site.ts';
import { calendarView } from './calendar-pages.ts';
import { sourceView, topicView } from './list.ts';

const content: TestContent = makeTestContent();
let site: Site;

beforeAll(() => {
	for (const [order, topic] of ['busy', 'old', 'rare'].entries()) {
		content.write(`topics/${topic}.yaml`, `labels: {ru: Тема ${topic}}\norder: ${order}\nrules: {words: [слово]}\n`);
	}
	write(
		'busy',
		'press',
		Array.from({ length: 70 }, (_, index) => `2026-10-${pad(1 + (index % 20))}`),
	);
	write('busy', 'other', [...Array.from({ length: 120 }, () => '2021-07-29'), '2019-03-01']);
	write('old', 'press', ['2014-01-01', '2016-05-01', '2016-06-01', '2019-12-31', '2023-02-28']);
	write('rare', 'press', ['2024-01-01', '2024-01-02']);
	const catalog = content.open();
	syncCatalog(catalog, siteConfig);
	site = toSite(catalog);
});

afterAll(() => content.dispose());

describe('a chart of articles over time', () => {
	test('shows days where they were busy of late, and counts what the list holds', () => {
		const chart = topicView(site, { lang: 'ru', topic: 'busy' })?.activity;
		expect(chart?.heading).toBe('Новости по дням');
		const days = listArticles(site.catalog, 'ru/topics/busy', {}).map(({ publishedAt }) => publishedAt.slice(0, 10));
		const expected = Array.from({ length: 20 }, (_, index) =>
			days.filter((day) => day === `2026-10-${pad(index + 1)}`),
		);
		expect(chart?.counts).toEqual(expected.map(({ length }) => length));
	});

	test('shows years where months would be bare, those without articles too, and says what it shows', () => {
		const chart = topicView(site, { lang: 'ru', topic: 'old' })?.activity;
		expect(chart).toMatchObject({ counts: [1, 0, 2, 0, 0, 1, 0, 0, 0, 1], first: '2014', last: '2023', most: 2 });
		expect(chart?.summary).toBe('2014 – 2023: 5 новостей. Больше всего: 2016, 2 новости.');
	});

	test('is left out where the list itself tells as much, and of the archive', () => {
		expect(topicView(site, { lang: 'ru', topic: 'rare' })).not.toHaveProperty('activity');
		expect(topicView(site, { lang: 'ru', topic: 'busy', period: '2021' })).not.toHaveProperty('activity');
	});
});

describe('shares', () => {
	test('of a topic are those of its sources, of a source those of its topics, largest first', () => {
		const topic = topicView(site, { lang: 'ru', topic: 'busy' });
		expect(topic?.parts.map(({ count }) => count)).toEqual([121, 70]);
		const source = sourceView(site, { lang: 'ru', source: 'press' });
		expect(source?.parts.map(({ label, count }) => [label, count])).toEqual([
			['Тема busy', 70],
			['Тема old', 5],
			['Тема rare', 2],
		]);
		for (const { url, count } of [...(topic?.parts ?? []), ...(source?.parts ?? [])]) {
			expect(count).toBe(countArticles(site.catalog, url.slice(1, -1)));
		}
	});
});

describe('the timeline', () => {
	test('names every year and month of the list, and links to the pages that the archive has', () => {
		const years = topicView(site, { lang: 'ru', topic: 'busy' })?.timeline ?? [];
		expect(years.map(({ label, count }) => [label, count])).toEqual([
			['2026', 70],
			['2021', 120],
			['2019', 1],
		]);
		for (const { label, count, months } of years) {
			expect(months.reduce((sum, month) => sum + month.count, 0)).toBe(count);
			for (const [index, month] of months.entries()) {
				const page = findArchivePage(site.catalog, 'ru/topics/busy', `${label}-${pad(index + 1)}`);
				expect(month.url).toBe(page === undefined ? undefined : `/ru/topics/busy/${label}/${pad(index + 1)}/`);
			}
		}
	});

	test('is empty where the hub shows everything', () => {
		expect(topicView(site, { lang: 'ru', topic: 'old' })?.timeline).toEqual([]);
	});
});

describe('the heat map of a year', () => {
	test('holds every day, says how many articles there are, and shows calendars of the months with news alone', () => {
		const view = calendarView(site, { lang: 'ru', year: '2016' });
		expect(view?.heat?.days).toHaveLength(366);
		expect(view?.heat?.summary).toBe('2016: 2 новости за 2 дня.');
		expect(view?.months.map(({ month, count }) => [month, count])).toEqual([
			['2016-05', 1],
			['2016-06', 1],
		]);
	});

	test('is drawn with a square for each day, a column for each week', () => {
		const days = calendarView(site, { lang: 'ru', year: '2016' })?.heat?.days ?? [];
		const { viewBox, paths } = heatShapes(days);
		expect(viewBox).toBe('0 0 528 68');
		expect(paths.map(({ heat, path }) => [heat, path.split('M').length - 1])).toEqual([
			[0, 364],
			[4, 2],
		]);
		// 1 January 2016 was a Friday.
		expect(paths[0]?.path.startsWith('M0 40h8v8h-8z')).toBe(true);
	});
});

test('bars are as high as their counts, and the smallest is still seen', () => {
	expect(barShapes([1, 0, 200])).toEqual({ viewBox: '0 0 11 100', path: 'M0 100v-2h3v2zM8 100v-100h3v100z' });
});

let written = 0;

function write(topic: string, source: string, days: readonly string[]): void {
	for (const day of days) {
		const id = `aaaaaa${(written++)
			.toString(32)
			.padStart(4, 'a')
			.replace(/[0189]/g, (digit) => 'wxyz'['0189'.indexOf(digit)] ?? 'a')}`;
		const publishedAt = `${day}T12:00:00+06:00`;
		content.writeArticle({ id, source, publishedAt, topics: [{ id: topic, by: 'rule', evidence: ['x'] }] });
	}
}

function pad(number: number): string {
	return String(number).padStart(2, '0');
}
