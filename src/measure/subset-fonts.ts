import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

/** Letters that nearly every page needs, by the file of the package that holds them; `src/styles/fonts.css` names them by number. */
const SUBSETS = {
	latin: `${between(' ', '~')}\u00a0©«·»×–—‘’“”„•…€`,
	cyrillic: `${between('А', 'я')}Ёё№`,
	/** Kyrgyz, Kazakh, Uzbek and Tajik. */
	'cyrillic-ext': 'ҒғҚқҢңҮүҲҳҶҷҺһӘәӢӣӨөӮӯ',
} as const;

/** Weights that the styles use. */
const WEIGHTS = { min: 400, max: 850 };

/** A font file that the site ships, and its bytes. */
export interface FontFile {
	readonly name: string;
	readonly bytes: Uint8Array;
}

/** The everyday letters of the press face alone, upright and italic: a third of what its package has. The same on every machine. */
export async function subsetFonts(): Promise<FontFile[]> {
	const files: FontFile[] = [];
	for (const [subset, letters] of Object.entries(SUBSETS)) {
		for (const style of ['normal', 'italic']) {
			const entry = `@fontsource-variable/piazzolla/files/piazzolla-${subset}-wght-${style}.woff2`;
			const whole = readFileSync(fileURLToPath(import.meta.resolve(entry)));
			const bytes = await subsetFont(whole, letters, { targetFormat: 'woff2', variationAxes: { wght: WEIGHTS } });
			files.push({ name: `piazzolla-${subset}-${style}.woff2`, bytes });
		}
	}
	return files;
}

function between(first: string, last: string): string {
	const from = first.codePointAt(0) ?? 0;
	const count = (last.codePointAt(0) ?? 0) - from + 1;
	return Array.from({ length: count }, (_, at) => String.fromCodePoint(from + at)).join('');
}
