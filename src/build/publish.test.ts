import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sha256 } from '#catalog/documents.ts';
import { type Manifest, manifestPath, openJournal, readManifest } from './manifest.ts';
import { publish } from './publish.ts';

let root: string;
let folders: { stageDir: string; distDir: string; cacheDir: string };
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'jarchy-publish-'));
	folders = { stageDir: join(root, 'stage'), distDir: join(root, 'dist'), cacheDir: join(root, 'cache') };
	mkdirSync(folders.cacheDir);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Stages `files` and publishes them over what is there. */
function put(files: Readonly<Record<string, string>>): ReturnType<typeof publish> {
	const before = readManifest(folders);
	const after: Manifest = new Map(
		Object.entries(files).map(([path, text]) => [
			path,
			{ kind: 'page', sha256: sha256(text), size: Buffer.byteLength(text) },
		]),
	);
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folders.stageDir, path)), { recursive: true });
		writeFileSync(join(folders.stageDir, path), text);
	}
	return publish({ ...folders, before, after });
}

test('writes what changed, leaves what did not, deletes what is gone with its empty folders', () => {
	put({ 'a/index.html': 'one', 'b/index.html': 'two', 'b/c/index.html': 'three', _headers: '' });
	utimesSync(join(folders.distDir, 'a/index.html'), 1, 1);
	expect(put({ 'a/index.html': 'one', 'b/index.html': 'TWO', _headers: '' })).toEqual({
		written: 1,
		deleted: 1,
		unchanged: 2,
	});
	expect(statSync(join(folders.distDir, 'a/index.html')).mtimeMs).toBe(1000);
	expect(readFileSync(join(folders.distDir, 'b/index.html'), 'utf8')).toBe('TWO');
	expect(readdirSync(join(folders.distDir, 'b'))).toEqual(['index.html']);
	expect(existsSync(folders.stageDir)).toBe(false);
});

test('writes a file again that somebody deleted from the output folder', () => {
	put({ 'a/index.html': 'one', _headers: '' });
	rmSync(join(folders.distDir, 'a'), { recursive: true });
	expect(put({ 'a/index.html': 'one', _headers: '' }).written).toBe(1);
});

test('looks again at files that an interrupted publication may have touched', () => {
	put({ 'a/index.html': 'one', 'b/index.html': 'two', _headers: '' });
	openJournal(folders, ['a/index.html']);
	expect([...readManifest(folders).keys()]).toEqual(['_headers', 'b/index.html']);
});

test('a damaged manifest counts as none', () => {
	put({ 'a/index.html': 'one', _headers: '' });
	writeFileSync(manifestPath(folders.cacheDir), '{"a/in');
	expect(readManifest(folders).size).toBe(0);
	expect(put({ 'a/index.html': 'one', _headers: '' }).written).toBe(2);
});

test('never deletes files of a folder that no build wrote', () => {
	mkdirSync(folders.distDir);
	writeFileSync(join(folders.distDir, 'thesis.doc'), 'precious');
	expect(() => put({ 'index.html': 'one' })).toThrow(/holds files that no build of this site wrote/);
	expect(readFileSync(join(folders.distDir, 'thesis.doc'), 'utf8')).toBe('precious');
});

test('takes no folder for its own by files that look like a site, and leaves hidden files alone', () => {
	mkdirSync(folders.distDir);
	writeFileSync(join(folders.distDir, '_headers'), 'theirs');
	expect(() => put({ 'index.html': 'one' })).toThrow(/holds files that no build of this site wrote/);
	rmSync(join(folders.distDir, '_headers'));
	put({ 'index.html': 'one' });
	writeFileSync(join(folders.distDir, '.nojekyll'), '');
	put({ 'index.html': 'two' });
	expect(existsSync(join(folders.distDir, '.nojekyll'))).toBe(true);
});

test('what is known of one output folder says nothing of another', () => {
	put({ 'index.html': 'one' });
	const other = { ...folders, distDir: join(root, 'other') };
	mkdirSync(other.distDir);
	writeFileSync(join(other.distDir, 'index.html'), 'two');
	expect(readManifest(other).size).toBe(0);
});
