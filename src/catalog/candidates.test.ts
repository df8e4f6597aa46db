import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fingerprintOf } from '#core/cluster.ts';
import { siteConfig } from '#site.config';
import {
	countBefore,
	countTitlesWith,
	findByIdentity,
	listBefore,
	type Place,
	reprintCandidates,
	titlesWith,
} from './candidates.ts';
import type { Catalog } from './catalog.ts';
import { syncCatalog } from './sync.ts';
import { makeTestContent, type TestContent } from './test-content.ts';

const TEXT = Array.from({ length: 40 }, (_, index) => `word${index}`).join(' ');
let content: TestContent;
let catalog: Catalog;

beforeEach(() => {
	content = makeTestContent();
	const write = (id: string, publishedAt: string, more = {}) =>
		content.writeArticle({ id, publishedAt, title: `Ледник ${id}`, ...more });
	write('aaaaaaaaaa', '2020-12-31T10:00:00+06:00');
	write('bbbbbbbbbb', '2021-06-30T10:00:00+06:00');
	write('cccccccccc', '2021-07-19T10:00:00+06:00', { fingerprint: fingerprintOf(TEXT) });
	write('dddddddddd', '2021-07-25T10:00:00+06:00', { reprintOf: 'cccccccccc', fingerprint: fingerprintOf(TEXT) });
	write('eeeeeeeeee', '2021-07-29T10:00:00+06:00');
	write('ffffffffff', '2021-07-29T10:00:00+06:00');
	write('gggggggggg', '2021-07-30T10:00:00+06:00', { fingerprint: fingerprintOf(TEXT) });
	write('hhhhhhhhhh', '2021-07-01T10:00:00+06:00', { lang: 'ky' });
	catalog = content.open();
	syncCatalog(catalog, siteConfig);
});
afterEach(() => content.dispose());

const before: Place = { published: Date.parse('2021-07-29T10:00:00+06:00'), id: 'ffffffffff' };
const day = '2021-07-29';
const EARLIER = ['eeeeeeeeee', 'dddddddddd', 'cccccccccc', 'bbbbbbbbbb', 'aaaaaaaaaa'];

describe('sees earlier articles alone, those of the same moment by id', () => {
	test('countBefore', () => {
		expect(countBefore(catalog, 'ru', { day, before })).toBe(5);
		expect(countBefore(catalog, 'ru/topics/none', { day, before })).toBe(0);
	});

	test('countTitlesWith, up to a limit', () => {
		const select = { lang: 'ru', terms: ['ледни', 'нет'], before };
		const counts = (most: number): unknown => Object.fromEntries(countTitlesWith(catalog, { ...select, most }));
		expect(counts(100)).toEqual({ ледни: 5, нет: 0 });
		expect(counts(2)).toEqual({ ледни: 2, нет: 0 });
	});

	test('titlesWith and listBefore, newest first', () => {
		expect(titlesWith(catalog, { lang: 'ru', term: 'ледни', before, most: 9 })).toEqual(EARLIER);
		expect(listBefore(catalog, 'ru', { day, before, most: 9 }).map(({ id }) => id)).toEqual(EARLIER);
		expect(listBefore(catalog, 'ru', { day, before, most: 2 }).map(({ group }) => group)).toEqual([
			'eeeeeeeeee',
			'cccccccccc',
		]);
	});

	test('reprintCandidates, oldest first', () => {
		const found = reprintCandidates(catalog, fingerprintOf(TEXT) ?? '', before);
		expect(found.map(({ id, reprintOf }) => [id, reprintOf])).toEqual([
			['cccccccccc', undefined],
			['dddddddddd', 'cccccccccc'],
		]);
	});
});

test('finds an article by its names, until it is gone', () => {
	expect(findByIdentity(catalog, 'https://press.example/cccccccccc')).toBe('cccccccccc');
	content.remove('articles/2021/07/19/cccccccccc.md');
	syncCatalog(catalog, siteConfig);
	expect(findByIdentity(catalog, 'https://press.example/cccccccccc')).toBeUndefined();
	expect(reprintCandidates(catalog, fingerprintOf(TEXT) ?? '', before).map(({ id }) => id)).toEqual(['dddddddddd']);
});

test('a reprint of an article that is gone is an original to those after it', () => {
	content.remove('articles/2021/07/19/cccccccccc.md');
	syncCatalog(catalog, siteConfig);
	const found = reprintCandidates(catalog, fingerprintOf(TEXT) ?? '', before);
	expect(found.map(({ id, reprintOf }) => [id, reprintOf])).toEqual([['dddddddddd', undefined]]);
});

test('of many texts that are all alike the newest are looked at', () => {
	for (let index = 0; index < 60; index++) {
		const id = `zzzzzzzz${'abcdefgh'[index >> 3]}${'abcdefgh'[index & 7]}`;
		content.writeArticle({
			id,
			publishedAt: `2021-07-26T10:00:${index < 10 ? `0${index}` : index}+06:00`,
			fingerprint: fingerprintOf(TEXT),
		});
	}
	syncCatalog(catalog, siteConfig);
	const found = reprintCandidates(catalog, fingerprintOf(TEXT) ?? '', before);
	expect(found.map(({ id }) => id)).toHaveLength(30);
	expect(found.at(-1)?.id).toBe('zzzzzzzzhd');
});
