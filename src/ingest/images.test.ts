import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mediaPath } from '#core/article.ts';
import { openFetcher } from './fetch/fetch.ts';
import { type CopyResult, copyPicture } from './images.ts';
import { makeTestRun, type TestRun } from './test-run.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><script>alert(1)</script></svg>';
let run: TestRun;
let folder: string;

beforeEach(() => {
	run = makeTestRun();
	folder = join(run.contentDir, 'inbox');
	mkdirSync(folder);
});
afterEach(() => run.dispose());

async function copy(address: string, bytes?: Uint8Array): Promise<CopyResult> {
	if (bytes !== undefined) writeFileSync(join(folder, address), bytes);
	const { contentDir } = run;
	const fetcher = openFetcher({ contentDir, contact: 'test@example.com', now: '2026-11-01T03:00:00Z' });
	const local = { file: join(folder, 'page.html'), roots: [folder] };
	return await copyPicture(address, { contentDir, fetcher, local, isDryRun: false }).finally(() => fetcher.close());
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type), data]);
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, sum]);
}

/** A picture of one bit a pixel: a few kilobytes, whatever its size. */
function png(width: number, height: number): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header[8] = 1;
	const pixels = deflateSync(Buffer.alloc(1_000_000));
	const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
	return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

/** A picture of 64 by 64 with so many frames of one pixel. */
function gif(frames: number): Buffer {
	const head = Buffer.from('GIF89a\x40\0\x40\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1');
	const frame = Buffer.from('\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0', 'latin1');
	return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from(';')]);
}

test.each([
	['an SVG', Buffer.from(SVG)],
	['an SVG behind a comment', Buffer.from(`\ufeff \n<!-- x --><?x?>${SVG}`)],
	['an SVG in UTF-16', Buffer.from(`\ufeff${SVG}`, 'utf16le')],
	['a packed SVG', gzipSync(SVG)],
	['a PDF', Buffer.from('%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj')],
	['a page', Buffer.from('<!doctype html><p>x')],
	['nothing', Buffer.alloc(0)],
	['words', Buffer.from('not found')],
	['half a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
	['50,000 pixels by 50,000', png(50_000, 50_000)],
	['4,294,967,295 pixels by 1', png(4_294_967_295, 1)],
])('%s under the name of a picture is refused', async (_, bytes) => {
	expect(await copy('photo.png', bytes)).toMatchObject({ ok: false });
	expect(run.files('media').size).toBe(0);
});

test('of ten thousand frames one is taken', async () => {
	const result = await copy('film.gif', gif(10_000));
	if (!result.ok || result.files === undefined) throw new Error(JSON.stringify(result));
	const bytes = readFileSync(join(run.contentDir, mediaPath(result.files.original, 64)));
	expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 64 });
	expect((await sharp(bytes).metadata()).pages ?? 1).toBe(1);
});

test('where and by whom a photo was taken is not published', async () => {
	const photo = sharp({ create: { width: 320, height: 200, channels: 3, background: '#18a' } }).jpeg();
	const exif = { IFD0: { Artist: 'Anna' }, IFD3: { GPSLatitude: '42/1 52/1 0/1', GPSLatitudeRef: 'N' } };
	const result = await copy('photo.jpg', await photo.withExif(exif).toBuffer());
	if (!result.ok || result.files === undefined) throw new Error(JSON.stringify(result));
	const bytes = readFileSync(join(run.contentDir, mediaPath(result.files.original, 320)));
	expect((await sharp(bytes).metadata()).exif).toBeUndefined();
	expect(bytes.includes('Anna')).toBe(false);
});

test.each(['../secret.png', '..%2fsecret.png', 'link.png', '%2e%2e/secret.png', 'x%00.png', '%', '/etc/hostname', ''])(
	'a picture %j outside of the folders of its page is not read',
	async (address) => {
		const secret = join(run.contentDir, 'secret.png');
		writeFileSync(
			secret,
			await sharp({ create: { width: 99, height: 99, channels: 3, background: '#123' } })
				.png()
				.toBuffer(),
		);
		symlinkSync(secret, join(folder, 'link.png'));
		expect(await copy(address)).toMatchObject({ ok: false });
		expect(run.files('media').size).toBe(0);
	},
);
