import { expect, test } from 'vitest';
import { toPlainText } from './plain-text.ts';

test('keeps the words of every kind of block and parts them', () => {
	const markdown =
		'## Ош\n\nСамый **древ**ний\\\nгород.\n\n- раз\n- [два](https://x.example/)\n\n| а | б |\n|--|--|\n| в | г |\n\n```js\nкод()\n```\n\n> цитата `x`';
	expect(toPlainText(markdown)).toBe('Ош Самый древний город. раз два а б в г код() цитата x');
});

test('shows raw HTML as the text that pages show', () => {
	expect(toPlainText('a <script>alert(1)</script> b')).toBe('a <script>alert(1)</script> b');
});

test('leaves addresses of links and pictures out', () => {
	expect(toPlainText('![Карта](/media/aa/x-320.webp) [текст](https://secret.example/ "title")')).toBe('текст');
});

test('survives hostile nesting', () => {
	expect(toPlainText(`${'>'.repeat(5000)} глубоко`)).toBe('глубоко');
});
