import { expect, test } from 'vitest';
import { headersFile, headersOf, keptHeadersOf } from './headers.ts';

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
	['/pagefind/2026/start.1.pf_start', true],
	['/pagefind/pagefind.js', false],
	['/ru/index.html', false],
])('%s may be kept for ever: %s', (path, isKept) => {
	expect(headersOf(path)['Cache-Control']?.includes('immutable')).toBe(isKept);
});

test('feeds are served as feeds', () => {
	expect(headersOf('/ru/topics/sport/rss.xml')['Content-Type']).toBe('application/xml; charset=utf-8');
	expect(headersOf('/ru/topics/sport/feed.json')['Content-Type']).toBe('application/feed+json; charset=utf-8');
});

test('the table for hosts names the same headers', () => {
	const { from } = headersFile();
	expect(from.by === 'text' ? from.text : '').toMatch(/^\/\*\n {2}Content-Security-Policy: default-src 'none'/);
});

test.each([
	['/ru/index.html', 'text/html; charset=utf-8'],
	['/ru/atom.xml', 'application/xml; charset=utf-8'],
	['/ru/feed.json', 'application/feed+json; charset=utf-8'],
	['/sitemap-index.xml', 'application/xml; charset=utf-8'],
	['/pagefind/shards.json', 'application/json; charset=utf-8'],
	['/_astro/page.abc.js', 'text/javascript; charset=utf-8'],
	['/media/aa/x-320.webp', 'image/webp'],
	['/pagefind/2026-11/index/ab.pf_index', 'application/octet-stream'],
	['/feeds.opml', 'text/x-opml; charset=utf-8'],
	['/favicon.unheard-of', 'application/octet-stream'],
])('an object store keeps %s as %s', (path, type) => {
	expect(keptHeadersOf(path).contentType).toBe(type);
});

test('an object store keeps how long a file may be cached', () => {
	expect(keptHeadersOf('/_astro/page.abc.js').cacheControl).toBe('public, max-age=31536000, immutable');
	expect(keptHeadersOf('/ru/index.html').cacheControl).toBe('public, max-age=60');
});

test('the table for hosts names a file type only where hosts do not know it', () => {
	const { from } = headersFile();
	expect(from.by === 'text' ? from.text.match(/^ {2}Content-Type/gm) : undefined).toHaveLength(1);
});
