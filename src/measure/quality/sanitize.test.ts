import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'astro/zod';
import { describe, expect, test } from 'vitest';
import { activeParts } from './active-parts.ts';
import { pageFor } from './article-page.ts';
import { findRows } from './data-file.ts';
import { isIntact } from './sanitize.ts';

const DATA = join(process.env['JARCHY_DATA'] ?? '../shared/data', 'sanitize');
const rowSchema = z.looseObject({ payload: z.string().optional(), text: z.string().optional() });

describe('what of a page could run', () => {
	test.each([
		'<script>a</script>',
		'<p onclick=a>',
		'<a href="java&#10;script:a">x</a>',
		'<a href=" &#1;JaVaScRiPt:a">x</a>',
		'<a href="data:text/html;base64,x">x</a>',
		'<img src=x srcset="x 1x, javascript:a 2x">',
		'<iframe srcdoc=x></iframe>',
		'<base href="https://evil.example/">',
		'<meta http-equiv=refresh content="0;url=javascript:a">',
		'<svg><a xlink:href="javascript:a"/></svg>',
		'<p style="background:url(javascript:a)">',
		'<p style="width:expr/**/ession(a)">',
		'<a ping="https://evil.example/" href="/">x</a>',
		'<template><img onerror=a></template>',
	])('%j is seen', (html) => {
		expect(activeParts(html)).not.toEqual([]);
	});

	test('words about attacks are none', () => {
		expect(activeParts('<img src="/a.webp" alt="javascript:alert(1)"><p>&lt;script&gt; onclick=a</p>')).toEqual([]);
	});
});

describe.skipIf(!existsSync(DATA))('real hostile strings (JARCHY_DATA)', () => {
	test.each(['dompurify', 'payloadbox', 'naughty-strings'])(
		'nothing of %s could run in a page, wherever in an item it stands',
		(set) => {
			const rows = findRows(DATA, set, rowSchema) ?? [];
			const strings = rows.map(({ payload, text }) => payload ?? text ?? '');
			expect(strings.filter((outside) => activeParts(pageFor(outside, 'html').html).length > 0)).toEqual([]);
		},
		60_000,
	);

	test('naughty strings are shown as they are in headline and text', () => {
		const strings = (findRows(DATA, 'naughty-strings', rowSchema) ?? []).map(({ text }) => text ?? '');
		const pages = strings.map((outside) => ({ outside, page: pageFor(outside, 'text') }));
		expect(pages.filter(({ outside, page }) => !isIntact(outside, page))).toEqual([]);
		expect(pages.filter(({ page }) => activeParts(page.html).length > 0)).toEqual([]);
	}, 60_000);
});
