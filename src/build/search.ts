import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '#catalog/documents.ts';
import { countPeriods, type DayRange } from '#catalog/queries.ts';
import { ExpectedError } from '#core/expected-error.ts';
import { editionList } from '#core/list.ts';
import type { Shard as ListedShard, ShardList } from '#core/search/index-files.ts';
import type { Site } from '#site/site.ts';
import { filesBelow } from './files.ts';
import type { Manifest } from './manifest.ts';
import type { PlannedEntry } from './manifest-entry.ts';
import type { OutputKind } from './output.ts';
import { type SearchSpan, searchSpans } from './search-bounds.ts';
import { digestOfRecords, searchRecords } from './search-record.ts';
import { closeIndexer, SHARD_ENTRY as ENTRY, writeRoot, writeShard } from './search-shard.ts';
import type { SearchAnswer, SearchOrder } from './search-worker.ts';
import { type Shard, weighedShareOf } from './shard.ts';
import { type Stage, stageBytes, stagedPath } from './stage.ts';

/** Folder of all indexes below `dist/`. */
export const SEARCH_FOLDER = 'pagefind';
/** Names the indexes to the browser. */
const LIST = `${SEARCH_FOLDER}/shards.json`;
/** Stands for what all indexes share. */
const PROGRAM = `${SEARCH_FOLDER}/wasm.unknown.pagefind`;

/** Chunks of words that a question of one word reads of an index, about. */
const CHUNKS_A_QUESTION = 2;

/** Articles that this process indexes itself: a process more would cost more than it brings. */
const WORTH_A_PROCESS = 3000;

/** What the search index is brought up to date from. */
export interface SearchInput {
	readonly site: Site;
	readonly manifest: Manifest;
	/** Days on which something changed; `undefined` where any may have. */
	readonly days: ReadonlySet<string> | undefined;
	/** Digest of the code that makes indexes. */
	readonly code: string;
	/** Digest of the code that makes and reads them. */
	readonly version: string;
	readonly stage: Stage;
	readonly contentDir: string;
	readonly cacheDir: string;
	readonly jobs?: number;
	/** Which share of the indexes is made; all where absent. */
	readonly shard?: Shard;
	/** Told how many of how many articles are indexed. */
	readonly onProgress: (done: number, total: number) => void;
}

/** An index to be made. */
interface StaleShard {
	readonly span: SearchSpan;
	readonly digest: string;
}

/**
 * Makes the indexes of those spans of days whose articles changed, and leaves the others alone. New files lie in the
 * stage folder then; all are noted in the manifest.
 *
 * @returns paths of files that stand and are to go.
 */
export async function updateSearch(input: SearchInput): Promise<string[]> {
	const { manifest, stage } = input;
	const { shard } = input;
	const all = searchSpans(countDays(input.site));
	const spans = shard === undefined ? all : weighedShareOf(all, shard, ({ count }) => count);
	const stale: StaleShard[] = [];
	const gone: string[] = [];
	for (const span of spans) {
		const digest = findStale(input, span);
		if (digest !== undefined) stale.push({ span, digest });
	}
	await makeShards(input, stale);
	for (const { span, digest } of stale) {
		const folder = folderOf(span.key);
		const entry = `${folder}/${ENTRY}`;
		const files = filesBelow(join(stage.dir, folder)).map((path) => `${folder}/${path}`);
		manifest.plan(
			files.map((path) =>
				path === entry ? { ...entryOf(path, 'searchEntry', input), digest } : entryOf(path, 'searchIndex', input),
			),
		);
		gone.push(...manifest.unplannedBelow(`${folder}/`));
	}
	if (shard === undefined || shard.index === 1) await makeRoot(input);
	// A shard knows but its own indexes: the merge lists them all.
	return shard === undefined ? [...gone, ...finishSearch(input)] : gone;
}

/**
 * Lists the indexes for the browser, once all are noted in the manifest.
 *
 * @returns paths of indexes that stand and are to go, since their days are in others.
 */
export function finishSearch(input: Pick<SearchInput, 'site' | 'manifest' | 'stage' | 'version'>): string[] {
	const spans = searchSpans(countDays(input.site));
	writeList(input, spans);
	return goneShards(input.manifest, spans);
}

function folderOf(key: string): string {
	return `${SEARCH_FOLDER}/${key}`;
}

/** Articles of all editions, by day. */
function countDays({ catalog, config }: Site): { day: string; count: number }[] {
	const counts = new Map<string, number>();
	for (const lang of config.editions) {
		for (const { period, count } of countPeriods(catalog, editionList(lang), { length: 10 })) {
			counts.set(period, (counts.get(period) ?? 0) + count);
		}
	}
	return Array.from(counts, ([day, count]) => ({ day, count }));
}

/**
 * The digest of a span whose index has to be made; `undefined` where the one that stands is right. An article comes to a
 * span or leaves it on one of its days, or by its bounds: those move where its first or last day empties, or another
 * day becomes the newest.
 */
function findStale({ site, manifest, days, code }: SearchInput, span: SearchSpan): string | undefined {
	const known = manifest.get(`${folderOf(span.key)}/${ENTRY}`)?.digest ?? '';
	const [, ofCode, ofDays] = known.split(' ');
	const [first, last] = [span.first, span.last];
	const isReached =
		days === undefined || ofDays !== `${first}..${last}` || [...days].some((day) => first <= day && day <= last);
	if (ofCode === code && !isReached) return undefined;
	const now = `${digestOfRecords(site, span)} ${code} ${first}..${last}`;
	return known === now ? undefined : now;
}

