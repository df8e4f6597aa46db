import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const SIGNS = `${between(' ', '@')}${between('[', '`')}${between('{', '~')}\u00a0«·»–—‘’“”„•…`;
const LATIN = `${between('A', 'Z')}${between('a', 'z')}©×€`;
/** Kyrgyz, Kazakh, Uzbek and Tajik. */
const OTHER_CYRILLIC = 'ҒғҚқҢңҮүҲҳҶҷҺһӘәӢӣӨөӮӯ';

/**
 * What nearly every page needs, each cut from a file of the package; `src/styles/fonts.css` names the letters by number.
 * Words set in italics are seldom Latin, but the spaces between them are.
 */
const SUBSETS = [
	{ name: 'latin-normal', from: 'latin-wght-normal', letters: SIGNS + LATIN },
	{ name: 'latin-italic', from: 'latin-wght-italic', letters: LATIN },
	{ name: 'signs-italic', from: 'latin-wght-italic', letters: SIGNS },
	...['normal', 'italic'].flatMap((style) => [
		{ name: `cyrillic-${style}`, from: `cyrillic-wght-${style}`, letters: `${between('А', 'я')}Ёё№` },
		{ name: `cyrillic-ext-${style}`, from: `cyrillic-ext-wght-${style}`, letters: OTHER_CYRILLIC },
	]),
] as const;

/** Weights that the styles use. */
const WEIGHTS = { min: 400, max: 850 };

/** A font file that the site ships, and its bytes. */
export interface FontFile {
	readonly name: string;
	readonly bytes: Uint8Array;
}

/** The everyday letters of the press face alone, upright and italic: a third of what its package has. The same on every machine. */
export async function subsetFonts(): Promise<FontFile[]> {
	return Promise.all(
		SUBSETS.map(async ({ name, from, letters }) => {
			const entry = `@fontsource-variable/piazzolla/files/piazzolla-${from}.woff2`;
			const whole = readFileSync(fileURLToPath(import.meta.resolve(entry)));
			const bytes = await subsetFont(whole, letters, { targetFormat: 'woff2', variationAxes: { wght: WEIGHTS } });
			return { name: `piazzolla-${name}.woff2`, bytes };
		}),
	);
}

function between(first: string, last: string): string {
	const from = first.codePointAt(0) ?? 0;
	const count = (last.codePointAt(0) ?? 0) - from + 1;
	return Array.from({ length: count }, (_, at) => String.fromCodePoint(from + at)).join('');
}
