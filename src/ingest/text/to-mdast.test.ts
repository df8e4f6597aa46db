import { expect, test } from 'vitest';
import { toMarkdown } from './to-markdown.ts';

test.each([
	['words keep one space between them, whatever element it stands in', 'a <b>b</b>  <i> c</i>\n\td', 'a **b** *c* d'],
	[
		'no space stands at the ends of a line',
		'<p> a <br> b </p> <p>\n<a href="https://24.kg/">c </a></p>',
		'a\\\nb\n\n[c](https://24.kg/)',
	],
	['a picture keeps the spaces around it', 'a <img src="https://24.kg/b.jpg"> c', 'a ![](https://24.kg/b.jpg) c'],
	['white space of code stays', '<pre>if (a)\n\n  b  c\n\n</pre>', '```\nif (a)\n\n  b  c\n```'],
	['line breaks without words leave no empty lines', '<p>a</p><div><br></div><br><p>b</p>', 'a\n\nb'],
	['two line breaks in a row part paragraphs', 'a<br><br>b<div></div>c', 'a\n\nb\n\nc'],
	['items outside of a list are one', '<li>a</li>\n<li>b</li><p>c</p>', '- a\n- b\n\nc'],
	[
		'a list between items belongs to the one above',
		'<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>',
		'- a\n  - b\n- c',
	],
	['text between items is text', '<ol>*a*<li>b</li></ol>', '1. \\*a\\*\n2. b'],
	['paragraphs in items are parted', '<ul><li><p>a</p><p>b</p></li><li>c</li></ul>', '- a\n\n  b\n\n- c'],
	[
		'a table without a head has an empty one, short rows are filled',
		'<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>',
		'| | |\n| - | - |\n| a | b |\n| c | |',
	],
	[
		'a table has its head',
		'<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>',
		'| a | b |\n| - | - |\n| c | d |',
	],
])('%s', (_, html, markdown) => {
	expect(toMarkdown(html, {}).markdown.trim()).toBe(markdown);
});

test('any number of empty words between two is read at once', () => {
	expect(toMarkdown(`a ${'<b> </b>'.repeat(15_000)} b`, {}).markdown).toBe('a b\n');
});
