import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { searchFolder } from './prove.ts';

let dir = '';
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'prove-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const TEXT = 'Өкмөт «Ала-Тоо» аянтында жаңы китепкана ачты';

test.each([
	['as it is', 'ru/a/index.html', `<p>${TEXT}</p>`],
	[
		'with marks between its words',
		'ru/a/index.html',
		`<p>Өкмөт <b>«Ала-Тоо»</b>\n<a href="/x">аянтында</a> жаңы китепкана ачты`,
	],
	['in capitals', 'ru/a/index.html', TEXT.toUpperCase()],
	['in a feed, marks escaped twice', 'ru/rss.xml', TEXT.replace(/[«»]/g, '&amp;quot;')],
	[
		'in JSON, letters escaped',
		'ru/feed.json',
		TEXT.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
	],
	['in HTML, letters as numbers', 'ru/a/index.html', TEXT.replace(/[^ -~]/g, (letter) => `&#${letter.charCodeAt(0)};`)],
	['packed in the search index', 'pagefind/fragment/ky_1.pf_fragment', gzipSync(JSON.stringify({ content: TEXT }))],
])('a sentence is found %s', (_, path, content) => {
	expect(pathsWith(path, content)).toEqual([path]);
});

test.each([
	['other words around the longest one', 'Эски китепкана жабылды'],
	['the same words in another order', TEXT.split(' ').reverse().join(' ')],
])('a sentence is not found in %s', (_, content) => {
	expect(pathsWith('ru/a/index.html', content)).toEqual([]);
});

function pathsWith(path: string, content: string | Uint8Array): string[] {
	mkdirSync(dirname(join(dir, path)), { recursive: true });
	writeFileSync(join(dir, path), content);
	return searchFolder(dir, [{ what: 'words', text: TEXT, as: 'letters' }]).traces.map((trace) => trace.path);
}
