import { expect, test } from 'vitest';
import { canonicalizeUrl } from './url.ts';

test.each([
	['HTTPS://24.KG:443/a?utm_source=x&id=7#top', 'https://24.kg/a?id=7'],
	['http://www.akipress.com./news:1?fbclid=1&b=2&a=1', 'http://www.akipress.com/news:1?b=2&a=1'],
	['https://user:secret@kaktus.media/x', 'https://kaktus.media/x'],
	['https://example.com/?utm_medium=rss&yclid=5', 'https://example.com/'],
	['https://example.com/?q=%E0%A4%A&UTM_Source=x', 'https://example.com/?q=%E0%A4%A'],
	['https://example.com/?%75tm_source=x&a=%D0%B0', 'https://example.com/?a=%D0%B0'],
	[' https://мисал.kg/жаңылык ', 'https://xn--80apkb0a.kg/%D0%B6%D0%B0%D2%A3%D1%8B%D0%BB%D1%8B%D0%BA'],
])('writes %s as %s', (address, expected) => {
	expect(canonicalizeUrl(address)).toBe(expected);
	expect(canonicalizeUrl(expected)).toBe(expected);
});

test.each([
	'',
	'/news/1',
	'javascript:alert(1)',
	'ftp://a.kg/',
	'mailto:a@b.kg',
	'https://',
	`https://a.kg/${'x'.repeat(2000)}`,
])('refuses %s', (address) => {
	expect(canonicalizeUrl(address)).toBeUndefined();
});
