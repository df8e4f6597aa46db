import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { close, createIndex, type PagefindIndex } from 'pagefind';
import type { Site } from '#site/site.ts';
import { fragmentKey, patchFragment, type ShownFragment } from './search-fragment.ts';
import { NO_WORDS, type SearchRecord, searchRecords } from './search-record.ts';

/** An index of its own over some of the articles. */
interface SearchShard {
	/** Folder below `dist/`. */
	readonly folder: string;
	/** Its articles, oldest first. */
	records(): Iterable<SearchRecord>;
}

/** Code of no language: Pagefind then neither stems nor splits the index, words come from `core/search-text.ts`. */
const LANGUAGE = 'zxx';

/** What a browser fetches: the engine, its program, the entry, the table of pages, words, filters and texts. */
const NEEDED =
	/^(pagefind\.js|wasm\.unknown\.pagefind|pagefind-entry\.json|pagefind\.\w+\.pf_meta|(index|filter|fragment)\/\w+\.pf_\w+)$/;

/** An index without a record makes the browser wait for ever. */
const NOTHING = { url: '/', content: NO_WORDS, language: LANGUAGE };

/**
 * Writes the search index of a site below `outDir`. The same articles give the same bytes.
 *
 * @returns how many articles search finds.
 */
export async function buildSearchIndex({ site, outDir }: { site: Site; outDir: string }): Promise<{ records: number }> {
	let records = 0;
	try {
		for (const shard of searchShards(site)) records += await writeShard(shard, join(outDir, shard.folder));
	} finally {
		await close();
	}
	return { records };
}

/** The indexes that a site's articles are divided into. */
function searchShards(site: Site): SearchShard[] {
	return [{ folder: 'pagefind', records: () => searchRecords(site) }];
}

async function writeShard(shard: SearchShard, outDir: string): Promise<number> {
	const { index, errors } = await createIndex();
	if (index === undefined) throw new Error(`Pagefind did not start: ${errors.join(' ')}`);
	const shown = await addRecords(index, shard.records());
	if (shown.size === 0) await add(index, NOTHING);
	await writeFiles(index, shown, outDir);
	await index.deleteIndex();
	return shown.size;
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
	shown: ReadonlyMap<string, ShownFragment>,
	outDir: string,
): Promise<void> {
	const { files, errors } = await index.getFiles();
	if (errors.length > 0) throw new Error(`Pagefind could not make the index: ${errors.join(' ')}`);
	for (const { path, content } of files) {
		if (!NEEDED.test(path)) continue;
		const file = join(outDir, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, path.startsWith('fragment/') ? showFragment(content, shown) : content);
	}
}

function showFragment(bytes: Uint8Array, shown: ReadonlyMap<string, ShownFragment>): Uint8Array {
	const fragment = shown.get(fragmentKey(bytes));
	return fragment === undefined ? bytes : patchFragment(bytes, fragment);
}
