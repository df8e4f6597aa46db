import type { Shard } from '#core/search/index-files.ts';
import { START_BYTES } from '#core/search/title-start.ts';
import type { IndexFiles } from './files.ts';
import { once } from './once.ts';

/** Numbers of a shard's articles whose titles begin with the words of a code, oldest first. @throws where they cannot be fetched. */
export type FindTitles = (shard: Shard, code: number) => Promise<readonly number[]>;

/** Finds titles by how they begin, in shards that need not be open. */
export function titleFinder(files: IndexFiles, basePath: string): FindTitles {
	const tables = new Map<string, Promise<Uint8Array>>();
	return async ({ key, start }, code) => {
		if (code === 0) return [];
		const address = `${basePath}${key}/titles.${start}.pf_start`;
		const table = await once(tables, address, () => files.load(address));
		const pages: number[] = [];
		for (let at = 0; at < table.length; at += START_BYTES) {
			if (codeAt(table, at) === code) pages.push(at / START_BYTES);
		}
		return pages;
	};
}

function codeAt(table: Uint8Array, at: number): number {
	let code = 0;
	for (let byte = START_BYTES - 1; byte >= 0; byte--) code = code * 256 + (table[at + byte] ?? 0);
	return code;
}
