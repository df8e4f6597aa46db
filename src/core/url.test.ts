import { expect, test } from 'vitest';
import { canonicalizeUrl, foldAddress } from './url.ts';

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

test.each([
	'http://24.kg/news/1/',
	'https://www.24.kg/news/1',
	'https://m.24.kg/news/1/?utm_source=rss&fbclid=5',
	'https://24.kg/news/1/index.html',
	'https://24.kg/news/1/amp/',
	'https://24.kg/amp/news/1',
	'https://24.kg/news/1?amp=1',
	'https://24.kg/news/1.amp',
	'https://24.kg/news/1/?print=1',
	'https://24.kg/news/1/print/',
	'https://24.kg/news/1?from=rss',
	'https://24-kg.cdn.ampproject.org/c/s/24.kg/news/1',
])('%s is a spelling of the one address', (address) => {
	expect(foldAddress(canonicalizeUrl(address) ?? '')).toBe('//24.kg/news/1');
	expect(foldAddress('//24.kg/news/1')).toBe('//24.kg/news/1');
});

test.each([
	['https://24.kg/?id=12', 'https://24.kg/?id=13'],
	['https://24.kg/news/1', 'https://24.kg/news/11'],
	['https://ru.24.kg/1', 'https://ky.24.kg/1'],
	['https://m.kg/1', 'https://kg/1'],
	['https://24.kg/#!/news/1', 'https://24.kg/#!/news/2'],
	['https://24.kg/News/1', 'https://24.kg/news/1'],
	['https://24.kg/camp/1', 'https://24.kg/1'],
	['https://24.kg/?view=list', 'https://24.kg/'],
	['guid:a:http://24.kg/1', 'guid:a:https://24.kg/1'],
])('%s and %s are not one address', (one, other) => {
	expect(foldAddress(one)).not.toBe(foldAddress(other));
});

test('the order of parameters and the spelling of escapes make no other address', () => {
	expect(foldAddress('https://24.kg/%d0%b0?b=2&a=1')).toBe(foldAddress('https://24.kg/%D0%B0?a=1&b=2'));
});
