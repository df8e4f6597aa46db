import { describe, expect, test } from 'vitest';
import { bandsOf, bandsToSearch, findReprinted, fingerprintOf, similarityOf } from './cluster.ts';

/** Words that are the same for the same seed. */
function words(count: number, seed: number): string {
	return Array.from(
		{ length: count },
		(_, index) => `word${(Math.imul(index + 1, 7919 + seed * 104_729) >>> 0) % 5000}`,
	).join(' ');
}
const printOf = (text: string): string => fingerprintOf(text) ?? '';

describe('fingerprintOf', () => {
	test('is the same for the same words, whatever their case and punctuation', () => {
		const text = words(100, 1);
		expect(printOf(text.toUpperCase().replaceAll(' ', ', '))).toBe(printOf(text));
	});

	test('fits the frontmatter', () => {
		expect(printOf(words(2000, 1)).length).toBe(477);
	});

	test('is absent for texts of fewer than twenty words', () => {
		expect(fingerprintOf(words(19, 1))).toBeUndefined();
	});
});

test.each([
	[0, 1],
	[25, 0.8],
	[100, 0.5],
	[400, 0.2],
])('estimates the likeness of texts of which one goes on for %d words more', (more, expected) => {
	const text = words(100, 1);
	const similarity = similarityOf(printOf(text), printOf(`${text} ${words(more, 2)}`));
	expect(Math.abs(similarity - expected)).toBeLessThan(0.12);
});

test('reprints meet under a key, unlike texts do not', () => {
	const shared = (a: string, b: string): number => {
		const keys = new Set(bandsToSearch(printOf(b)));
		return bandsOf(printOf(a)).filter((band) => keys.has(band)).length;
	};
	for (let seed = 1; seed <= 100; seed++) {
		const text = words(120, seed);
		expect(shared(text, `${text} ${words(50, seed + 1000)}`)).toBeGreaterThan(0);
		expect(shared(text, text.slice(0, text.length / 2))).toBeGreaterThan(0);
		expect(shared(text, words(120, seed + 500))).toBe(0);
	}
});

test('gives no bands for what is no fingerprint', () => {
	expect([bandsOf(''), bandsOf('x'), bandsOf('not base64!')]).toEqual([[], [], []]);
});

describe('findReprinted', () => {
	const text = words(150, 1);
	const candidate = (id: string, source: string, body: string, reprintOf?: string) => ({
		id,
		source,
		fingerprint: printOf(body),
		reprintOf,
	});

	test('finds the likest older text of another source', () => {
		const candidates = [
			candidate('near', 'a', `${text} ${words(100, 2)}`),
			candidate('same', 'b', text),
			candidate('far', 'c', words(150, 3)),
		];
		expect(findReprinted({ source: 'x', fingerprint: printOf(text) }, candidates)).toBe('same');
	});

	test.each([
		['half of it', words(75, 1)],
		['half of it among other words', `${words(30, 2)} ${words(75, 1)}`],
		['all of it and as much again', `${text} ${words(150, 2)}`],
		[
			'one word of eight changed',
			text
				.split(' ')
				.map((word, index) => (index % 8 === 3 ? 'other' : word))
				.join(' '),
		],
	])('finds a text of which another source shows %s', (_, body) => {
		expect(findReprinted({ source: 'x', fingerprint: printOf(body) }, [candidate('first', 'a', text)])).toBe('first');
	});

	test('takes texts that share a quote for two', () => {
		const other = `${words(45, 1)} ${words(120, 2)}`;
		expect(
			findReprinted({ source: 'x', fingerprint: printOf(other) }, [candidate('first', 'a', text)]),
		).toBeUndefined();
	});

	test('knows fingerprints that tell no length', () => {
		const old = printOf(text).slice(0, 342);
		expect(bandsToSearch(printOf(text))).toEqual(expect.arrayContaining(bandsOf(old)));
		expect(bandsOf(old)).toHaveLength(32);
		const first = { id: 'first', source: 'a', fingerprint: old };
		expect(findReprinted({ source: 'x', fingerprint: printOf(text) }, [first])).toBe('first');
		expect(findReprinted({ source: 'x', fingerprint: printOf(words(60, 1)) }, [first])).toBeUndefined();
	});

	test('points at the first of a chain', () => {
		expect(findReprinted({ source: 'x', fingerprint: printOf(text) }, [candidate('second', 'a', text, 'first')])).toBe(
			'first',
		);
	});

	test('takes a source’s own form for a reprint only where hardly a word differs', () => {
		const report = `${text} ${words(75, 2)}`;
		expect(
			findReprinted({ source: 'a', fingerprint: printOf(report) }, [candidate('yesterday', 'a', text)]),
		).toBeUndefined();
		expect(findReprinted({ source: 'b', fingerprint: printOf(report) }, [candidate('yesterday', 'a', text)])).toBe(
			'yesterday',
		);
		expect(findReprinted({ source: 'a', fingerprint: printOf(text) }, [candidate('yesterday', 'a', text)])).toBe(
			'yesterday',
		);
	});
});
