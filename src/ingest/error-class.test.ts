import { expect, test } from 'vitest';
import { classOf } from './error-class.ts';
import { failureOf, toFetchError } from './fetch/fetch-error.ts';

test.each([
	[401, 'blocked'],
	[403, 'blocked'],
	[404, 'gone'],
	[410, 'gone'],
	[429, 'limited'],
	[451, 'blocked'],
	[500, 'server'],
	[503, 'server'],
	[418, 'unreadable'],
])('an answer of %i means %s', (status, expected) => {
	expect(classOf(toFetchError('https://press.example/', failureOf(status)))).toBe(expected);
});
