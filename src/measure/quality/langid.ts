import { z } from 'astro/zod';
import { detectLanguage } from '#core/language.ts';
import { findRows } from './data-file.ts';
import type { Suite } from './suite.ts';

const rowSchema = z.looseObject({ lang: z.string(), text: z.string() });

/** Which language a text is in. */
export const langidSuite: Suite = {
	name: 'langid',
	summary: 'the language of sentences and headlines',
	async *score({ dir }) {
		for (const set of ['xwmt-news', 'ud-kyrgyz-headlines']) {
			const rows = findRows(dir, set, rowSchema);
			if (rows === undefined) continue;
			const right = rows.filter(({ text, lang }) => detectLanguage(text).lang === lang).length;
			yield { suite: 'langid', set, items: rows.length, metrics: { accuracy: right / rows.length }, peers: {} };
		}
	},
};
