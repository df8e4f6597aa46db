import { expect, test } from 'vitest';
import { limitText } from '#core/rights.ts';
import { captionOf } from '#ingest/page/caption.ts';
import { toMarkdown } from '#ingest/text/to-markdown.ts';
import { htmlAdapter } from './html.ts';
import { opmlAdapter } from './opml.ts';

test('any number of comments before a document is told from it at once', () => {
	const comments = '<!---->'.repeat(500);
	expect(htmlAdapter.detect(`${comments}<!doctype html>`)).toBe(0.9);
	expect(opmlAdapter.detect(`<?xml version="1.0"?>${comments}<opml version="2.0">`)).toBe(1);
	expect(opmlAdapter.detect(comments)).toBe(0);
});

test('one wide cell does not widen every row of a table', () => {
	const html = `<table>${'<tr><td>a</td></tr>'.repeat(2000)}<tr><td>${'b'.repeat(20_000)}</td></tr></table>`;
	expect(toMarkdown(html, {}).markdown.length).toBeLessThan(100_000);
});

test('a bracket in a picture’s description leaves it one picture', () => {
	expect(toMarkdown('<p><img src="https://e.x/a.png" alt="Фото [архив]"></p>', {}).markdown).toContain(
		'![Фото \\[архив\\]](https://e.x/a.png)',
	);
});

test('rows of dashes cost no more than their length', () => {
	expect(captionOf('–'.repeat(100_000)).caption?.length).toBeLessThanOrEqual(2000);
	const rights = {
		text: 'excerpt',
		words: 2,
		images: 'none',
		searchEngines: true,
		ownSearch: true,
		feed: 'excerpt',
		ai: 'deny',
	} as const;
	expect(limitText(`one ${'-'.repeat(100_000)} three`, rights)).toBe('one…');
});
