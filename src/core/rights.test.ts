import { expect, test } from 'vitest';
import { limitText } from './rights.ts';
import type { Rights } from './source.ts';

const rights = (text: Rights['text'], words?: number): Rights => ({
	text,
	...(words === undefined ? {} : { words }),
	images: 'none',
	searchEngines: true,
	ownSearch: true,
	feed: 'excerpt',
	ai: 'deny',
});

test('a full source keeps all of its text, a link source none', () => {
	expect(limitText('One two three.', rights('full'))).toBe('One two three.');
	expect(limitText('One two three.', rights('link'))).toBe('');
});

test('an excerpt ends at a sentence that ends in its second half', () => {
	expect(limitText('One two three. Four five six seven.', rights('excerpt', 5))).toBe('One two three.');
});

test('an excerpt ends at a word with an ellipsis where no sentence ends in time', () => {
	expect(limitText('One two, three four five', rights('excerpt', 2))).toBe('One two…');
});

test('cutting a cut text changes nothing', () => {
	const text = 'Кыргызстан тоолуу өлкө. Анын борбору Бишкек шаары, калкы бир миллиондон ашык адам.';
	for (let words = 1; words < 14; words++) {
		const once = limitText(text, rights('excerpt', words));
		expect(limitText(once, rights('excerpt', words))).toBe(once);
		expect(once.split(/\s+/).length).toBeLessThanOrEqual(words);
	}
});