async function makeShards(input: SearchInput, stale: readonly StaleShard[]): Promise<void> {
	const total = stale.reduce((sum, { span }) => sum + span.count, 0);
	let done = 0;
	const advance = (count: number): void => {
		done += count;
		input.onProgress(done, total);
	};
	if (total <= WORTH_A_PROCESS) {
		try {
			for (const { span } of stale) {
				await writeShard(searchRecords(input.site, span), join(input.stage.dir, folderOf(span.key)));
				advance(span.count);
			}
		} finally {
			await closeIndexer();
		}
		return;
	}
	const queue = stale.map(({ span }) => span).toSorted((a, b) => a.count - b.count);
	const processes = Math.min(input.jobs ?? availableParallelism(), queue.length);
	await Promise.all(Array.from({ length: processes }, () => runProcess(input, queue, advance)));
}

/** A process that indexes one span after another until the queue is empty. */
function runProcess(input: SearchInput, queue: SearchSpan[], advance: (count: number) => void): Promise<void> {
	return new Promise((resolve, reject) => {
		const { contentDir, cacheDir, stage } = input;
		const child = fork(join(import.meta.dirname, 'search-worker.ts'), {
			env: { ...process.env, NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? join(cacheDir, 'compile') },
		});
		let current: SearchSpan | undefined;
		const next = (): void => {
			current = queue.pop();
			if (current === undefined) child.disconnect();
			else {
				const days: DayRange = { first: current.first, last: current.last };
				send(child, { contentDir, cacheDir, days, outDir: join(stage.dir, folderOf(current.key)) });
			}
		};
		child.on('message', (answer: SearchAnswer) => {
			if ('failed' in answer) {
				queue.length = 0;
				reject(new ExpectedError(`The search index could not be made: ${answer.failed}`));
				child.kill();
				return;
			}
			advance(current?.count ?? 0);
			next();
		});
		child.on('error', reject);
		child.on('exit', (code, signal) => {
			if (current === undefined) resolve();
			else
				reject(
					new ExpectedError(`The process that indexes ${current.key} ended early (${signal ?? `exit code ${code}`}).`),
				);
		});
		next();
	});
}

function send(child: ChildProcess, order: SearchOrder): void {
	child.send(order);
}

/** The shared root is made where it is missing or of other code. */
async function makeRoot(input: SearchInput): Promise<void> {
	const { manifest, stage, code } = input;
	if (manifest.get(PROGRAM)?.digest === code) return;
	try {
		for (const path of await writeRoot(join(stage.dir, SEARCH_FOLDER))) {
			const entry = entryOf(`${SEARCH_FOLDER}/${path}`, 'searchRoot', input);
			manifest.plan([entry.path === PROGRAM ? { ...entry, digest: code } : entry]);
		}
	} finally {
		await closeIndexer();
	}
}

/** Files of spans that are no more, since they were joined or divided or lost their articles. */
function goneShards(manifest: Manifest, spans: readonly SearchSpan[]): string[] {
	const keys = new Set(spans.map(({ key }) => key));
	const folders = manifest.pathsOfKind('searchEntry').map((path) => path.slice(0, -ENTRY.length));
	return folders
		.filter((folder) => !keys.has(folder.slice(SEARCH_FOLDER.length + 1, -1)))
		.flatMap((folder) => manifest.unplannedBelow(folder));
}

/** Names the indexes to the browser, newest first, with what a first question to each costs. */
function writeList(input: Pick<SearchInput, 'manifest' | 'stage' | 'version'>, spans: readonly SearchSpan[]): void {
	const { manifest, stage, version } = input;
	const shards = spans.map((span): ListedShard => {
		const folder = folderOf(span.key);
		const isPlanned = manifest.planned(`${folder}/${ENTRY}`) !== undefined;
		const chunks = manifest.filesFrom(`${folder}/index/`, isPlanned).map(({ size }) => size);
		const average = chunks.reduce((sum, size) => sum + size, 0) / Math.max(1, chunks.length);
		const table = (kind: string): { path: string; size: number } | undefined =>
			manifest.filesFrom(`${folder}/${kind}.`, isPlanned)[0];
		const digest = (kind: string): string => table(kind)?.path.split('.').at(-2) ?? '';
		const wordBytes = Math.round(Math.min(CHUNKS_A_QUESTION, chunks.length) * average);
		const bytes = (table('start')?.size ?? 0) + wordBytes;
		return { ...span, bytes, wordBytes, start: digest('start'), tags: digest('tags'), words: digest('words') };
	});
	stageBytes(stage, LIST, JSON.stringify({ version, shards } satisfies ShardList));
	manifest.plan([entryOf(LIST, 'searchList', input)]);
}

/** A staged file as the manifest notes it. */
function entryOf(
	path: string,
	kind: OutputKind,
	{ manifest, stage }: Pick<SearchInput, 'manifest' | 'stage'>,
): PlannedEntry {
	const bytes = readFileSync(stagedPath(stage, path));
	const hash = sha256(bytes);
	return { path, kind, sha256: hash, size: bytes.byteLength, isNew: manifest.get(path)?.sha256 !== hash };
}
