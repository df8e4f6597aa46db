import { expect, test } from 'vitest';
import { START_BYTES, titleStart } from './title-start.ts';

test('the first three words decide, whatever their case and keyboard', () => {
	const code = titleStart(['And', 'the', 'mountains', 'fell']);
	expect(code).toBeGreaterThan(0);
	expect(code).toBeLessThan(256 ** START_BYTES);
	expect(titleStart(['AND', 'The', 'mountains', 'rose'])).toBe(code);
	expect(titleStart(['Өкмөт', 'жаңы', 'мыйзам'])).toBe(titleStart(['окмот', 'жаны', 'мыйзам']));
	expect(titleStart(['and', 'the', 'rivers'])).not.toBe(code);
	expect(titleStart(['the', 'and', 'mountains'])).not.toBe(code);
});

test('fewer words are no start', () => {
	expect(titleStart(['And', 'the'])).toBe(0);
});
