import { describe, expect, test } from 'vitest';
import { toMarkdown } from '#ingest/text/to-markdown.ts';
import { extractArticle } from './extract.ts';

const sentence = (n: number) =>
	`The lake with the number ${n} lies at three thousand metres, and only herders live there, from June until autumn.`;
const paragraphs = (from: number, count: number) =>
	Array.from({ length: count }, (_, n) => `<p>${sentence(from + n)}</p>`).join('');

const numbers = (count: number) => Array.from({ length: count }, (_, n) => String(n));
/** The numbers of the sentences found. */
function numbersIn(body: string, attributes = ''): string[] {
	const html = `<!doctype html><html ${attributes}><head><title>Lakes</title></head><body>${body}</body></html>`;
	const result = extractArticle(html, { url: 'https://news.example/lakes' });
	return result.ok
		? [...toMarkdown(result.article.html, {}).text.matchAll(/number (\d+)/g)].map(([, n]) => String(n))
		: [result.error.code];
}

describe('the whole text is found', () => {
	test('where what surrounds it is named after the column beside it', () => {
		const main = `<main><h1>Lakes</h1><div>${paragraphs(0, 4)}</div><div class="with-sidebar">${paragraphs(4, 26)}</div></main>`;
		expect(numbersIn(main, 'class="has-sidebar"')).toEqual(numbers(30));
	});

	test('where the page sends it late and a script would put it in its place', () => {
		const late = (id: string, from: number) => `<div hidden id="S:${id}">${paragraphs(from, 4)}</div>`;
		const shell = `<article><h1>Lakes</h1><template id="B:a"></template><template id="B:b"></template></article>`;
		expect(numbersIn(`${shell}${late('b', 4)}${late('a', 0)}`)).toEqual(numbers(8));
		expect(numbersIn(`<h1>Lakes</h1>${late('7', 0)}<div hidden>${sentence(99)}</div>`)).toEqual(numbers(4));
	});

	test('where a place of late text lies within itself', () => {
		expect(numbersIn(`<div hidden id="S:1">${paragraphs(0, 4)}<template id="B:1"></template></div>`)).toEqual(
			numbers(4),
		);
	});

	test('where readers unfold parts of it', () => {
		const folded = `<div role="region" aria-hidden="true" style="display:none">${paragraphs(4, 4)}</div>`;
		expect(numbersIn(`<main><h1>Lakes</h1>${paragraphs(0, 4)}${folded}</main>`)).toEqual(numbers(8));
		expect(numbersIn(`<main>${paragraphs(0, 4)}<div style="display:none">${sentence(99)}</div></main>`)).toEqual(
			numbers(4),
		);
	});

	test('where it stands under what goes by the name of a footer, and nothing says where the article is', () => {
		const rest = '<div class="related"><p>Another story about another lake in another place.</p></div>';
		const body = `<div><h1>Lakes</h1><div>${paragraphs(0, 12)}</div><div class="page-footer">${paragraphs(12, 32)}</div></div>${rest}`;
		expect(numbersIn(body)).toEqual(numbers(44));
	});
});
