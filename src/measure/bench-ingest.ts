import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedError } from '#core/expected-error.ts';
import { type DraftPhase, measureDrafts } from './bench-drafts.ts';
import { formatTable } from './bench-table.ts';
import { type Cost, measure } from './cost.ts';
import { writeDump, writeFeeds, writePages } from './ingest-inputs.ts';
import { OPEN_SOURCE } from './open-source.ts';

export interface IngestBenchOptions {
	/** Items of the dump that is taken in and then found unchanged. */
	readonly articles: number;
	/** Size of the dump that is read for its memory. */
	readonly dumpMegabytes: number;
	/** Of the feeds and the folder of pages that are read. */
	readonly feedItems?: number;
	readonly pages?: number;
	/** Folder of the real data, whose feeds and saved pages are measured where they are there. */
	readonly dataDir: string;
	readonly root: string;
	readonly scratchDir: string;
	readonly keep: boolean;
	readonly onProgress: (text: string) => void;
}

/** What reading so many inputs cost. */
export interface IngestPhase extends Cost {
	readonly items: number;
	readonly itemsPerCpuS: number;
}

/** What `npm run bench -- --ingest --json` prints. */
export interface IngestBenchReport {
	readonly articles: number;
	readonly node: string;
	/** Generated news of 3.6 KB, and the feeds of real sites, whose posts are longer, and their pages, from bytes to articles in memory. */
	readonly articlesOfNews: DraftPhase;
	readonly articlesOfRealFeeds: DraftPhase | undefined;
	readonly articlesOfRealPages: DraftPhase | undefined;
	/** Feeds with whole texts, pages, and a large dump, read as `try` reads them. */
	readonly feeds: IngestPhase;
	readonly pages: IngestPhase;
	readonly dump: IngestPhase & { readonly megabytes: number };
	/** A dump taken in, and again. */
	readonly first: IngestPhase;
	readonly noop: IngestPhase;
}

const FEED_ITEMS = 10_000;
const PAGES = 500;
const REAL_FEEDS = ['inbox/feeds'];
const REAL_PAGES = ['extract/scrapinghub', 'extract/wcxb'];
/** Real feeds and pages are few: read once, they would measure how the engine warms up. */
const ROUNDS = 5;

/** Measures the real commands on generated inputs, one at a time. @throws ExpectedError where one fails. */
export async function benchIngest(options: IngestBenchOptions): Promise<IngestBenchReport> {
	const { articles, dumpMegabytes, scratchDir, keep, onProgress } = options;
	const { feedItems = FEED_ITEMS, pages = PAGES } = options;
	if (existsSync(scratchDir))
		throw new ExpectedError(`${scratchDir} is there already. Remove it, or name another folder with --dir.`);
	mkdirSync(join(scratchDir, 'content/sources'), { recursive: true });
	try {
		onProgress('writing feeds, pages and dumps');
		writeFileSync(join(scratchDir, 'content/sources/source.yaml'), OPEN_SOURCE);
		const path = (name: string): string => join(scratchDir, name);
		writeFeeds(path('feeds'), feedItems);
		writePages(path('pages'), pages);
		const large = writeDump(path('large.jsonl'), { bytes: dumpMegabytes * 1_000_000 });
		writeDump(path('dump.jsonl'), { items: articles });
		const read = (name: string, items: number): Promise<IngestPhase> =>
			runPhase(options, { name, items, args: ['scripts/try.ts', path(name)] });
		const take = (name: string): Promise<IngestPhase> =>
			runPhase(options, {
				name,
				items: articles,
				args: ['scripts/ingest.ts', path('dump.jsonl'), '--source', 'source', '--now', '2026-11-01T00:00:00Z'],
			});
		onProgress('making articles of feeds');
		return {
			articles,
			node: process.version,
			articlesOfNews: await measureDrafts([path('feeds')], { rounds: 1 }),
			articlesOfRealFeeds: await measureReal(options.dataDir, REAL_FEEDS),
			articlesOfRealPages: await measureReal(options.dataDir, REAL_PAGES),
			feeds: await read('feeds', feedItems),
			pages: await read('pages', pages),
			dump: { ...(await read('large.jsonl', large)), megabytes: dumpMegabytes },
			first: await take('first run'),
			noop: await take('no-op run'),
		};
	} finally {
		if (!keep) rmSync(scratchDir, { recursive: true, force: true });
	}
}

async function measureReal(dataDir: string, names: readonly string[]): Promise<DraftPhase | undefined> {
	const folders = names.map((name) => join(dataDir, name)).filter((folder) => existsSync(folder));
	return folders.length === 0 ? undefined : await measureDrafts(folders, { rounds: ROUNDS });
}

async function runPhase(
	{ root, scratchDir, onProgress }: IngestBenchOptions,
	{ name, items, args }: { readonly name: string; readonly items: number; readonly args: readonly string[] },
): Promise<IngestPhase> {
	onProgress(`reading ${name}`);
	const env = {
		...process.env,
		CONTENT_DIR: join(scratchDir, 'content'),
		CACHE_DIR: join(scratchDir, 'cache'),
	};
	const run = await measure({ command: process.execPath, args: [...FLAGS, ...args], cwd: root, env });
	if (run.code !== 0) throw new ExpectedError(`${args.join(' ')} failed: ${run.stderr.slice(-2000)}`);
	const { wallS, cpuS, peakMiB, totalPeakMiB } = run;
	return { items, wallS, cpuS, peakMiB, totalPeakMiB, itemsPerCpuS: items / cpuS };
}

/** As in the scripts of package.json. */
const FLAGS = ['--max-semi-space-size=8', '--heap-growing-percent=50'];

/** A report for people. */
export function formatIngestBench(report: IngestBenchReport): string {
	const { articles, node, dump } = report;
	const names = {
		feeds: 'feeds, whole texts',
		pages: 'pages',
		dump: `dump of ${dump.megabytes} MB`,
		first: 'first run',
		noop: 'no-op run',
	} as const;
	const rows = (['feeds', 'pages', 'dump', 'first', 'noop'] as const).map((phase) => {
		const { items, wallS, cpuS, peakMiB, itemsPerCpuS } = report[phase];
		return [
			names[phase],
			String(items),
			wallS.toFixed(1),
			cpuS.toFixed(1),
			String(Math.round(itemsPerCpuS)),
			String(Math.round(peakMiB)),
		];
	});
	const head = ['read', 'items', 's', 'CPU-s', 'items/CPU-s', 'peak MiB'];
	return [
		`${articles} articles, Node ${node}. Start of the process included.`,
		formatTable([head, ...rows]),
		[
			draftLine('Generated news', report.articlesOfNews),
			draftLine(`Real feeds (${REAL_FEEDS.join(', ')})`, report.articlesOfRealFeeds),
			draftLine(`Real pages (${REAL_PAGES.join(', ')})`, report.articlesOfRealPages),
			'',
		].join('\n'),
	].join('\n\n');
}

function draftLine(name: string, phase: DraftPhase | undefined): string {
	if (phase === undefined) return `${name}: none, JARCHY_DATA is absent.`;
	const { itemsPerCpuS, megabytesPerCpuS } = phase;
	return `${name}, from bytes to articles in memory: ${Math.round(itemsPerCpuS)} items, ${megabytesPerCpuS.toFixed(1)} MB a CPU second.`;
}
