import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { z } from 'astro/zod';

/**
 * The rows of `<dir>/<name>.jsonl.gz` or `<dir>/<name>.jsonl`, or undefined where there is neither.
 *
 * @throws ZodError for a row of another shape, SyntaxError for one that is no JSON
 */
export function findRows<T>(dir: string, name: string, schema: z.ZodType<T>): T[] | undefined {
	const text = findText(join(dir, `${name}.jsonl`));
	return text
		?.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => schema.parse(JSON.parse(line)));
}

/** The text of a file, of `<file>.gz` unpacked where there is no such file, or undefined where there is neither. */
function findText(file: string): string | undefined {
	if (existsSync(file)) return readFileSync(file, 'utf8');
	return existsSync(`${file}.gz`) ? gunzipSync(readFileSync(`${file}.gz`)).toString('utf8') : undefined;
}
