import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { close, createIndex, type PagefindIndex } from 'pagefind';
import { sha256 } from '#catalog/documents.ts';
import { toFacetTable, toTagTable, toTitleTable, toVocabulary } from './search-facets.ts';
import { fragmentKey, pack, pageId, renamePages, unpack } from './search-fragment.ts';
import { NO_WORDS, type SearchRecord } from './search-record.ts';

/** Code of no language: Pagefind then neither stems nor splits the index, words come from `core/search/tokens.ts`. */
const LANGUAGE = 'zxx';

/** Of what Pagefind writes for an index: the table of pages, words, and texts that ours stand for. */
const WORDS = /^index\/\w+\.pf_index$/;
const META = /^pagefind\.\w+\.pf_meta$/;
const FRAGMENT = /^fragment\/(\w+)\.pf_fragment$/;
/** What a browser fetches once for all indexes: the engine and its program. */
const SHARED = /^(pagefind\.js|wasm\.unknown\.pagefind)$/;

/** Marks an index that is complete, and names its files. */
export const SHARD_ENTRY = 'entry.json';

/** Characters of the digest in a file's name. */
const DIGEST_LENGTH = 12;

/** An index without a record makes the browser wait for ever. */
const NOTHING = { url: '/', content: NO_WORDS, language: LANGUAGE };

/**
 * Writes an index of some articles, oldest first, into a folder. The same articles in the same order give the same
 * bytes, and a file's name follows its bytes.
 *
 * @returns how many articles it finds.
 */
export async function writeShard(records: Iterable<SearchRecord>, outDir: string): Promise<number> {
	return await withIndex(async (index) => {
		const all = new Map<string, SearchRecord>();
		// One after another, since the order of arrival decides the bytes.
		for (const record of records) {
			const { key, content, title } = record;
			await add(index, { url: key, content, language: LANGUAGE, meta: { title } });
			all.set(key, record);
		}
		if (all.size === 0) await add(index, NOTHING);
		const files = await filesOf(index);
		const ids = writeFragments(files, [...all.values()], outDir);
		for (const { path, content } of files) if (WORDS.test(path)) write(outDir, path, content);
		const meta = renamePages(unpack(fileOf(files, META)), ids);
		writeTables([...all.values()], meta, outDir);
		return all.size;
	});
}

/**
 * Writes what all indexes share: the engine and its program.
 *
 * @returns paths of the files below `outDir`.
 */
export async function writeRoot(outDir: string): Promise<string[]> {
	return await withIndex(async (index) => {
		await add(index, NOTHING);
		const shared = (await filesOf(index)).filter(({ path }) => SHARED.test(path));
		for (const { path, content } of shared) write(outDir, path, content);
		return shared.map(({ path }) => path);
	});
}

/** Ends the program that makes indexes. */
export async function closeIndexer(): Promise<void> {
	await close();
}

async function withIndex<T>(work: (index: PagefindIndex) => Promise<T>): Promise<T> {
	const { index, errors } = await createIndex();
	if (index === undefined) throw new Error(`Pagefind did not start: ${errors.join(' ')}`);
	try {
		return await work(index);
	} finally {
		await index.deleteIndex();
	}
}

async function add(index: PagefindIndex, record: Parameters<PagefindIndex['addCustomRecord']>[0]): Promise<void> {
	const { errors } = await index.addCustomRecord(record);
	if (errors.length > 0) throw new Error(`Pagefind refused ${record.url}: ${errors.join(' ')}`);
}

async function filesOf(index: PagefindIndex): Promise<IndexFile[]> {
	const { files, errors } = await index.getFiles();
	if (errors.length > 0) throw new Error(`Pagefind could not make the index: ${errors.join(' ')}`);
	return files;
}

interface IndexFile {
	readonly path: string;
	readonly content: Uint8Array;
}

function fileOf(files: readonly IndexFile[], pattern: RegExp): Uint8Array {
	const file = files.find(({ path }) => pattern.test(path));
	if (file === undefined)
		throw new Error('Pagefind wrote no table of pages. Install the version that package.json names.');
	return file.content;
}

/** A file per article with what results show. @returns their ids by those that Pagefind gave them. */
function writeFragments(
	files: readonly IndexFile[],
	records: readonly SearchRecord[],
	outDir: string,
): Map<string, string> {
	const numbers = new Map(records.map(({ key }, number) => [key, number]));
	const ids = new Map<string, string>();
	for (const { path, content: bytes } of files) {
		const given = FRAGMENT.exec(path)?.[1];
		const number = given === undefined ? undefined : numbers.get(fragmentKey(bytes));
		if (given === undefined || number === undefined) continue;
		const content = JSON.stringify(records[number]?.shown);
		const id = pageId({ number, content, length: given.length });
		ids.set(given, id);
		write(outDir, `fragment/${id}.pf_fragment`, pack(content));
	}
	return ids;
}

/**
 * What a browser reads of an index before it looks for a word, facets and Pagefind's table of pages, as one file: the
 * length of the facets in four bytes, the facets, the table. Beside it what few questions need.
 */
function writeTables(records: readonly SearchRecord[], meta: Uint8Array, outDir: string): void {
	const facets = Buffer.from(JSON.stringify(toFacetTable(records.map((record) => record.facets))));
	const length = Buffer.alloc(4);
	length.writeUInt32LE(facets.byteLength);
	const tables = {
		start: Buffer.concat([length, facets, Buffer.from(meta)]),
		tags: Buffer.from(JSON.stringify(toTagTable(records.map((record) => record.facets)))),
		words: Buffer.from(JSON.stringify(toVocabulary(records.map(({ shown }) => shown)))),
	};
	const names: Record<string, string> = {};
	const titles = toTitleTable(records.map((record) => record.facets));
	for (const [kind, content] of Object.entries(tables)) {
		// The titles have the name of what is read first, so that the list of indexes is shorter.
		const digest = sha256(kind === 'start' ? Buffer.concat([content, titles]) : content).slice(0, DIGEST_LENGTH);
		names[kind] = digest;
		write(outDir, `${kind}.${digest}.pf_${kind}`, pack(content));
	}
	write(outDir, `titles.${names['start']}.pf_start`, pack(titles));
	write(outDir, SHARD_ENTRY, Buffer.from(JSON.stringify(names)));
}

function write(outDir: string, path: string, content: Uint8Array): void {
	const file = join(outDir, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, content);
}
