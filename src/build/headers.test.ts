import { expect, test } from 'vitest';
import { headersFile, headersOf } from './headers.ts';

test('every file gets the strict policy: scripts and styles of our own only, nothing inline', () => {
	const policy = headersOf('/ru/index.html')['Content-Security-Policy'];
	expect(policy).toContain("default-src 'none'");
	expect(policy).not.toContain('unsafe-inline');
	expect(headersOf('/ru/index.html')['X-Content-Type-Options']).toBe('nosniff');
});

test.each([
	['/_astro/page.abc.css', true],
	['/media/aa/x-320.webp', true],
	['/pagefind/fragment/x.pf_fragment', true],
	['/pagefind/pagefind.kgz_1.pf_meta', true],
	['/pagefind/pagefind.js', false],
	['/ru/index.html', false],
])('%s may be kept for ever: %s', (path, isKept) => {
	expect(headersOf(path)['Cache-Control']?.includes('immutable')).toBe(isKept);
});

test('feeds are served as feeds', () => {
	expect(headersOf('/ru/topics/sport/rss.xml')['Content-Type']).toBe('application/rss+xml; charset=utf-8');
});

test('the table for hosts names the same headers', () => {
	const { from } = headersFile();
	expect(from.by === 'text' ? from.text : '').toMatch(/^\/\*\n {2}Content-Security-Policy: default-src 'none'/);
});
