import { openCatalogReadOnly } from '#catalog/catalog.ts';
import type { DayRange } from '#catalog/queries.ts';
import { toSite } from '#site/site.ts';
import { searchRecords } from './search-record.ts';
import { closeIndexer, writeShard } from './search-shard.ts';

/** What an indexing process is told: the days of one index, and its folder. */
export interface SearchOrder {
	readonly contentDir: string;
	readonly cacheDir: string;
	readonly days: DayRange;
	readonly outDir: string;
}

/** What it answers. */
export type SearchAnswer = { readonly count: number } | { readonly failed: string };

// A build that was killed wants no more indexes.
process.once('disconnect', () => process.exit());
process.on('message', (order: SearchOrder) => {
	void index(order)
		.catch((error: unknown): SearchAnswer => ({ failed: error instanceof Error ? error.message : String(error) }))
		.then((answer) => process.send?.(answer));
});

async function index({ days, outDir, ...folders }: SearchOrder): Promise<SearchAnswer> {
	const catalog = openCatalogReadOnly(folders);
	try {
		return { count: await writeShard(searchRecords(toSite(catalog), days), outDir) };
	} finally {
		// The program keeps what its indexes took; a new one starts small.
		await closeIndexer();
		catalog.close();
	}
}
