import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTestContent, type TestContent } from '#catalog/test-content.ts';
import { ContentError } from '#core/content-error.ts';
import { siteConfig } from '#site.config';
import { type CleanReport, clean } from './clean.ts';

const [SHOWN, UNUSED] = ['ab'.padEnd(64, '1'), 'cd'.padEnd(64, '2')] as const;

let content: TestContent;
beforeEach(() => {
	content = makeTestContent();
	for (const original of [SHOWN, UNUSED])
		content.write(`media/${original.slice(0, 2)}/${original}-320.webp`, 'picture');
	const image = { original: SHOWN, widths: [320], width: 320, height: 200, alt: '', credit: '' };
	content.writeArticle({ id: 'aaaaaaaaaa', image });
});
afterEach(() => content.dispose());

function cleanIt(isDryRun = false): CleanReport {
	return clean({ ...content, site: siteConfig, isDryRun });
}

function isThere(path: string): boolean {
	return existsSync(join(content.contentDir, path));
}

test('pictures that no article shows are deleted, with their bytes told; those that one shows stay', () => {
	const file = join(content.contentDir, `media/cd/${UNUSED}-320.webp`);
	expect(cleanIt(true).media).toEqual([{ path: file, size: 7 }]);
	expect(isThere(`media/cd/${UNUSED}-320.webp`)).toBe(true);
	expect(cleanIt().media).toEqual([{ path: file, size: 7 }]);
	expect(isThere('media/cd')).toBe(false);
	expect(isThere(`media/ab/${SHOWN}-320.webp`)).toBe(true);
	expect(cleanIt().media).toEqual([]);
});

test('what a person has put beside the pictures stays, and is named', () => {
	content.write('media/ab/logo.svg', '<svg/>');
	content.write(`media/zz/${UNUSED}-320.webp`, 'misplaced');
	expect(cleanIt().foreign).toEqual(['media/ab/logo.svg', `media/zz/${UNUSED}-320.webp`]);
	expect(isThere('media/ab/logo.svg')).toBe(true);
});

test('what killed runs left in the cache goes, the rest of the cache stays', () => {
	const { cacheDir } = content;
	mkdirSync(join(cacheDir, 'stage/77'), { recursive: true });
	for (const name of ['stage/77/page', 'spool.sqlite', 'replies.sqlite']) writeFileSync(join(cacheDir, name), 'x');
	expect(cleanIt().cache.map(({ path }) => path)).toEqual(
		['spool.sqlite', 'stage/77/page'].map((name) => join(cacheDir, name)),
	);
	expect(existsSync(join(cacheDir, 'replies.sqlite'))).toBe(true);
	expect(existsSync(join(cacheDir, 'stage/77/page'))).toBe(false);
});

test('nothing is deleted beside an article whose file cannot be read, nor while another run is at work', () => {
	content.write('articles/2021/07/29/broken.md', '---\ntitle: [\n---\n');
	expect(() => cleanIt()).toThrow(ContentError);
	content.remove('articles/2021/07/29/broken.md');
	writeFileSync(join(content.cacheDir, 'lock.json'), JSON.stringify({ pid: process.ppid, command: 'npm run ingest' }));
	expect(() => cleanIt()).toThrow(/npm run ingest \(process \d+\) is at work/);
	expect(isThere(`media/cd/${UNUSED}-320.webp`)).toBe(true);
});
