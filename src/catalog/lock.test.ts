import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLock } from './lock.ts';

let cacheDir: string;
beforeEach(() => {
	cacheDir = mkdtempSync(join(tmpdir(), 'jarchy-lock-'));
});
afterEach(() => rmSync(cacheDir, { recursive: true, force: true }));

test('a second run stops with a message that names the first', () => {
	writeFileSync(join(cacheDir, 'lock.json'), JSON.stringify({ pid: process.ppid, command: 'npm run ingest' }));
	expect(() => takeLock(cacheDir, 'npm run build')).toThrow(/^npm run ingest \(process \d+\) is at work/);
});

test('a lock that a killed process left is taken over', () => {
	const { pid } = spawnSync(process.execPath, ['--version']);
	writeFileSync(join(cacheDir, 'lock.json'), JSON.stringify({ pid, command: 'npm run build' }));
	takeLock(cacheDir, 'npm run build')();
});

test('a lock that holds no owner is taken over', () => {
	writeFileSync(join(cacheDir, 'lock.json'), '');
	const release = takeLock(cacheDir, 'npm run build');
	release();
	takeLock(cacheDir, 'npm run ingest')();
});
