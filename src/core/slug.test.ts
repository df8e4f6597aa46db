import { expect, test } from 'vitest';
import { slugify } from './slug.ts';

test.each([
	['Бишкек шаары', 'bishkek-shaary'],
	['Өкмөт үй-бүлөгө жардам берет: ң тамгасы', 'okmot-uy-bulogo-zhardam-beret-ng-tamgasy'],
	['Щука, ёж и объезд', 'shchuka-yozh-i-obezd'],
	['COVID-19 & “flu”: what’s new?', 'covid-19-flu-whats-new'],
	['Çok güzel İstanbul', 'cok-guzel-istanbul'],
])('writes %j in Latin letters', (title, slug) => {
	expect(slugify(title)).toBe(slug);
});

test('cuts at a word, at most sixty characters', () => {
	const slug = slugify('Седьмое заседание межправительственной комиссии по торгово-экономическому сотрудничеству');
	expect(slug).toBe('sedmoe-zasedanie-mezhpravitelstvennoy-komissii-po-torgovo');
});

test('cuts a first word that is longer than sixty characters', () => {
	expect(slugify('я'.repeat(200))).toHaveLength(60);
});

test.each(['', '???', '漢字', '../../etc', '😀'])('never leaves anything but words in %j', (title) => {
	expect(slugify(title)).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
});
