import { describe, expect, test } from 'vitest';
import type { RelatedLink } from './article.ts';
import { findRelated, type RelatedText } from './related.ts';

const DAY = 86_400_000;
const article = (id: string, title: string, more: Partial<RelatedText> = {}): RelatedText => ({
	id,
	published: 100 * DAY,
	title,
	excerpt: '',
	tags: [],
	topics: [],
	group: id,
	...more,
});
type FromTopics = { topic: string; articles: RelatedText[] }[];
const find = (own: RelatedText, candidates: RelatedText[], fromTopics: FromTopics = []): RelatedLink[] =>
	findRelated({ article: own, candidates, fromTopics, weightOf: () => 1 });

describe('findRelated', () => {
	test('names the most alike first, and why', () => {
		const found = find(article('new', 'Glacier above Naryn loses ice', { tags: ['Climate'] }), [
			article('words', 'Glacier monitoring station opens', { published: 10 * DAY }),
			article('tags', 'Naryn glacier and its river', { published: 20 * DAY, tags: ['climate'] }),
			article('story', 'Naryn glacier loses more ice', { published: 99 * DAY }),
			article('other', 'Football cup final in Osh', { published: 99 * DAY }),
		]);
		expect(found.map(({ id, reason, shared }) => [id, reason, shared])).toEqual([
			['story', 'story', ['Glacier', 'ice', 'loses']],
			['tags', 'tags', ['Climate']],
			['words', 'words', ['Glacier']],
		]);
	});

	test('takes a faint likeness of words only where tags or topics agree', () => {
		const own = article('new', 'Apples bread cheese dates eggs figs glacier', { topics: ['nature'] });
		const title = 'Eleven twelve thirteen fourteen fifteen sixteen glacier';
		expect(find(own, [article('a', title)])).toEqual([]);
		expect(find(own, [article('a', title, { topics: ['nature'] })])).toMatchObject([{ id: 'a', reason: 'words' }]);
	});

	test('takes one of several reports of one event, and one of a group of reprints', () => {
		const found = find(article('new', 'Glacier report from Naryn region'), [
			article('a', 'Naryn glacier report published', { published: 50 * DAY }),
			article('b', 'Naryn glacier report published again', { published: 51 * DAY }),
			article('c', 'Old glacier expedition of Naryn scouts', { published: 5 * DAY, group: 'a' }),
			article('d', 'Naryn glacier expedition', { published: 2 * DAY }),
		]);
		expect(found.map(({ id }) => id)).toEqual(['a', 'd']);
	});

	test('never names the article’s own original or its other reprints', () => {
		const own = article('new', 'Naryn glacier', { group: 'first' });
		expect(
			find(own, [article('first', 'Naryn glacier'), article('other', 'Naryn glacier', { group: 'first' })]),
		).toEqual([]);
	});

	test('names at most five', () => {
		const candidates = Array.from({ length: 9 }, (_, index) =>
			article(`c${index}`, `Glacier number${index}`, { published: index * 10 * DAY }),
		);
		expect(find(article('new', 'Glacier'), candidates)).toHaveLength(5);
	});

	test('fills up to three from the topics, each piece of news once', () => {
		const copy = article('copy', 'Naryn report', { group: 'a', published: 50 * DAY });
		const b = article('b', 'Cup final won', { published: 30 * DAY });
		const again = article('again', 'Cup final won again', { published: 31 * DAY });
		const links = find(
			article('new', 'Naryn glacier'),
			[article('a', 'Naryn glacier', { published: 10 * DAY })],
			[
				{ topic: 'sport', articles: [copy, b, again] },
				{ topic: 'health', articles: [b, article('c', 'Hospital opened'), article('d', 'Doctors wanted')] },
			],
		);
		expect(links.map(({ id, reason, shared }) => [id, reason, shared])).toEqual([
			['a', 'words', ['glacier', 'Naryn']],
			['b', 'topic', ['sport']],
			['c', 'topic', ['health']],
		]);
	});
});
