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
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sha256 } from '#catalog/documents.ts';
import { type BuiltFrom, type Manifest, manifestPath, openManifest } from './manifest.ts';
import { sumOf } from './manifest-entry.ts';
import { publish, recover, rollBack } from './publish.ts';
import { type Stage, stageBytes, stagedPath } from './stage.ts';

const BUILT: BuiltFrom = { place: { epoch: 'e', seq: 1 }, asOf: '2026-11-01T00:00:00.000Z', template: 't' };

let root: string;
let folders: { distDir: string; cacheDir: string };
let stage: Stage;
let opened: Manifest[];
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'jarchy-publish-'));
	folders = { distDir: join(root, 'dist'), cacheDir: join(root, 'cache') };
	stage = { dir: join(root, 'stage'), isWhole: false };
	opened = [];
});
afterEach(() => {
	for (const manifest of opened) manifest.close();
	rmSync(root, { recursive: true, force: true });
});

function open(place = folders): Manifest {
	const manifest = openManifest(place);
	opened.push(manifest);
	return manifest;
}

type Files = Readonly<Record<string, string>>;

/** Stages what of `files` differs from what is known, and plans it all. */
function plan(manifest: Manifest, files: Files): void {
	manifest.beginPlan();
	const entries = Object.entries(files).map(([path, text]) => {
		const hash = sha256(text);
		const isNew = manifest.get(path)?.sha256 !== hash;
		if (isNew) {
			stageBytes(stage, path, text);
		}
		return { path, kind: 'page', sha256: hash, size: Buffer.byteLength(text), isNew } as const;
	});
	manifest.plan(entries);
}

/** Publishes `files` as the whole of the site, over what is there. */
function put(files: Files, place = folders): { written: string[]; deleted: string[] } {
	const manifest = open(place);
	if (!manifest.isTrue()) manifest.takeStock();
	plan(manifest, files);
	const [written, deleted] = [[...manifest.newFiles()].map(({ path }) => path), manifest.unplanned()];
	const report = publish({ manifest, stage, gone: deleted, built: BUILT });
	expect(sumOf(report.written).files).toBe(written.length);
	expect(sumOf(report.deleted).files).toBe(deleted.length);
	return { written, deleted };
}

function site(): Record<string, string> {
	const entries = readdirSync(folders.distDir, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
	const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
	return Object.fromEntries(paths.map((path) => [path.slice(folders.distDir.length + 1), readFileSync(path, 'utf8')]));
}

test('writes what changed, leaves what did not, deletes what is gone with its empty folders', () => {
	put({ 'a/index.html': 'one', 'b/index.html': 'two', 'b/c/index.html': 'three', _headers: '' });
	utimesSync(join(folders.distDir, 'a/index.html'), 1, 1);
	const { written, deleted } = put({ 'a/index.html': 'one', 'b/index.html': 'TWO', _headers: '' });
	expect(written).toEqual(['b/index.html']);
	expect(deleted).toEqual(['b/c/index.html']);
	expect(statSync(join(folders.distDir, 'a/index.html')).mtimeMs).toBe(1000);
	expect(site()).toEqual({ 'a/index.html': 'one', 'b/index.html': 'TWO', _headers: '' });
	expect(readdirSync(join(folders.distDir, 'b'))).toEqual(['index.html']);
	expect(existsSync(stage.dir)).toBe(false);
});

test('keeps count of files and bytes by kind', () => {
	put({ 'a/index.html': 'one', 'b/index.html': 'two' });
	put({ 'a/index.html': 'longer', 'c/index.html': 'three' });
	expect([...open().tally()]).toEqual([['page', { files: 2, bytes: 11 }]]);
});

test('writes a file again that somebody deleted from the output folder', () => {
	put({ 'a/index.html': 'one', _headers: '' });
	rmSync(join(folders.distDir, 'a'), { recursive: true });
	expect(put({ 'a/index.html': 'one', _headers: '' }).written).toHaveLength(1);
});

test('makes the site anew in an output folder that was deleted or replaced', () => {
	put({ 'a/index.html': 'one', _headers: '' });
	rmSync(folders.distDir, { recursive: true });
	expect(put({ 'a/index.html': 'one', _headers: '' }).written).toHaveLength(2);
});

test('goes back to the site before the last publication, and forward again', () => {
	const [older, newer] = [
		{ 'a/index.html': 'one', 'b/index.html': 'two' },
		{ 'a/index.html': 'ONE', 'c/index.html': 'three' },
	];
	put(older);
	put(newer);
	rollBack(open());
	expect(site()).toEqual(older);
	expect(open().isTrue()).toBe(true);
	rollBack(open());
	expect(site()).toEqual(newer);
	expect(put(newer)).toEqual({ written: [], deleted: [] });
});

test('there is nothing to go back to after the first publication', () => {
	put({ 'a/index.html': 'one' });
	expect(() => rollBack(open())).toThrow(/There is no earlier site/);
	expect(site()).toEqual({ 'a/index.html': 'one' });
});

test('a publication that fails in the middle leaves the site as it was', () => {
	const before = { 'a/index.html': 'one', 'b/index.html': 'two', 'z/index.html': 'three' };
	put(before);
	const manifest = open();
	plan(manifest, { 'a/index.html': 'ONE', 'b/index.html': 'two', 'n/index.html': 'new', 'z/index.html': 'THREE' });
	rmSync(stagedPath(stage, 'z/index.html'));
	expect(() => publish({ manifest, stage, gone: ['b/index.html'], built: BUILT })).toThrow();
	expect(site()).toEqual(before);
	expect(put(before).written).toEqual([]);
});

test('what a killed publication did is taken back by the next run', () => {
	const before = { 'a/index.html': 'one', 'b/index.html': 'two' };
	put(before);
	const manifest = open();
	plan(manifest, { 'a/index.html': 'ONE', 'n/index.html': 'new' });
	manifest.openJournal(['b/index.html']);
	const aside = { dir: join(folders.cacheDir, 'undo', String(manifest.builds() + 1)), isWhole: false };
	stageBytes(aside, 'a/index.html', 'one');
	writeFileSync(join(folders.distDir, 'a/index.html'), 'ONE');
	mkdirSync(join(folders.distDir, 'n'));
	writeFileSync(join(folders.distDir, 'n/index.html'), 'new');
	expect(recover(open())).toBe(3);
	expect(site()).toEqual(before);
	expect(open().isTrue()).toBe(true);
});

test('a damaged manifest counts as none: stock is taken of what is there', () => {
	put({ 'a/index.html': 'one', 'b/index.html': 'two' });
	for (const manifest of opened.splice(0)) manifest.close();
	writeFileSync(manifestPath(folders.cacheDir), 'no database');
	const manifest = open();
	expect(manifest.remade).toBe('damaged');
	const { written, deleted } = put({ 'a/index.html': 'one' });
	expect([written, deleted]).toEqual([[], ['b/index.html']]);
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
	expect(put({ 'index.html': 'one' }, other).written).toHaveLength(1);
});
