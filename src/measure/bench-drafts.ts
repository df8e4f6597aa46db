import { statSync } from 'node:fs';
import type { Source } from '#core/source.ts';
import { IngestError } from '#ingest/errors.ts';
import { openFetcher } from '#ingest/fetch/fetch.ts';
import { expandInput, type Input } from '#ingest/input/inputs.ts';
import { readInput } from '#ingest/read.ts';

/** What it cost to make articles of files. */
export interface DraftPhase {
	readonly items: number;
	/** Of the files, as often as they were read. */
	readonly megabytes: number;
	/** Of this process while it read: neither its start nor printing or writing articles is in it. */
	readonly cpuS: number;
	readonly itemsPerCpuS: number;
	readonly megabytesPerCpuS: number;
}

const SOURCE: Source = {
	id: 'bench',
	name: 'bench',
	lang: 'und',
	timeZone: 'Asia/Bishkek',
	enabled: true,
	feeds: [],
	follow: 'never',
};
const NOW = '2026-11-01T00:00:00Z';

/**
 * Reads folders so many times as ingest does, from bytes to drafts with Markdown, plain text, language, dates and
 * keys, and throws these away.
 */
export async function measureDrafts(
	folders: readonly string[],
	{ rounds }: { readonly rounds: number },
): Promise<DraftPhase> {
	const fetcher = openFetcher({ contentDir: process.cwd(), contact: 'bench', now: NOW, allowPrivate: false });
	const inputs = folders.flatMap((folder) => expandInput(folder, { from: process.cwd(), roots: [] }));
	let items = 0;
	const read = (input: Input): Promise<unknown> =>
		readInput(input, {
			source: SOURCE,
			now: NOW,
			fetcher,
			warn: () => undefined,
			onOpml: () => undefined,
			onDraft: () => void items++,
		}).catch((error: unknown) => {
			if (!(error instanceof IngestError)) throw error;
		});
	const start = process.cpuUsage();
	for (let round = 0; round < rounds; round++) for (const input of inputs) await read(input);
	const { user, system } = process.cpuUsage(start);
	await fetcher.close();
	const bytes = inputs.reduce((sum, { local }) => sum + (local === undefined ? 0 : statSync(local.file).size), 0);
	const [cpuS, megabytes] = [(user + system) / 1e6, (rounds * bytes) / 1e6];
	return { items, megabytes, cpuS, itemsPerCpuS: items / cpuS, megabytesPerCpuS: megabytes / cpuS };
}
