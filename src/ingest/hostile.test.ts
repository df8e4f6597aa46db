import { expect, onTestFinished, test } from 'vitest';
import { limitBody } from '#core/rights.ts';
import { slugify } from '#core/slug.ts';
import type { Rights, Source } from '#core/source.ts';
import type { FeedItem } from './adapters/adapter.ts';
import { composeContent } from './compose.ts';
import type { Draft } from './draft.ts';
import { toPicture } from './images.ts';
import { normalizeItem } from './normalize.ts';
import { makeTestRun, prose } from './test-run.ts';
import { oneLine } from './text/plain-line.ts';
import { articlePath } from './write.ts';

const rights: Rights = {
	text: 'full',
	images: 'none',
	searchEngines: true,
	ownSearch: true,
	feed: 'full',
	ai: 'deny',
};
const source: Source = {
	id: 'press',
	name: 'Press',
	lang: 'en',
	timeZone: 'UTC',
	enabled: true,
	feeds: [],
	follow: 'never',
	rights,
};

function draftOf(item: Partial<FeedItem>): Draft {
	const whole = { identity: [], dateFrom: 'feed', authors: [], tags: [], title: 'x', text: 'y', ...item } as const;
	const context = { source, now: '2026-11-01T00:00:00Z', location: 'https://press.example/rss', warn: () => undefined };
	const draft = normalizeItem(whole, context);
	if (draft === undefined) throw new Error('There is no draft.');
	return draft;
}

test.each([
	'javascript:alert(1)',
	' java\nscript:alert(1)',
	'data:text/html,<script>alert(1)</script>',
	'vbscript:x',
	'file:///etc/passwd',
	'ftp://press.example/x',
	'blob:https://press.example/x',
	'//',
	'http://',
])('%j is no address of anything', (address) => {
	const draft = draftOf({
		url: address,
		commentsUrl: address,
		html: `<p>x <a href="${address}">link</a> <img src="${address}"></p>`,
	});
	expect(draft).not.toHaveProperty('url');
	expect(draft).not.toHaveProperty('commentsUrl');
	expect(draft.markdown).toBe('x link\n');
	expect(draft.images).toEqual([]);
});

test('names and headlines are text without what hides or turns it', () => {
	const hidden = 'a\u202eb\u2066c\u0000d\u0085e\u200bf\ufeffg\ud800h';
	const draft = draftOf({ title: hidden, authors: [hidden], tags: [hidden], section: hidden, text: `${hidden}\n\ny` });
	const seen = 'abcdefg\ufffdh';
	expect([draft.title, draft.authors, draft.tags, draft.section]).toEqual([seen, [seen], [seen], seen]);
	expect(toPicture({ original: 'a'.repeat(64), widths: [1], width: 1, height: 1 }, { url: 'x', alt: hidden })).toEqual(
		expect.objectContaining({ alt: seen }),
	);
	expect(draft.text).not.toMatch(/[\0-\x08\x7f-\x9f\u202e\ud800]/);
	expect(draftOf({ html: '<p>a&#8;b&#x85;c&#x202e;d</p>' }).markdown).toMatch(/^ab…?cd\n$/);
	expect(oneLine('👨‍👩‍👧 می‌خواهم')).toBe('👨‍👩‍👧 می‌خواهم');
});

test.each([
	'../../../etc/passwd',
	'..%2f..%2fetc',
	'a\0b',
	'CON',
	'nul.md',
	'...',
	'/',
	'\\\\server\\share',
	'e\u0301',
	'x'.repeat(5000),
	'💩',
	'~root',
	'$(touch x)',
])('a headline %j names a file in its place', (title) => {
	const path = articlePath(`/en/2026/11/01/${slugify(title) === '' ? 'aaaaaaaaaa' : `${slugify(title)}-aaaaaaaaaa`}/`);
	expect(path).toMatch(/^articles\/2026\/11\/01\/([a-z0-9]+-)*aaaaaaaaaa\.md$/);
	expect(path.length).toBeLessThan(120);
});

test('an article whose names are as long as names can be is stored and read again', async () => {
	const run = makeTestRun();
	onTestFinished(() => run.dispose());
	const many = (length: number) => Array.from({ length: 60 }, (_, index) => `"\\${index}`.padEnd(length, '"\\'));
	const words = Array.from({ length: 40 }, (_, index) => `wort${index}${'x'.repeat(5000)}`);
	for (let topic = 0; topic < 40; topic++)
		run.write(
			`topics/topic-${topic}.yaml`,
			`labels: {ru: a, ky: b, en: c}\norder: 1\nrules: {words: ["wort0x*", "wort1x*", "wort2x*", "wort3x*", "wort4x*"]}\n`,
		);
	const item = {
		id: `urn:${'"'.repeat(3000)}`,
		url: `https://press.example/${'ы'.repeat(300)}`,
		title: many(500).join(' '),
		content_text: `${words.join(' ')} ${prose(300)}`,
		authors: many(300).map((name) => ({ name })),
		tags: many(200),
		date_published: '2026-10-01T00:00:00Z',
	};
	run.write(
		'inbox/feed.json',
		JSON.stringify({
			version: 'https://jsonfeed.org/version/1.1',
			title: 'x',
			items: [item, { ...item, id: 'b', url: 'https://press.example/b' }],
		}),
	);
	run.writeSource('press', ['inbox/feed.json']);
	const report = await run.ingest();
	expect(report.failures).toEqual([]);
	expect(run.articles().size).toBe(1);
	for (const { article } of run.articles().values()) expect(article.topics).toHaveLength(12);
	const again = await run.ingest();
	expect(again.failures).toEqual([]);
});

test('pictures that never end, in code or in their descriptions, cost no more than their length', () => {
	const code = `<pre>${'!['.repeat(300_000)}</pre><p><img src="https://press.example/a.png" alt="${'['.repeat(100_000)}">`;
	const draft = draftOf({ html: code });
	expect(draft.images[0]?.alt?.length).toBeLessThanOrEqual(500);
	expect(composeContent(draft, rights, {}).body.startsWith('```\n![![')).toBe(true);
	expect(limitBody(draft.markdown, { ...rights, text: 'excerpt', words: 60 }).length).toBeGreaterThan(0);
});
