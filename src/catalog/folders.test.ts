import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { foldersFrom } from './folders.ts';

test('folders are those of the environment, else content, .cache and dist', () => {
	expect(foldersFrom({ DIST_DIR: '/srv/www', CACHE_DIR: '' })).toEqual({
		contentDir: resolve('content'),
		cacheDir: resolve('.cache'),
		distDir: '/srv/www',
	});
});

test.each([
	{ DIST_DIR: '/a', CONTENT_DIR: '/a' },
	{ DIST_DIR: '/a', CONTENT_DIR: '/a/content' },
	{ DIST_DIR: '/a/dist', CACHE_DIR: '/a' },
])('one folder never lies in another: %j', (env) => {
	expect(() => foldersFrom(env)).toThrow(/lies in .* Give each a folder of its own/);
});

test('folders side by side may have names that begin alike', () => {
	expect(() =>
		foldersFrom({ DIST_DIR: '/a/site', CONTENT_DIR: '/a/site-content', CACHE_DIR: '/a/..cache' }),
	).not.toThrow();
});
