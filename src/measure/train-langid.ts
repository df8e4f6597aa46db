import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'astro/zod';
import { ExpectedError } from '#core/expected-error.ts';
import { trainProfiles } from './langid-profiles.ts';
import { findRows } from './quality/data-file.ts';

/** The sets that the shipped profiles are made from. */
const SETS = ['sib200-30langs', 'xwmt-news', 'ud-kyrgyz-headlines'];

const ORIGIN =
	'Made by src/measure/train-langid.ts from SIB-200 (github.com/dadelani/sib-200, sentences of FLORES-200, CC BY-SA 4.0), the test set of X-WMT (github.com/turkic-interlingua/til-mt, MIT) and UD Kyrgyz-KTMU (github.com/UniversalDependencies, CC BY-SA 4.0). Line n of grams holds the 1- to 4-letter sequences worth n/2 above the floor, in natural logarithms of probability; _ is a word end.';

const rowSchema = z.looseObject({ lang: z.string(), text: z.string() });

/** Rebuilds `src/core/language-profiles.json` from the texts of a data folder. */
export function trainLangid(dataDir: string): void {
	writeFileSync(new URL('../core/language-profiles.json', import.meta.url), shippedProfiles(dataDir));
}

/** What `src/core/language-profiles.json` holds, made anew. @throws ExpectedError where a set of it is not in the folder */
export function shippedProfiles(dataDir: string): string {
	const dir = join(dataDir, 'langid');
	const rows = SETS.flatMap((set) => {
		const found = findRows(dir, set, rowSchema);
		if (found === undefined)
			throw new ExpectedError(
				`Could not train: ${dir} lacks ${set}.jsonl.gz. Name the folder of all real data with --data or JARCHY_DATA.`,
			);
		return found;
	});
	return `${JSON.stringify({ origin: ORIGIN, profiles: trainProfiles(rows) }, undefined, '\t')}\n`;
}
