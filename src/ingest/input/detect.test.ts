import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testSource } from '#ingest/adapters/adapter.contract.ts';
import { readOpml } from '#ingest/adapters/opml.ts';
import { decodeText } from './decode.ts';
import { describeBytes } from './describe.ts';
import { detectAdapter } from './detect.ts';

const DATA = process.env['JARCHY_DATA'] ?? '../shared/data';
const INBOX = join(DATA, 'inbox');
/** Files of the inbox that are no article: front pages. */
const FRONTS = ['newspaper4k-cnn_main_site.html', 'rsparser-DaringFireball.html', 'rsparser-inessential.html'];

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('detectAdapter', () => {
	test.each([
		['feed', '<?xml version="1.0"?><!-- a --><rss version="2.0">'],
		['feed', '<feed xmlns="http://www.w3.org/2005/Atom">'],
		['feed', '{"version": "https://jsonfeed.org/version/1.1", "items": []}'],
		['opml', '<?xml version="1.0"?>\n<opml version="2.0">'],
		['html', '<!-- saved --><!DOCTYPE html><html>'],
		['html', '<p>A piece of a page, with <a href="/">a link</a></p>'],
		['dump', '{"title": "a", "text": "b"}\n{"title": "c"}'],
		['dump', '[\n {"headline": "a"}]'],
		['dump', 'date;headline;body\n'],
		['dump', 'Заголовок\tТекст\n'],
		['text', 'Новости\n\nЗаголовок\n\nТекст, в котором есть предложение.'],
	])('takes for %s: %s', (name, text) => {
		expect(detectAdapter(bytesOf(text))?.name).toBe(name);
	});

	test.each([
		['nothing', new Uint8Array()],
		['white space only', bytesOf(' \n')],
		['a PNG picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
		['a PDF document', bytesOf('%PDF-1.7\n')],
		['binary data', Uint8Array.from({ length: 500 }, (_, index) => index % 11)],
	])('reads none of: %s', (name, bytes) => {
		expect(detectAdapter(bytes)).toBeUndefined();
		expect(describeBytes(bytes)).toBe(name);
	});
});

describe.skipIf(!existsSync(INBOX))('on the real inbox (skipped where JARCHY_DATA is absent)', () => {
	const folders = existsSync(INBOX) ? ['feeds', 'html', 'dumps'] : [];
	const files = folders.flatMap((folder) => readdirSync(join(INBOX, folder)).map((file) => join(folder, file)));

	test.each(files)('%s gives articles, or is known to hold none', async (file) => {
		const bytes = readFileSync(join(INBOX, file));
		const adapter = detectAdapter(bytes);
		let count = adapter?.name === 'opml' ? readOpml(decodeText(bytes).text).length : 0;
		try {
			for await (const item of adapter?.read({ body: [bytes], location: file, source: testSource }, () => undefined) ??
				[]) {
				if (item.title !== undefined || item.html !== undefined || item.text !== undefined) count++;
			}
		} catch (error) {
			expect(String(error)).toMatch(/a front page or a list of articles/);
		}
		expect(count > 0).toBe(!FRONTS.some((front) => file.endsWith(front)));
	});
});
