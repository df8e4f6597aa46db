import { describe, expect, test } from 'vitest';
import type { Source } from '#core/source.ts';
import { IngestError } from '../errors.ts';
import type { Adapter, AdapterWarning, FeedItem } from './adapter.ts';

/** A source for tests that reads nothing and allows nothing. */
export const testSource: Source = {
	id: 'demo',
	name: 'Demo outlet',
	lang: 'ru',
	timeZone: 'Asia/Bishkek',
	enabled: false,
	feeds: [],
	follow: 'never',
};

interface Reading {
	readonly items: FeedItem[];
	readonly warnings: AdapterWarning[];
	readonly error?: unknown;
}

interface Samples {
	/** A sound document of the format. */
	readonly good: string;
	/** How many articles it holds. */
	readonly items: number;
	/** A document of the format around a title and a text, raw as a hostile publisher would write them. */
	make(title: string, text: string): string;
}

/** What every adapter promises, whatever its format. */
export function describeContract(adapter: Adapter, { good, items, make }: Samples): void {
	const read = (text: string) => readAll(adapter, new TextEncoder().encode(text));

	describe(`the ${adapter.name} adapter keeps the contract`, () => {
		test('knows its own format and reads it, twice the same', async () => {
			expect(adapter.detect(good.slice(0, 4096))).toBeGreaterThan(0);
			const first = await read(good);
			expect(first.error).toBeUndefined();
			expect(first.items).toHaveLength(items);
			expect(await read(good)).toEqual(first);
		});

		test.each([
			['nothing', ''],
			['white space', ' \n\t\n'],
			['prose', 'x'],
			['brackets', '<[{<[{'],
			['a wrong root', '<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>'],
			['a cut JSON', '{"title": "x'],
			['a lone quote', '"'],
		])('answers %s with items or an IngestError', async (_, text) => {
			expectOrderly(await read(text));
		});

		test('answers garbage bytes with items or an IngestError', async () => {
			const bytes = Uint8Array.from({ length: 20_000 }, (_, index) => (index * 7919 + (index >> 3) * 31) % 256);
			expectOrderly(await readAll(adapter, bytes));
		});

		test('reads a document cut off anywhere as far as it goes', async () => {
			for (let cut = 1; cut < good.length; cut += Math.ceil(good.length / 40)) {
				const reading = await read(good.slice(0, cut));
				expectOrderly(reading);
				expect(reading.items.length).toBeLessThanOrEqual(items);
			}
		});

		test('takes a hostile title for text, in one line and without tags of its own', async () => {
			for (const title of [
				'<script>alert(1)</script>Lake',
				'Lake\u0000\u202e\n\nName',
				'"><img src=x onerror=alert(1)>Lake',
				'{{constructor}} Lake',
			]) {
				const reading = await read(
					make(title, 'The lake lies high in the mountains, and nobody lives there in winter. '.repeat(8)),
				);
				expectOrderly(reading);
			}
		});

		test('survives a text of 10 MB', async () => {
			expectOrderly(await read(make('Long', 'word after word, and so on. '.repeat(380_000))));
		}, 60_000);
	});
}

async function readAll(adapter: Adapter, bytes: Uint8Array): Promise<Reading> {
	const items: FeedItem[] = [];
	const warnings: AdapterWarning[] = [];
	try {
		const input = { body: [bytes], location: 'document', source: testSource };
		for await (const item of adapter.read(input, (warning) => warnings.push(warning))) items.push(item);
	} catch (error) {
		return { items, warnings, error };
	}
	return { items, warnings };
}

/** No failure but an expected one, and items of one title line and at most one body each. */
function expectOrderly({ items, error }: Reading): void {
	if (error !== undefined) expect(error).toBeInstanceOf(IngestError);
	for (const { title, html, text, identity, url } of items) {
		expect(title ?? '').not.toMatch(/[\0-\x1f\u202a-\u202e]/);
		expect(html === undefined || text === undefined).toBe(true);
		expect(identity.every((one) => one !== '')).toBe(true);
		if (url !== undefined) expect(url).toMatch(/^https?:\/\//);
	}
}
