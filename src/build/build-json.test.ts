import { expect, test } from 'vitest';
import { buildJsonSchema, toBuildJson } from './build-json.ts';

test('tells files and bytes by kind in plain JSON', () => {
	const json = toBuildJson({
		articles: 2,
		withoutEdition: [],
		pages: 2,
		feeds: 2,
		looked: 4,
		unchanged: 0,
		written: new Map([
			['article', { files: 2, bytes: 30 }],
			['feed', { files: 2, bytes: 14 }],
		]),
		uploadBytes: 37,
		deleted: new Map([['article', { files: 1, bytes: 30 }]]),
		steps: [{ step: 'render', startedAt: 1000, wallS: 0.123_456 }],
	});
	expect(json).toMatchObject({
		written: { article: { files: 2, bytes: 30 }, feed: { files: 2, bytes: 14 } },
		deleted: { article: { files: 1, bytes: 30 } },
		uploadBytes: 37,
		steps: [{ step: 'render', startedAt: 1000, wallS: 0.123 }],
	});
	expect(buildJsonSchema.parse(JSON.parse(JSON.stringify(json)))).toEqual(json);
});
