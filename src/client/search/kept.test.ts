import { expect, test } from 'vitest';
import type { Found } from './found.ts';
import { keepWords } from './kept.ts';

/** What a word with so many articles finds. */
function found(rows: number): Found {
	return { pages: new Uint32Array(rows), scores: new Float32Array(rows), inTitle: new Uint8Array(rows), places: [] };
}

test('the words asked for last are kept, as many as have so many articles together', async () => {
	const words = keepWords(100);
	const looked: string[] = [];
	const get = (name: string, rows: number): Promise<Found> =>
		words.get(name, async () => {
			looked.push(name);
			return found(rows);
		});
	await get('озеро', 40);
	await get('выборы', 40);
	await get('озеро', 40);
	await get('ледник', 40);
	expect(looked).toEqual(['озеро', 'выборы', 'ледник']);
	await get('озеро', 40);
	await get('выборы', 40);
	expect(looked).toEqual(['озеро', 'выборы', 'ледник', 'выборы']);
});

test('a word that could not be looked for is looked for again', async () => {
	const words = keepWords(100);
	await expect(words.get('озеро', () => Promise.reject(new Error('offline')))).rejects.toThrow('offline');
	expect((await words.get('озеро', async () => found(3))).pages).toHaveLength(3);
});
