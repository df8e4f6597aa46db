import { expect, test } from 'vitest';
import { markTitle, type TextPart, toExcerpt } from './excerpt.ts';

const CUT = '\u200b';
const show = (parts: readonly TextPart[]): string =>
	parts.map(({ text, isMarked }) => (isMarked ? `[${text}]` : text)).join('');
const content = (count: number): string => Array.from({ length: count }, (_, index) => `w${index} `).join(CUT);

test('marks the words found without the signs that follow them', () => {
	expect(show(toExcerpt(`Ала-Тоо», ${CUT}деп ${CUT}don’t!`, [0, 2]))).toBe('[Ала-Тоо]», деп [don’t]!');
});

test('shows the stretch with most of the words found, with dots where text is left out', () => {
	const excerpt = show(toExcerpt(content(200), [3, 100, 105, 110]));
	expect(excerpt.startsWith('… w96 w97 w98 w99 [w100] w101')).toBe(true);
	expect(excerpt).toContain('[w110]');
	expect(excerpt.endsWith('w127 …')).toBe(true);
});

test('begins at the start where only the title was found', () => {
	expect(show(toExcerpt(content(3), []))).toBe('w0 w1 w2 ');
	expect(show(toExcerpt('', []))).toBe('');
});

test('marks the words of a title that begin with what was looked for', () => {
	expect(show(markTitle('«Озёра» Кыргызстана', ['ozer', 'kirgiz']))).toBe('«[Озёра]» [Кыргызстана]');
	expect(show(markTitle('…', ['x']))).toBe('…');
});
