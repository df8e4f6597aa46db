import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { subsetFonts } from './subset-fonts.ts';

test('the fonts that the site ships are what npm run train -- fonts makes', async () => {
	for (const { name, bytes } of await subsetFonts())
		expect(readFileSync(`src/styles/fonts/${name}`).equals(bytes), name).toBe(true);
});
