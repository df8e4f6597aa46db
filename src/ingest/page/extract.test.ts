import { describe, expect, test } from 'vitest';
import { toMarkdown } from '#ingest/text/to-markdown.ts';
import { messageOf } from '../errors.ts';
import { extractArticle } from './extract.ts';

const TEXT =
	'The lake lies at three thousand metres, and only herders live there, from June until the first snow of autumn falls.';
const page = (head: string, body: string) =>
	`<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
const paragraphs = `<p>${TEXT}</p><p>${TEXT} Then it freezes.</p><p>${TEXT} So it goes.</p>`;

/** What a page gives, or the code of the reason why it gives nothing. */
function read(
	html: string,
	options: Parameters<typeof extractArticle>[1] = { url: 'https://news.example/2021/07/29/lake' },
) {
	const result = extractArticle(html, options);
	return result.ok
		? { ...result.article, text: toMarkdown(result.article.html, {}).text }
		: { code: result.error.code };
}

describe('extractArticle', () => {
	test('believes JSON-LD before OpenGraph before what can be seen', () => {
		const jsonLd = JSON.stringify({
			'@type': 'NewsArticle',
			headline: 'Lake',
			datePublished: '2021-07-29T11:42:00Z',
			author: 'Anna Demo',
		});
		const head = `<meta property="article:published_time" content="2020-01-01"><script type="application/ld+json">${jsonLd}</script><meta property="article:section" content="Nature">`;
		expect(read(page(head, `<h1>Lake</h1><span class="date">1 May 2019</span>${paragraphs}`))).toMatchObject({
			title: 'Lake',
			published: '2021-07-29T11:42:00Z',
			authors: ['Anna Demo'],
			section: 'Nature',
			lang: 'en',
		});
	});

	test('finds headline, date and byline that only readers were meant to see', () => {
		const body = `<div><h1>The lake in winter</h1><div>29 июля 2021, 11:42</div><div class="byline">By Anna Demo</div>${paragraphs}</div>`;
		expect(read(page('<title>The lake in winter | Demo outlet</title>', body))).toMatchObject({
			title: 'The lake in winter',
			published: '29 июля 2021, 11:42',
			authors: ['Anna Demo'],
		});
	});

	test('prefers the date by the headline to that of a masthead, of a change or of another article', () => {
		const lines = `<p>Friday, 31 December 2021</p>${'<i></i>'.repeat(8)}<span class="updated">Updated: 5 August 2021</span><h1>Lake</h1><div><b></b>29 July 2021</div>`;
		const other = '<div class="byline__date">3 May 2020</div>';
		expect(read(page('<title>Lake</title>', `${lines}${paragraphs}${other}`))).toMatchObject({
			published: '29 July 2021',
		});
	});

	test('takes the day that stands alone by the headline where the data names another, unless it is that of a change or today', () => {
		const published = (day: string, changed = '2021-08-21') => {
			const head = `<meta property="article:published_time" content="2021-08-20"><meta property="article:modified_time" content="${changed}">`;
			return read(page(head, `<h1>Lake</h1><p>${day}</p>${paragraphs}`));
		};
		expect(published('29 July 2021')).toMatchObject({ published: '29 July 2021' });
		expect(published('29 July 2021', '2021-08-19')).toMatchObject({ published: '29 July 2021' });
		for (const other of ['<b>Updated</b> <b>29 July 2021</b>', '21 August 2021', '31 December 2021', '07/08/2021'])
			expect(published(other)).toMatchObject({ published: '2021-08-20' });
	});

	test('takes a date that stands alone far from the headline, and for want of any the day of the last change', () => {
		const far = '<i></i>'.repeat(70);
		const alone = `<h1>Lake</h1>${far}<p>Luke</p>${paragraphs}<small>29 July 2021</small>`;
		const options = { url: 'https://news.example/lake' };
		expect(read(page('', alone), options)).toMatchObject({ published: '29 July 2021' });
		const changed = `<h1>Lake</h1>${far}${paragraphs}<span>Updated 5 August 2021</span>`;
		expect(read(page('', changed), options)).toMatchObject({ updated: '5 August 2021' });
	});

	test('takes the date from the address where the page names none', () => {
		expect(read(page('<title>Lake</title>', paragraphs))).toMatchObject({ published: '2021-07-29' });
	});

	test('leaves headline, date line, navigation, advertising and related headlines out of the text', () => {
		const body = `<nav><a href="/">Home</a></nav><article><h1>The lake in winter</h1><p>July 29, 2021, 11:42</p>${paragraphs}<div class="related-articles"><a href="/x">Another story</a></div></article>`;
		expect(read(page('<title>The lake in winter</title>', body))).toMatchObject({
			text: expect.stringMatching(/^The lake lies[\s\S]*So it goes\.$/),
		});
	});

	test('lets the selectors of a source beat every heuristic', () => {
		const body = `<b class="t">Real headline</b><i class="d">01.02.2020 10:00</i><div id="short">Short text.<u class="ad">Buy!</u></div>${paragraphs}`;
		const selectors = { title: '.t', date: '.d', body: '#short', remove: ['.ad'] };
		expect(read(page('<title>Wrong</title>', body), { url: 'https://news.example/1', selectors })).toMatchObject({
			title: 'Real headline',
			published: '01.02.2020 10:00',
			text: 'Short text.',
		});
	});

	test('resolves addresses against the page, or the base it names', () => {
		const head =
			'<base href="https://www.news.example/a/"><link rel="canonical" href="lake"><meta property="og:image" content="lake.jpg">';
		expect(read(page(head, paragraphs))).toMatchObject({
			canonicalUrl: 'https://www.news.example/a/lake',
			image: { url: 'https://www.news.example/a/lake.jpg' },
		});
	});

	test('leaves out what stands among the text and after its end', () => {
		const more = '<p>Read more: <a href="/x">Another story about another lake</a></p><p>Advertisement</p>';
		const end = `<h3>Related articles</h3><ul><li><a href="/y">A story about a river</a></li></ul><h2>In winter</h2><p>${TEXT} Ice.</p><h3>About the author</h3><p>Anna lives there.</p>`;
		expect(
			read(page('<title>Lake</title>', `<article>${paragraphs}${more}${paragraphs}${end}</article>`)),
		).toMatchObject({
			text: expect.not.stringMatching(/Another story|Advertisement|river|Anna/),
		});
		expect(read(page('<title>Lake</title>', `<article>${paragraphs}${end}</article>`))).toMatchObject({
			text: expect.stringContaining('Ice.'),
		});
	});

	test('finds the whole text where a page tells it in many pieces', () => {
		const piece = (n: number) =>
			`<div class="c${n}"><div><h3>Lake ${n}</h3></div><div><span>${TEXT}</span></div></div><div><a href="/${n}">Map</a></div>`;
		const pieces = Array.from({ length: 12 }, (_, n) => piece(n)).join('');
		const result = read(
			page('<title>Twelve lakes of the north</title>', `<main><h1>Twelve lakes of the north</h1>${pieces}</main>`),
		);
		expect(result).toMatchObject({ text: expect.stringMatching(/Lake 0[\s\S]*Lake 11/) });
	});

	test.each([
		['another site', 'https://other.example/'],
		['another site’s article', 'https://other.example/lake'],
		['the front page', 'https://news.example/'],
	])('does not believe that the canonical address is that of %s', (_, href) => {
		const head = `<link rel="canonical" href="${href}"><meta property="og:url" content="https://m.news.example/lake">`;
		expect(read(page(head, paragraphs))).toMatchObject({ canonicalUrl: 'https://m.news.example/lake' });
	});

	test.each([
		['elements in each other', '<div>'.repeat(5000) + TEXT],
		['spans in each other', '<span class="share-x">'.repeat(5000) + TEXT],
		['tables in each other', '<table><tr><td>'.repeat(5000) + TEXT],
		['elements after each other', '<p><i>a</i></p>'.repeat(100_000)],
		['a text without an end', `<p>${'lake '.repeat(1_000_000)}</p>`],
		['attributes without an end', `<p ${'a="b" '.repeat(500_000)}>${TEXT}</p>`],
	])('is done with %s', { timeout: 10_000 }, (_, body) => {
		expect(typeof extractArticle(page('', body), {}).ok).toBe('boolean');
	});

	test.each([
		['an empty page', '', 'PAGE_IS_EMPTY'],
		[
			'a page of links',
			page('', '<p><a href="/1">One story after the other, all in links</a></p>'.repeat(20)),
			'PAGE_WITHOUT_ARTICLE',
		],
		[
			'a list of articles',
			page('', `<h2><a href="/a">A headline that is long</a></h2>${paragraphs}`.repeat(6)),
			'PAGE_WITHOUT_ARTICLE',
		],
		['a page that forwards', '<meta http-equiv="refresh" content="0;url=https://news.example/x">', 'PAGE_IS_REDIRECT'],
		['a page too deep', page('', '<div>'.repeat(50_000)), 'PAGE_IS_EMPTY'],
		[
			'JSON-LD too deep',
			page(`<script type="application/ld+json">${'['.repeat(50_000)}</script>`, ''),
			'PAGE_IS_EMPTY',
		],
	])('says why %s gives no article', (_, html, code) => {
		expect(read(html)).toEqual({ code });
	});

	test('does without a selector that finds nothing or is none, and says which line to change', () => {
		const selectors = { body: ':::', title: '.gone', remove: ['p[', '.absent'] };
		const result = extractArticle(page('<title>The lake in winter</title>', paragraphs), { selectors, source: 'demo' });
		expect(result.ok && result.article).toMatchObject({ title: 'The lake in winter' });
		expect(result.ok && result.warnings.map(({ code, details }) => messageOf(code, details))).toMatchInlineSnapshot(`
			[
			  "Passed over \`selectors.title\` for the page: “.gone” matches nothing there. If the source changed its pages, change it in content/sources/demo.yaml.",
			  "Passed over \`selectors.body\`: “:::” is no CSS selector. Change it in content/sources/demo.yaml.",
			  "Passed over \`selectors.remove\`: “p[” is no CSS selector. Change it in content/sources/demo.yaml.",
			]
		`);
	});
});

test('takes the one headline where the page is titled with the name of its site alone', () => {
	const paragraph = '<p>Бүгүн жазуучунун туулганына токсон жыл толду, ал Талас облусунун Шекер айылында туулган.</p>';
	const page = `<html><head><title>Нарын</title></head><body><h1>Айтматовго токсон жыл</h1><article>${paragraph.repeat(5)}<p>Ката таптыңызбы? Ctrl + Enter басыңыз.</p></article></body></html>`;
	const result = extractArticle(page, {});
	expect(result.ok && result.article.title).toBe('Айтматовго токсон жыл');
	expect(result.ok && result.article.html).not.toContain('Ctrl');
});

test('what is text in a page never becomes tags of it', () => {
	const words =
		'Озеро лежит высоко в горах Нарына и замерзает каждую зиму, а летом туда идут пастухи со своими стадами. ';
	const found = extractArticle(
		`<html><head><title>A <p>b</title></head><body><article><h1>Озеро</h1><xmp><p onclick=a></xmp><p>${words.repeat(4)}1 <2</p></article></body></html>`,
		{},
	);
	expect(found).toMatchObject({ ok: true, article: { html: expect.stringContaining('&lt;2') } });
	if (found.ok) expect(found.article.html).not.toContain('<p onclick');
});
