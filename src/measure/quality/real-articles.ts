import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'astro/zod';
import { findRows } from './data-file.ts';

/** Shorter texts are headlines and teasers. */
const MIN_WORDS = 60;
const ROWS = /\.jsonl(?:\.gz)?$/;

const textSchema = z.looseObject({
	articleBody: z.string().optional(),
	mainContent: z.string().optional(),
	text: z.string().optional(),
});
const rowSchema = z.looseObject({ ...textSchema.shape, a: textSchema.optional(), b: textSchema.optional() });

/**
 * The texts of all articles that the JSON Lines files below a folder hold, each text once: fields `articleBody`,
 * `mainContent` or `text` of a row, or of both halves of a pair. Files in the order of their paths.
 */
export function findRealArticles(dir: string): string[] {
	const texts = jsonLinesBelow(dir).flatMap((name) =>
		(findRows(dir, name, rowSchema) ?? []).flatMap(({ a, b, ...row }) => [row, a ?? {}, b ?? {}].map(textOf)),
	);
	return [...new Set(texts)].filter((text) => text.split(/\s+/u).length >= MIN_WORDS);
}

function textOf({ articleBody, mainContent, text }: z.infer<typeof textSchema>): string {
	return (articleBody ?? mainContent ?? text ?? '').trim();
}

/** Paths below a folder without their ending, sorted; none where there is no folder. */
function jsonLinesBelow(dir: string): string[] {
	try {
		const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => ROWS.test(name));
		return [...new Set(names.map((name) => join(name).replace(ROWS, '')))].sort();
	} catch {
		return [];
	}
}
