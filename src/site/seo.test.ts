import { describe, expect, test } from 'vitest';
import { siteConfig } from '#site.config';
import { pageHead, toInlineJson } from './seo.ts';

describe('toInlineJson', () => {
	test.each(['</script><script>alert(1)</script>', '<!--', ']]>', 'a\u2028b\u2029c', '&lt;'])(
		'leaves nothing that ends a script: %j',
		(text) => {
			const json = toInlineJson({ text });
			expect(json).not.toMatch(/[<>&\u2028\u2029]/);
			expect(JSON.parse(json)).toEqual({ text });
		},
	);
});

describe('pageHead', () => {
	const page = { lang: 'ky', url: '/ky/topics/sport/', title: 'Спорт' };
	const equivalent = { lang: 'en', url: '/en/topics/sport/', isEquivalent: true };

	test('names equivalents in the order of the editions, the page itself among them', () => {
		const { hreflang } = pageHead(siteConfig, {
			...page,
			alternates: [equivalent, { lang: 'ru', url: '/ru/topics/sport/', isEquivalent: true }],
		});
		expect(hreflang.map(({ lang, url }) => `${lang} ${new URL(url).pathname}`)).toEqual([
			'ru /ru/topics/sport/',
			'ky /ky/topics/sport/',
			'en /en/topics/sport/',
			'x-default /ru/topics/sport/',
		]);
	});

	test('claims no equivalent where the switch only leads to front pages', () => {
		expect(
			pageHead(siteConfig, { ...page, alternates: [{ lang: 'en', url: '/en/', isEquivalent: false }] }).hreflang,
		).toEqual([]);
	});

	test('cuts a long description at a word', () => {
		const { description } = pageHead(siteConfig, { ...page, description: 'слово '.repeat(60) });
		expect(description).toMatch(/^(слово )+слово…$/);
		expect(description.length).toBeLessThanOrEqual(220);
	});

	test('names what a collection shows, ten at most', () => {
		const items = Array.from({ length: 60 }, (_, index) => ({ url: `/ky/${index}/` }));
		const [collection] = pageHead(siteConfig, { ...page, type: 'CollectionPage', items }).jsonLd;
		expect(collection).toMatchObject({ mainEntity: { '@type': 'ItemList' } });
		expect(JSON.stringify(collection)).toContain(`{"@type":"ListItem","position":10,"url":"${siteConfig.url}/ky/9/"}]`);
		expect(pageHead(siteConfig, { ...page, type: 'CollectionPage' }).jsonLd[0]).not.toHaveProperty('mainEntity');
	});
});
