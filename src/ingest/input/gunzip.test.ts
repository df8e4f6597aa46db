import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { gunzip } from './gunzip.ts';

async function unpack(bytes: Uint8Array, size = bytes.length): Promise<{ text: string; damages: string[] }> {
	const damages: string[] = [];
	const pieces: Uint8Array[] = [];
	for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
	const out: Uint8Array[] = [];
	const options = { location: 'archive', onDamage: (reason: string) => void damages.push(reason) };
	for await (const piece of gunzip(pieces, options)) out.push(piece);
	return { text: Buffer.concat(out).toString(), damages };
}

/** Lines that do not shrink well, more than the window that is inflated at once. */
const long = Array.from({ length: 20_000 }, (_, index) => `${(index * 7919) % 10_007} ${index ** 3}`).join('\n');
const members = ['first', long, '', 'last'].map((text) => gzipSync(text));

describe('gunzip', () => {
	test.each([1, 1000, 100_000, 10_000_000])('reads all members, given in pieces of %d bytes', async (size) => {
		const bytes = Buffer.concat([...members, Buffer.alloc(512)]);
		if (size === 1) expect((await unpack(Buffer.concat([gzipSync('a'), gzipSync('b')]), 1)).text).toBe('ab');
		else expect(await unpack(bytes, size)).toEqual({ text: `first${long}last`, damages: [] });
	});

	test('passes over the optional parts of a header', async () => {
		const plain = gzipSync('text');
		const header = Buffer.concat([plain.subarray(0, 10), Buffer.from('\x02\0xyname\0comment\0')]);
		header[3] = 4 + 8 + 16;
		expect((await unpack(Buffer.concat([header, plain.subarray(10)]))).text).toBe('text');
	});

	test('goes on with the next member behind a damaged one, and says so', async () => {
		const broken = Buffer.from(members[1] ?? '');
		broken.fill(0xff, 40_000, 40_100);
		const { text, damages } = await unpack(Buffer.concat([gzipSync('one '), broken, gzipSync('two')]));
		expect(text).toMatch(/^one [\s\S]*two$/);
		expect(damages.length).toBeGreaterThan(0);
	});

	test('reads an archive cut off anywhere as far as it goes', async () => {
		const bytes = gzipSync('word '.repeat(2000) + long.slice(0, 3000));
		const whole = gunzipSync(bytes).toString();
		for (let cut = 1; cut < bytes.length; cut += 97) {
			const { text, damages } = await unpack(bytes.subarray(0, cut));
			expect(whole.startsWith(text)).toBe(true);
			expect(damages).not.toEqual([]);
		}
	});

	test('gives up what grows as no text does', async () => {
		const bomb = gzipSync(Buffer.alloc(100_000_000));
		await expect(unpack(bomb)).rejects.toThrow('more than 250 times as large');
		await expect(
			unpack(Buffer.concat(Array.from({ length: 30 }, () => gzipSync(Buffer.alloc(3_000_000))))),
		).rejects.toThrow('more than 250 times');
	});

	test('ends in the midst of garbage', async () => {
		const marks = Buffer.from('1f8b08001f8b0800'.repeat(20_000), 'hex');
		expect((await unpack(Buffer.concat([gzipSync('text'), marks]))).text).toBe('text');
	});
});
