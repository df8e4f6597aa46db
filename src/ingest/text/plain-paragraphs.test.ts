import { expect, test } from 'vitest';
import { writePlainBlocks } from './plain-blocks.ts';
import { takePlainParagraphs } from './plain-paragraphs.ts';
import { toMarkdown } from './to-markdown.ts';

/** Held by a text, it keeps its paragraphs from being taken out. */
const MARK = '\uE000';

const PLAIN = [
	'<p>Президент подписал закон – «О бюджете» – в пятницу, 29.07.2021 (в 11:42).</p>',
	'<p>Read <a href="https://24.kg/news/1_a/?x=1#top">the report</a>, it says.</p>\n<p>More</p>',
	'<p>Some <strong>strong</strong> and <em>other words</em>.</p>',
	'A teaser without tags',
	'<p>  White \n space  </p>',
];
const BLOCKS = [
	'<h3>Заголовок</h3><p>One</p><ul><li>Two</li>\n<li>Three, (four)</li></ul><h2>Five!</h2><h6>Six</h6>',
	'<blockquote><p>One</p>\n<p>Two <a href="https://a.example/b">c</a></p></blockquote><blockquote><p>Three</p></blockquote>',
	'<p><img src="https://a.example/b_c.png?d=1&amp;e=2" alt="A &quot;b&quot;"></p><p>Text</p><p> <img src="https://a.example/f.png" alt=""> </p>',
];
const OTHER = [
	'<ul><li>One</li></ul><ul><li>Two</li></ul><h2>1. Three</h2><blockquote>Four</blockquote><ul><li>+ five</li></ul>',
	'<p><img src="/b.png" alt="[c](d)"></p><h2> <img src="https://a.example/b.png" alt=""></h2><h3>e *f*</h3>',
	'<p>1. Not a list</p>',
	'<p>- x</p><p># y</p><p>+ z</p><p>> q</p>',
	'<p>a*b*c and d_e_f `g` [h](i) &lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;</p>',
	'<p>https://a.example www.b.example c@d.example</p>',
	'<p>Look!<a href="https://a.example/b.png">x</a></p>',
	'<p>x<em>y</em>z <strong>Note:</strong>text <em><a href="https://a.example/">b</a></em></p>',
	'<p>A <a href="https://a.example/?b=1&amp;c=2">b</a> <a href="https://a.example/(d)"> e </a></p>',
	'<p>One<br>two</p>',
	'<p>One</p><ul><li>Two</li><li><p>Three</p></li></ul><p>Four</p><h3>Five</h3><p>Six</p><ul><li>Seven</li></ul>',
	'<div><p>One</p>two<p>Three</p></div><table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>',
	'Text <p>One</p> text <img src="https://a.example/b.png" alt="c"><p>Two</p>',
	'<p>\u00a0One\u00a0</p><p>\u3000</p>',
	'',
];

test.each([...PLAIN, ...BLOCKS, ...OTHER, [...PLAIN, ...BLOCKS, ...OTHER].join(''), [...OTHER, ...PLAIN].join('\n')])(
	'comes to what the tools for all of Markdown come to: %j',
	(html) => {
		const { markdown, text, images } = toMarkdown(html, {});
		const slow = toMarkdown(`${html}<p>${MARK}</p>`, {});
		const withoutMark = (written: string) => written.replace(MARK, '').trim();
		expect(markdown.trim()).toBe(withoutMark(slow.markdown));
		expect(text).toBe(withoutMark(slow.text));
		expect(images).toEqual(slow.images);
	},
);

test.each([...BLOCKS, BLOCKS.join('\n')])('writes %j without the tools for all of Markdown', (html) => {
	expect(writePlainBlocks(html)).toBeDefined();
});

test.each(PLAIN)('takes out all of %j', (html) => {
	expect(takePlainParagraphs(html).whole).toBeDefined();
});

test('leaves a text that holds the mark as it is', () => {
	const html = `<p>Plain</p><p>${MARK}</p>`;
	const taken = takePlainParagraphs(html);
	expect([taken.html, taken.whole, taken.putBack(MARK)]).toEqual([html, undefined, MARK]);
});
