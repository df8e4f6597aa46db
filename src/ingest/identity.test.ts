import { describe, expect, test } from 'vitest';
import type { FeedItem } from './adapters/adapter.ts';
import { articleIdOf, keysOf, ownKeyOf } from './identity.ts';

const item = (fields: Partial<FeedItem>): FeedItem => ({
	identity: [],
	dateFrom: 'feed',
	authors: [],
	tags: [],
	...fields,
});

describe('keysOf', () => {
	test.each<[string, Partial<FeedItem>, string[]]>([
		['the address without tracking', { url: 'https://24.kg/1/?utm_source=rss#rss' }, ['https://24.kg/1/']],
		['address and guid', { url: 'https://24.kg/1/', identity: ['42'] }, ['https://24.kg/1/', 'guid:24kg:42']],
		['a guid that is an address', { identity: ['https://24.kg/?p=1'] }, ['https://24.kg/?p=1']],
		['a part of a page that holds several items', { url: 'https://a.kg/log.html#a12' }, ['https://a.kg/log.html#a12']],
		['no front page', { url: 'https://24.kg/', identity: ['https://24.kg/'] }, ['guid:24kg:https://24.kg/']],
		[
			'the guid of another host within its source',
			{ url: 'https://24.kg/1', identity: ['https://www.a.kg/2/'] },
			['https://24.kg/1', 'guid:24kg://a.kg/2'],
		],
		[
			'a guid of its own host, in whatever spelling',
			{ url: 'https://24.kg/1', identity: ['http://m.24.kg/?p=1'] },
			['https://24.kg/1', 'http://m.24.kg/?p=1'],
		],
		['no front page of a phone', { url: 'https://m.24.kg/index.html' }, []],
		['nothing', {}, []],
	])('is %s', (_, fields, expected) => {
		expect(keysOf(item(fields), '24kg')).toEqual(expected);
	});

	test('stays short for long guids', () => {
		expect(keysOf(item({ identity: ['x'.repeat(5000)] }), '24kg')[0]).toMatch(/^sha256:[0-9a-f]{64}$/);
	});
});

test('an item without a name is known by its source, date and title', () => {
	expect(ownKeyOf(item({ published: '29 июля' }), { source: '24kg', title: 'Да' })).toBe('item:24kg:29 июля:Да');
});

test('ids are ten characters of base32 and differ by attempt', () => {
	expect(articleIdOf('https://24.kg/1/')).toMatch(/^[a-z2-7]{10}$/);
	expect(articleIdOf('https://24.kg/1/', 1)).not.toBe(articleIdOf('https://24.kg/1/'));
	expect(articleIdOf('abc')).toBe('xj4bnp4pah');
});
