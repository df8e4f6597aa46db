import { expect, test } from 'vitest';
import { buildJsonSchema, toBuildJson } from './build-json.ts';

test('tells files and bytes by kind, and counts equal files once for an upload', () => {
	const entry = (path: string, kind: 'article' | 'feed', sha256: string, size: number) => ({
		path,
		kind,
		sha256,
		size,
	});
	const json = toBuildJson({
		articles: 2,
		withoutEdition: [],
		pages: 2,
		feeds: 2,
		looked: 4,
		unchanged: 0,
		written: [
			entry('a/index.html', 'article', 'one', 10),
			entry('b/index.html', 'article', 'two', 20),
			entry('a/rss.xml', 'feed', 'same', 7),
			entry('b/rss.xml', 'feed', 'same', 7),
		],
		deleted: [entry('c/index.html', 'article', 'three', 30)],
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
