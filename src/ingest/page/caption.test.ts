import { expect, test } from 'vitest';
import { captionOf, creditOf } from './caption.ts';

test.each([
	['Озеро Сон-Куль. Фото: Айбек Асанов', { caption: 'Озеро Сон-Куль.', credit: 'Айбек Асанов' }],
	['Сүрөт: Демо басылма', { credit: 'Демо басылма' }],
	['Фотографии: akipress.kg', { credit: 'akipress.kg' }],
	['Herders in June (Photo by Anna Demo)', { caption: 'Herders in June', credit: 'Anna Demo' }],
	['A lake © Demo Outlet', { caption: 'A lake', credit: 'Demo Outlet' }],
	['A photographer at work', { caption: 'A photographer at work' }],
	['', {}],
])('reads "%s"', (text, expected) => {
	expect(captionOf(text)).toEqual(expected);
});

test('tells a line of credit alone from a caption', () => {
	expect(creditOf('Фото: Демо')).toBe('Демо');
	expect(creditOf('Озеро. Фото: Демо')).toBeUndefined();
});
