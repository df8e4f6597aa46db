import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { markdownToHtml } from 'satteri';
import { describe, expect, test } from 'vitest';
import { sanitizeHtml, sanitizeTree } from './sanitize.ts';
import { MAX_HTML_LENGTH, tidyHtml } from './tidy.ts';
import { textToMarkdown, toMarkdown } from './to-markdown.ts';

const DATA = join(process.env['JARCHY_DATA'] ?? '../shared/data', 'sanitize');
const base = { baseUrl: 'https://24.kg/news/' };

/** Payloads that every machine has, for the classes of attack. */
const PAYLOADS = [
	'<script>alert(1)</script>',
	'<img src=x onerror=alert(1)>',
	'<a href="javascript:alert(1)">x</a>',
	'<a href=" java\nscript:alert(1)">x</a>',
	'<svg><script>alert(1)</script></svg>',
	'<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
	'&lt;script&gt;alert(1)&lt;/script&gt;',
	'[x](javascript:alert(1)) <javascript:alert(1)> ![x](javascript:alert(1))',
	'<iframe srcdoc="<script>alert(1)</script>"></iframe>',
	'<p>```html\n<script>alert(1)</script>\n```</p>',
	'<a href="https://x.kg/&#34; onclick=alert(1)">x</a>',
	'<code>`<img src=x onerror=alert(1)>`</code>',
	'<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
];

function realPayloads(): string[] {
	if (!existsSync(DATA)) return [];
	return [
		['dompurify', 'payload'],
		['payloadbox', 'payload'],
		['naughty-strings', 'text'],
	].flatMap(([name, field]) =>
		gunzipSync(readFileSync(join(DATA, `${name}.jsonl.gz`)))
			.toString('utf8')
			.trim()
			.split('\n')
			.map((line): string => JSON.parse(line)[field ?? '']),
	);
}

/** What in a page's HTML could run. */
function activeParts(html: string): string[] {
	return parseFragment(html).childNodes.flatMap(activePartsOf);
}

function activePartsOf(node: DefaultTreeAdapterTypes.ChildNode): string[] {
	if (!('tagName' in node)) return [];
	return [
		...(/^(script|style|iframe|object|embed|form|svg|math|base|link|meta|template)$/i.test(node.tagName)
			? [node.tagName]
			: []),
		...node.attrs
			.filter(({ name, value }) => /^on/i.test(name) || /^\s*(javascript|data|vbscript):/i.test(value))
			.map(({ name, value }) => `${name}=${value}`),
		...node.childNodes.flatMap(activePartsOf),
	];
}

describe('toMarkdown', () => {
	test('turns an article into Markdown from h2 down, links resolved', () => {
		const html = `<h1>Top</h1><p>Said <b>Anna</b>, <a href="/x?a=1">there</a>.<br>Next line<br><br>Next paragraph</p><h3>Sub</h3>
			<ul><li>one<li>two<ol><li>deep</ol></ul><blockquote>quoted</blockquote><table><tr><th>a<th>b<tr><td>1<td>2|3</table><hr>`;
		expect(toMarkdown(html, base).markdown).toMatchInlineSnapshot(`
			"## Top

			Said **Anna**, [there](https://24.kg/x?a=1).\\
			Next line

			Next paragraph

			### Sub

			- one
			- two
			  1. deep

			> quoted

			| a | b |
			| - | - |
			| 1 | 2\\|3 |

			---
			"
		`);
	});

	test('gives plain text with paragraphs split by blank lines', () => {
		const html =
			'<div>One</div><p>Two <i>two</i><br>lines</p><ul><li>a</li><li>b</li></ul><table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>';
		expect(toMarkdown(html, {}).text).toBe('One\n\nTwo two\nlines\n\na\nb\n\n1 2\n3 4');
	});

	test('names pictures in order, with caption and credit, and leaves captions out of the text', () => {
		const html = `<figure><a href="/big.jpg"><img src="/a b.jpg" alt="Lake"></a><figcaption>Сон-Куль. Фото: Айбек Асанов</figcaption></figure>
			<p>text <img data-src="c.jpg?x=(1)" src="data:image/gif;base64,R0"></p>`;
		const { markdown, text, images } = toMarkdown(html, base);
		expect(images).toEqual([
			{ url: 'https://24.kg/a%20b.jpg', alt: 'Lake', caption: 'Сон-Куль.', credit: 'Айбек Асанов' },
			{ url: 'https://24.kg/news/c.jpg?x=%281%29' },
		]);
		expect(text).toBe('text');
		for (const { url, alt } of images) expect(markdown).toContain(`![${alt ?? ''}](${url})`);
	});

	test('drops tracking pixels and pictures of no use', () => {
		const html =
			'<p>a</p><img src="https://x.kg/p.gif" width="1" height="1"><img src="https://feeds.feedburner.com/~r/x"><img src="javascript:x"><img class="wp-smiley" alt="🙂" src="s.png">';
		expect(toMarkdown(html, base)).toMatchObject({ images: [], text: 'a\n\n🙂' });
	});

	test('keeps relative pictures of a page whose address is unknown, not its relative links', () => {
		expect(toMarkdown('<p><a href="/x">x</a></p><img src="pics/a.png">', {}).markdown).toBe('x\n\n![](pics/a.png)\n');
	});

	test('honours a base that the text brings along', () => {
		expect(toMarkdown('<base href="https://b.kg/"><a href="y">y</a>', base).markdown).toBe('[y](https://b.kg/y)\n');
	});

	test('unwraps tables that only lay out a page', () => {
		expect(toMarkdown('<table><tr><td><p>One</p><p>Two</p></td></tr></table>', {}).markdown).toBe('One\n\nTwo\n');
	});

	test('shows what looks like markup or Markdown as the text it is', () => {
		expect(toMarkdown('<p>1 &lt; 2 &amp;amp; *a* _b_ # c [d](e) &lt;b&gt;</p>', {}).text).toBe(
			'1 < 2 &amp; *a* _b_ # c [d](e) <b>',
		);
	});

	test.each([
		['deep', '<div>'.repeat(100_000)],
		['unclosed', '<p><b a=1><i><s><code><em><strong></p>x'.repeat(3000)],
		['long', 'word '.repeat(2_000_001)],
		['wide', `<table><tr>${'<td>x'.repeat(100_000)}`],
		['quoted', `${'<blockquote>'.repeat(50_000)}x`],
	])(
		'survives %s input and says that it was cut',
		(_, html) => {
			const { markdown, isCut } = toMarkdown(html, {});
			expect(isCut).toBe(true);
			expect(markdown.length).toBeLessThan(1.2 * MAX_HTML_LENGTH);
		},
		30_000,
	);
});

