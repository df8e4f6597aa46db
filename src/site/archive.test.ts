import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Catalog } from '#catalog/catalog.ts';
import { listArticles } from '#catalog/queries.ts';
import { syncCatalog } from '#catalog/sync.ts';
import { makeTestContent, type TestContent } from '#catalog/test-content.ts';
import { periodBounds } from '#core/period.ts';
import { siteConfig } from '#site.config';
import { archivePages, archiveParents, findArchivePage } from './archive.ts';

let content: TestContent;
let catalog: Catalog;
beforeEach(() => {
	content = makeTestContent();
	catalog = content.open();
});
afterEach(() => content.dispose());

/** `counts` articles on each day. */
function publish(counts: Readonly<Record<string, number>>): void {
	let index = 0;
	for (const [day, count] of Object.entries(counts)) {
		for (let of = 0; of < count; of++) {
			const id = (index++)
				.toString(26)
				.padStart(10, '0')
				.replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '');
			content.writeArticle({ id, publishedAt: `${day}T12:00:00+06:00` });
		}
	}
	syncCatalog(catalog, siteConfig);
}

const list = 'ru/sources/press';
const pages = (of = list): string[] => Array.from(archivePages(catalog, of), ({ kind, period }) => `${kind} ${period}`);

test('a list that its hub shows whole has no archive', () => {
	publish({ '2021-07-29': 50 });
	expect(pages()).toEqual([]);
	expect(findArchivePage(catalog, list, '2021')).toBeUndefined();
});

test('a list is split by year, month, third and day, only as far as its counts need', () => {
	publish({
		'2019-01-05': 20,
		'2020-03-01': 60,
		'2020-05-09': 50,
		'2021-07-02': 101,
		'2021-07-12': 3,
		'2021-08-01': 1,
	});
	expect(pages()).toEqual([
		'leaf 2019',
		'split 2020',
		'leaf 2020-03',
		'leaf 2020-05',
		'split 2021',
		'split 2021-07',
		'split 2021-07-1',
		'leaf 2021-07-02',
		'leaf 2021-07-2',
		'leaf 2021-08',
	]);
	expect(findArchivePage(catalog, list, '2021-07-02')).toEqual({ kind: 'leaf', period: '2021-07-02', count: 101 });
	expect(findArchivePage(catalog, list, '2020-03-01')).toBeUndefined();
	expect(findArchivePage(catalog, list, '2018')).toBeUndefined();
	expect(archiveParents(list, '2021-07-02')).toEqual(['2021', '2021-07', '2021-07-1']);
});

test('every article of a list stands on exactly one leaf', () => {
	publish({ '2020-12-31': 60, '2021-01-31': 120, '2021-02-28': 45, '2021-02-01': 80 });
	const leaves = [...archivePages(catalog, list)].filter(({ kind }) => kind === 'leaf');
	const ids = leaves.flatMap(({ period }) =>
		listArticles(catalog, list, { range: periodBounds(period) }).map(({ id }) => id),
	);
	expect(new Set(ids).size).toBe(305);
	expect(ids).toHaveLength(305);
});

test('the edition has a page for each day, whatever the counts', () => {
	publish({ '2021-07-02': 1, '2021-07-12': 3 });
	expect(pages('ru')).toEqual(['split 2021', 'split 2021-07', 'leaf 2021-07-02', 'leaf 2021-07-12']);
});
