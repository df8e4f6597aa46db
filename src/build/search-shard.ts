import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { close, createIndex, type PagefindIndex } from 'pagefind';
import { fragmentKey, patchFragment, type ShownFragment } from './search-fragment.ts';
import { NO_WORDS, type SearchRecord } from './search-record.ts';

/** Code of no language: Pagefind then neither stems nor splits the index, words come from `core/search/tokens.ts`. */
const LANGUAGE = 'zxx';

/** What a browser fetches of an index: the entry, the table of pages, words, filters and texts. */
const NEEDED = /^(pagefind-entry\.json|pagefind\.\w+\.pf_meta|(index|filter|fragment)\/\w+\.pf_\w+)$/;
/** What it fetches once for all of them: the engine and its program. */
const SHARED = /^(pagefind\.js|wasm\.unknown\.pagefind)$/;

/** An index without a record makes the browser wait for ever. */
const NOTHING = { url: '/', content: NO_WORDS, language: LANGUAGE };

/**
 * Writes an index of some articles into a folder. The same articles in the same order give the same bytes.
 *
 * @returns how many articles it finds.
 */
export async function writeShard(records: Iterable<SearchRecord>, outDir: string): Promise<number> {
	return await withIndex(async (index) => {
		const shown = await addRecords(index, records);
		if (shown.size === 0) await add(index, NOTHING);
		await writeFiles(index, outDir, (path, bytes) => {
			if (!NEEDED.test(path)) return undefined;
			return path.startsWith('fragment/') ? showFragment(bytes, shown) : bytes;
		});
		return shown.size;
	});
}

/**
 * Writes what all indexes share: the engine, its program, and an index of nothing for it to start with.
 *
 * @returns paths of the files below `outDir`.
 */
export async function writeRoot(outDir: string): Promise<string[]> {
	return await withIndex(async (index) => {
		await add(index, NOTHING);
		return await writeFiles(index, outDir, (path, bytes) =>
			(NEEDED.test(path) && !path.startsWith('fragment/')) || SHARED.test(path) ? bytes : undefined,
		);
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

/** One after another, since the order of arrival decides the bytes. */
async function addRecords(index: PagefindIndex, records: Iterable<SearchRecord>): Promise<Map<string, ShownFragment>> {
	const shown = new Map<string, ShownFragment>();
	for (const { key, content, title, filters, shown: fragment } of records) {
		await add(index, { url: key, content, language: LANGUAGE, meta: { title }, filters });
		shown.set(key, fragment);
	}
	return shown;
}

async function add(index: PagefindIndex, record: Parameters<PagefindIndex['addCustomRecord']>[0]): Promise<void> {
	const { errors } = await index.addCustomRecord(record);
	if (errors.length > 0) throw new Error(`Pagefind refused ${record.url}: ${errors.join(' ')}`);
}

async function writeFiles(
	index: PagefindIndex,
	outDir: string,
	select: (path: string, bytes: Uint8Array) => Uint8Array | undefined,
): Promise<string[]> {
	const { files, errors } = await index.getFiles();
	if (errors.length > 0) throw new Error(`Pagefind could not make the index: ${errors.join(' ')}`);
	const written: string[] = [];
	for (const { path, content } of files) {
		const bytes = select(path, content);
		if (bytes === undefined) continue;
		const file = join(outDir, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, bytes);
		written.push(path);
	}
	return written;
}

function showFragment(bytes: Uint8Array, shown: ReadonlyMap<string, ShownFragment>): Uint8Array {
	const fragment = shown.get(fragmentKey(bytes));
	return fragment === undefined ? bytes : patchFragment(bytes, fragment);
}
