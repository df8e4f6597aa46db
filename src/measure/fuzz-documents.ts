import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'astro/zod';
import { ExpectedError } from '#core/expected-error.ts';

const MAX_BYTES = 1_000_000;
const rowSchema = z.looseObject({ text: z.string().optional(), b64: z.string().optional() });

/**
 * Real documents to be spoilt: all files below the folders, unpacked, and the rows of feed collections; sorted.
 *
 * @throws ExpectedError where there is none
 */
export function loadDocuments(folders: readonly string[]): Uint8Array[] {
	const documents = folders.flatMap((folder) => filesBelow(folder).flatMap(documentsOf));
	if (documents.length > 0) return documents.map((bytes) => bytes.subarray(0, MAX_BYTES));
	throw new ExpectedError(`Found no document in ${folders.join(', ')}. Name the folder of real data with JARCHY_DATA.`);
}

function filesBelow(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !/\.(md|tsv)$|^index\.json$|gold\.jsonl/.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
}

function documentsOf(file: string): Uint8Array[] {
	const bytes = readFileSync(file);
	if (!file.endsWith('.gz')) return [bytes];
	const unpacked = gunzipSync(bytes);
	if (!file.endsWith('.jsonl.gz')) return [unpacked];
	const lines = unpacked.toString('utf8').split('\n');
	return lines.filter((line) => line !== '').flatMap((line) => rowOf(line));
}

function rowOf(line: string): Uint8Array[] {
	const { text, b64 } = rowSchema.parse(JSON.parse(line));
	if (b64 !== undefined) return [Buffer.from(b64, 'base64')];
	return text === undefined ? [] : [Buffer.from(text)];
}
