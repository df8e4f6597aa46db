import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Folders } from '#catalog/folders.ts';
import { makeChangingContent } from '#measure/mutations.ts';
import { buildSite } from './build.ts';
import { filesBelow } from './files.ts';
import { PART_FILE } from './part.ts';
import { shareOf, shareSize, weighedShareOf } from './shard.ts';

describe('shares', () => {
	test.each([
		[10, 3],
		[3, 3],
		[2, 5],
		[0, 2],
	])('of %i items for %i machines hold each item once', (total, of) => {
		const items = Array.from({ length: total }, (_, at) => at);
		const shares = Array.from({ length: of }, (_, at) => [...shareOf(items, { index: at + 1, of })]);
		expect(shares.flat().sort((a, b) => a - b)).toEqual(items);
		expect(shares.map((share) => share.length)).toEqual(shares.map((_, at) => shareSize(total, { index: at + 1, of })));
		const weighed = Array.from({ length: of }, (_, at) => weighedShareOf(items, { index: at + 1, of }, (item) => item));
		expect(weighed.flat().sort((a, b) => a - b)).toEqual(items);
	});
});

describe('a site built by several machines', () => {
	const root = process.cwd();
	let scratch = '';
	let parts: string[] = [];
	const foldersIn = (name: string): Folders => ({
		contentDir: join(scratch, 'content'),
		cacheDir: join(scratch, `${name}-cache`),
		distDir: join(scratch, name),
	});
	const merge = (name: string, dirs: readonly string[]): Promise<unknown> =>
		buildSite({ root, ...foldersIn(name), parts: dirs });

	beforeAll(async () => {
		mkdirSync(join(root, '.scratch'), { recursive: true });
		scratch = mkdtempSync(join(root, '.scratch', 'shard-'));
		makeChangingContent(join(scratch, 'content'), 5, 150);
		parts = ['part-1', 'part-2'].map((name) => foldersIn(name).distDir);
		for (const index of [1, 2]) await buildSite({ root, ...foldersIn(`part-${index}`), shard: { index, of: 2 } });
	}, 120_000);
	afterAll(() => rmSync(scratch, { recursive: true, force: true }));

	test('merges to the bytes that one machine makes, and goes on from there', { timeout: 120_000 }, async () => {
		await merge('merged', parts.toReversed());
		await buildSite({ root, ...foldersIn('whole') });
		const [merged, whole] = [foldersIn('merged').distDir, foldersIn('whole').distDir];
		expect(filesBelow(merged)).toEqual(filesBelow(whole));
		for (const path of filesBelow(whole))
			expect(readFileSync(join(merged, path))).toEqual(readFileSync(join(whole, path)));
		const again = await buildSite({ root, ...foldersIn('merged') });
		expect(again.looked).toBe(0);
	});

	test('is refused where a part is missing, twice there, or of other content', async () => {
		const [one = '', two = ''] = parts;
		await expect(merge('refused', [one])).rejects.toThrow('Shard 2/2 is missing.');
		await expect(merge('refused', [one, two, two])).rejects.toThrow('Shard 2/2 is there more than once');
		await expect(merge('refused', [scratch])).rejects.toThrow(`holds no ${PART_FILE}`);
		expect(filesBelow(foldersIn('refused').distDir)).toEqual([]);
	});

	test('is refused where a file or the list of a part is damaged', async () => {
		const [one = '', two = ''] = parts;
		const page = filesBelow(two).find((path) => path.endsWith('/index.html')) ?? '';
		appendFileSync(join(two, page), ' ');
		await expect(merge('refused', parts)).rejects.toThrow('not what its shard wrote');
		appendFileSync(join(one, PART_FILE), 'x');
		await expect(merge('refused', parts)).rejects.toThrow('damaged or cut off');
		expect(filesBelow(foldersIn('refused').distDir)).toEqual([]);
	});
});