describe('textToMarkdown', () => {
	test('makes a paragraph of each line and escapes what Markdown would read', () => {
		expect(textToMarkdown('# One\n- two <b>x</b>\n\n1) three')).toBe('\\# One\n\n\\- two \\<b>x\\</b>\n\n1\\) three\n');
	});

	test('joins the lines of a hard-wrapped text', () => {
		const text = 'The lake lies high in the\nmountains of Naryn and is\nfrozen in winter.\n\nHerders go there in June.';
		expect(textToMarkdown(text)).toBe(
			'The lake lies high in the mountains of Naryn and is frozen in winter.\n\nHerders go there in June.\n',
		);
	});
});

describe('sanitizing', () => {
	const payloads = [...PAYLOADS, ...realPayloads()];

	test(`twice equals once (${payloads.length} payloads)`, () => {
		for (const payload of payloads) {
			const once = tidyHtml(payload, base.baseUrl).html;
			expect(tidyHtml(once, base.baseUrl).html).toBe(once);
			const { tree } = sanitizeHtml(payload, base.baseUrl);
			expect(sanitizeTree(structuredClone(tree))).toEqual(tree);
		}
	}, 30_000);

	test('leaves nothing that could run, even where the renderer passes HTML', () => {
		const bodies = payloads.flatMap((payload) => [toMarkdown(payload, base).markdown, textToMarkdown(payload)]);
		const active: string[] = [];
		for (let at = 0; at < bodies.length; at += 200) {
			const pages = bodies.slice(at, at + 200).map((body) => markdownToHtml(body, { features: { gfm: true } }).html);
			active.push(...activeParts(pages.join('\n')));
		}
		expect(active).toEqual([]);
	}, 30_000);
});

test('a word of nothing but underscores and letters is read at once', () => {
	const { markdown } = toMarkdown(`<p>${'a_'.repeat(150_000)}</p>`, {});
	const { html } = markdownToHtml(markdown, { features: { gfm: true } });
	expect(html.replaceAll('a_', '').trim()).toBe('<p></p>');
});

describe('nesting', () => {
	const Tags = 'p h2 ul li blockquote pre code em strong a table td figure figcaption div'.split(' ');
	const open = (tag: string): string => (tag === 'a' ? '<a href="https://24.kg/1">' : `<${tag}>`);

	test.each(Tags)('any tags inside of %s cost no more than their number, forty levels deep', (outer) => {
		for (const inner of Tags) {
			const { text } = toMarkdown(`${open(outer)}один ${open(inner)}два `.repeat(20), {});
			expect(text).toContain('два');
		}
	});

	test('a heading that was never closed takes no text along', () => {
		const { markdown } = toMarkdown('<h3><b>Head<p>One.</p></b><h3>Next<p>Two.</p>', {});
		expect(markdown).toBe('## **Head**\n\n**One.**\n\n## Next\n\nTwo.\n');
	});

	test('marks that were never closed stand once', () => {
		const { markdown } = toMarkdown('<p><b>one<p><b>two<p><b><i>three</i>', {});
		expect(markdown).toBe('**one**\n\n**two**\n\n**_three_**\n');
	});

	test('a heading and a cell keep their words where blocks stand inside', () => {
		const html = '<h2><div>Top</div></h2><table><tr><th><p>a</p><p>b</p><th>c<tr><td>d<td>e</table>';
		expect(toMarkdown(html, {}).markdown).toBe('## Top\n\n| a b | c |\n| - | - |\n| d | e |\n');
	});
});
