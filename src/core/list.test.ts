import { expect, test } from 'vitest';
import type { Article } from './article.ts';
import { listsOf } from './list.ts';

const article: Article = {
	schema: 1,
	id: 'aaaaaaaaaa',
	permalink: '/ky/2021/07/29/x-aaaaaaaaaa/',
	title: 'Ысык-Көл',
	lang: 'ky',
	source: 'naryn',
	identity: ['x'],
	publishedAt: '2021-07-29T11:42:00+06:00',
	dateFrom: 'feed',
	firstSeenAt: '2021-07-29T11:42:00+06:00',
	authors: [],
	topics: [{ id: 'mountains', by: 'rule', evidence: [] }],
	tags: ['Ысык-Көл', '#ысык көл', '???'],
	excerpt: '',
	related: [],
};

test('an article stands in its edition, source, topics, topic × source and tags, once each', () => {
	expect(listsOf(article)).toEqual([
		'ky',
		'ky/sources/naryn',
		'ky/topics/mountains',
		'ky/topics/mountains/from/naryn',
		'ky/tags/ysyk-kol',
	]);
});

test('a reprint stands in its edition and its source only', () => {
	expect(listsOf({ ...article, reprintOf: 'bbbbbbbbbb' })).toEqual(['ky', 'ky/sources/naryn']);
});
