import { describe, expect, test } from 'vitest';
import { testSource } from './adapter.contract.ts';
import type { AdapterWarning } from './adapter.ts';
import { dumpAdapter } from './dump.ts';

const encode = (text: string) => new TextEncoder().encode(text);

async function readPieces(
	pieces: Iterable<Uint8Array>,
): Promise<{ titles: (string | undefined)[]; warnings: AdapterWarning[] }> {
	const titles: (string | undefined)[] = [];
	const warnings: AdapterWarning[] = [];
	const input = { body: pieces, location: 'dump', source: testSource };
	for await (const { title } of dumpAdapter.read(input, (warning) => warnings.push(warning))) titles.push(title);
	return { titles, warnings };
}

function piecesOf(bytes: Uint8Array, size: number): Uint8Array[] {
	const pieces: Uint8Array[] = [];
	for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
	return pieces;
}

const read = (text: string) => readPieces([encode(text)]);

describe('however the bytes come in pieces, the same is read of', () => {
	test.each([
		['JSON Lines', '{"title":"Айыл"}\r\n{"title":"cut\n{"title":"\\"}{"}\n\n{"title":"Two\nlines"}\n{"title":"end'],
		['an array', '[{"title":"One \\\\"},\n\t{"title":"Two","tags":[{"name":"x"}]}, {"title":"Three"'],
		['an array in an object', '{"count":2,"articles":[{"title":"One"},{"title":"Two"}],"next":{"title":"No"}}'],
		['a table', '\uFEFFtitle;text\r\n"One; ""1""";"a\nb"\r\nTwo\t;x\r\n"open;y\r\nThree;z'],
	])('%s', async (_, text) => {
		const whole = await read(text);
		for (const size of [1, 3, 50]) expect(await readPieces(piecesOf(encode(text), size))).toEqual(whole);
		expect(whole.titles.length).toBeGreaterThan(1);
		expect(whole).toMatchSnapshot();
	});
});

test('an encoding is told from the first letters beyond ASCII, however far in they stand', async () => {
	const ascii = `${'{"title":"Plain"}\n'.repeat(60_000)}{"title":"`;
	// “Озеро Сон-Куль” in windows-1251.
	const cyrillic = Uint8Array.of(0xce, 0xe7, 0xe5, 0xf0, 0xee, 0x20, 0xd1, 0xee, 0xed, 0x2d, 0xca, 0xf3, 0xeb, 0xfc);
	const bytes = Buffer.concat([encode(ascii), cyrillic, encode('"}\n')]);
	const { titles } = await readPieces(piecesOf(bytes, 65_536));
	expect(titles.at(-1)).toBe('Озеро Сон-Куль');
});

test('a record longer than any article is passed over, not held, and the next ones are read', async () => {
	function* pieces(): Generator<Uint8Array> {
		yield encode('{"title":"One"}\n{"title":"Endless","text":"');
		for (let count = 0; count < 40; count++) yield encode('word '.repeat(200_000));
		yield encode('"}\n{"title":"Two"}\n');
	}
	const { titles, warnings } = await readPieces(pieces());
	expect(titles).toEqual(['One', 'Two']);
	expect(warnings).toMatchObject([{ code: 'RECORD_UNREADABLE', details: { record: 2 } }]);
});

test('a row that never ends is passed over, not held', async () => {
	function* pieces(): Generator<Uint8Array> {
		yield encode('title,text\nOne,a\n"Endless,');
		for (let count = 0; count < 10; count++) yield encode('word, '.repeat(200_000));
		yield encode('\nTwo,b\n');
	}
	const { titles, warnings } = await readPieces(pieces());
	expect(titles[0]).toBe('One');
	expect(titles.at(-1)).toBe('Two');
	expect(warnings.length).toBeGreaterThan(0);
});

test('a quote that is never closed loses its own line alone', async () => {
	const { titles, warnings } = await read('title,text\nOne,a\n"Said "so" often",b\n"Two,c\nThree,d\n5" pipes,e\n');
	expect(titles).toEqual(['One', 'Said "so" often', 'Three', '5" pipes']);
	expect(warnings).toMatchObject([{ code: 'RECORD_UNREADABLE', details: { record: 3 } }]);
});

test('rows of nothing but delimiters and quotes cost no more than their length', async () => {
	for (const filler of [',', '"', '""', '"\n', ' ', '\r', '",']) {
		const { warnings } = await read(`title,text\n${filler.repeat(100_000)}`);
		expect(warnings.every(({ code }) => code === 'RECORD_UNREADABLE' || code === 'ITEM_WITHOUT_TITLE')).toBe(true);
	}
});

test('lines of broken brackets cost no more than a multiple of their length', async () => {
	for (const filler of ['{', '{"', '{"a":"\n', '{}', '\\', '{{}\n']) {
		await read(`{"title":"One"}\n${filler.repeat(30_000)}`);
	}
});
