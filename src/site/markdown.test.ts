import { expect, test } from 'vitest';
import type { Picture } from '#core/article.ts';
import { markdownToHtml } from './markdown.ts';

const picture: Picture = {
	original: 'a'.repeat(64),
	widths: [320, 640],
	width: 1600,
	height: 900,
	alt: '',
	credit: '',
};
const image = `![карта](/media/aa/${picture.original}-640.webp)`;

test('shows a picture of ours with its sizes', () => {
	expect(markdownToHtml(image, [picture])).toContain('srcset="/media/aa/');
	expect(markdownToHtml(image, [picture])).toContain('width="640" height="360"');
});

test('shows no picture that is not the article’s own, or that its source does not let us copy', () => {
	expect(markdownToHtml(image, [])).not.toContain('<img');
	expect(markdownToHtml('![x](https://elsewhere.example/x.png)', [picture])).not.toContain('<img');
});

test.each([
	'<script>alert(1)</script>',
	'a <img src=x onerror=alert(1)> b',
	'[a](javascript:alert(1))',
	'[a](data:text/html,x)',
	'[ref]\n\n[ref]: javascript:alert(1)',
])('nothing of %j can run', (markdown) => {
	const html = markdownToHtml(markdown);
	expect(html).not.toMatch(/<script|<img|href="(javascript|data):/i);
});

test.each([
	['www.example.com', 'rel="noopener nofollow ugc"'],
	['HTTPS://EXAMPLE.COM/A', 'rel="noopener nofollow ugc"'],
	['[a](https://example.com)', 'rel="noopener nofollow ugc"'],
	['- [x] done', '☑'],
	['a | b\n--|--\n1 | 2', '<div class="scroller"'],
	['text\n\n    code', '<pre tabindex="0">'],
	['text\n\n\tcode', '<pre tabindex="0">'],
	['~~~\ncode\n~~~', '<pre tabindex="0">'],
	['```\ncode\n```', '<pre tabindex="0">'],
	['a <b>b</b>', 'a &lt;b&gt;b&lt;/b&gt;'],
])('%j is never taken for plain text', (markdown, expected) => {
	expect(markdownToHtml(markdown)).toContain(expected);
});
