import { expect, test } from 'vitest';
import { addWord, toGramTrie } from './gram-trie.ts';
import { gramsOf } from './language.ts';

const GRAMS = ['а ат', '_а атал', 'н_ ның'];

test.each(['а', 'ат', 'атанын', 'аталардын', 'ы', "о'н", 'аң'])('weighs every sequence of «%s» once', (word) => {
	const own = [{ grams: GRAMS }, { grams: ['ы'] }];
	const totals = new Int32Array(own.length);

	const count = addWord(toGramTrie(own), word, totals);

	const sequences = gramsOf(word);
	const worthOf = (grams: readonly string[]) =>
		sequences.reduce((sum, gram) => sum + grams.findIndex((line) => line.split(' ').includes(gram)) + 1, 0);
	expect(count).toBe(sequences.length);
	expect([...totals]).toEqual(own.map(({ grams }) => worthOf(grams)));
});
