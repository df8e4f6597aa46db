import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { extractArticle } from './extract.ts';

const DATA = join(process.env['JARCHY_DATA'] ?? '../shared/data', 'inbox/html');
const TEXT =
	'The lake lies at three thousand metres, and only herders live there, from June until the first snow of autumn falls.';
const page = (body: string, head = '') => `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;
const declared = '<meta property="og:type" content="article">';
const teaser = (n: number) => `<h3><a href="/${n}">Lake number ${n} of the north</a></h3><p>${TEXT}</p>`;
const teasers = Array.from({ length: 12 }, (_, n) => teaser(n)).join('');

/** The text of the article, or the reason why there is none. */
function read(html: string): string {
	const result = extractArticle(html, { url: 'https://news.example/lakes' });
	return result.ok ? result.article.html : String(result.error.details['reason']);
}

describe('a list of articles', () => {
	test('is one where a headline of its own stands above short teasers', () => {
		const html = page(`<title>The lakes of the north</title><main><h1>The lakes of the north</h1>${teasers}</main>`);
		expect(read(html)).toContain('list of articles');
	});

	test('is none where a long text in one piece stands above its links', () => {
		const text = `<p>${TEXT}</p>`.repeat(12);
		const html = page(
			`<main><h1>The lakes of the north</h1>${text}${teasers}</main>`,
			'<title>The lakes of the north</title>',
		);
		expect(read(html)).toContain('herders');
	});

	test('is none where a page that says it is an article tells much among many links', () => {
		const links = `<ul>${'<li><a href="/x">A course on the lakes of the north, with a certificate</a> free</li>'.repeat(60)}</ul>`;
		const html = (text: string) => page(`<article>${text}${links}</article>`, declared);
		expect(read(html(`<p>${TEXT}</p>`.repeat(10)))).toContain('herders');
		expect(read(html(`<p>${TEXT}</p>`))).toContain('mostly links');
	});

	test.skipIf(!existsSync(DATA))('is the front page of a real weblog', () => {
		for (const name of ['rsparser-DaringFireball.html', 'rsparser-inessential.html'])
			expect(read(readFileSync(join(DATA, name), 'utf8')), name).toContain('list of articles');
	});
});
