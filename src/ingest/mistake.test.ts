import { expect, test } from 'vitest';
import { failureOf, readingOf } from './mistake.ts';

async function* failing(error: Error): AsyncGenerator<string> {
	yield 'first';
	throw error;
}

async function readAll(error: Error, onItem: () => void = () => undefined): Promise<string> {
	try {
		for await (const _ of readingOf(failing(error), 'inbox/a.html')) onItem();
	} catch (caught) {
		return String(caught);
	}
	return 'read';
}

test('makes a mistake that a document brings to light a failure of that document, and of nothing else', async () => {
	expect(await readAll(new TypeError('x is not a function'))).toBe(
		'IngestError: Could not read inbox/a.html: Jarchy itself failed on it (x is not a function). Report it with the document; the others were read.',
	);
	expect(await readAll(new Error('ENOSPC: no space left'))).toBe('Error: ENOSPC: no space left');
	const broken = () => {
		throw new TypeError('the store is closed');
	};
	expect(await readAll(new Error('unused'), broken)).toBe('TypeError: the store is closed');
});

test('keeps where a mistake came from', () => {
	const cause = new RangeError('Invalid array length');
	expect(failureOf(cause, 'inbox/a.html').cause).toBe(cause);
});
