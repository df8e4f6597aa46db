import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { portrayCase } from './golden-case.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');

/**
 * Golden cases: each folder holds a document and what is read from it. `npm run new-fixture` adds one; a change of what
 * is expected is made by `vitest run -u` and reviewed as a diff.
 */
test.each(readdirSync(FIXTURES))('reads %s as expected', async (name) => {
	const folder = join(FIXTURES, name);
	await expect(await portrayCase(folder)).toMatchFileSnapshot(join(folder, 'expected.md'));
});
