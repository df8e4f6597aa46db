import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow } from './files.ts';

/** What of `Astro` means the same while a page is rendered by the app, by `astro build` and by `astro dev`. */
const ALIKE = new Set(['props', 'params', 'slots', 'site', 'self', 'generator']);

/** What works in one of them alone, with what to do instead. */
const UNLIKE: readonly (readonly [RegExp, string])[] = [
	[/from 'astro:(assets|actions|env[^']*|middleware)'/, 'pictures are shown by OwnPicture, the rest is for servers'],
	[/export const (prerender|partial)\b/, 'every page is rendered by the app and written as a file'],
	[/\bserver:defer\b/, 'an island of a server needs a server'],
	[/\bclient:(load|idle|visible|media|only)\b/, 'scripts lie in src/client and are bundled by a script tag'],
	[/\bnew Date\(\)|\bDate\.now\(\)|\bMath\.random\(\)/, 'the same content gives the same bytes on any day'],
];

const sources = ['pages', 'layouts', 'components'].flatMap((room) =>
	filesBelow(join('src', room)).map((path) => join('src', room, path)),
);

test.each(sources)('%s uses nothing that differs between the app and a static build', (path) => {
	const text = readFileSync(path, 'utf8');
	const used = [...text.matchAll(/\bAstro\.(\w+)/g)].map(([, name = '']) => name);
	expect(used.filter((name) => !ALIKE.has(name))).toEqual([]);
	for (const [pattern, instead] of UNLIKE) expect(text, instead).not.toMatch(pattern);
});
