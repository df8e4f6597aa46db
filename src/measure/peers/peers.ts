import { mkdirSync, statSync } from 'node:fs';
import { totalmem } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { filesBelow } from '#build/files.ts';
import type { GrownCorpus } from '../bench-phases.ts';
import { type Cost, measure, type PerPage, perPage, type Run } from '../cost.ts';
import { shellEnv } from '../npm.ts';
import { astro } from './astro.ts';
import { eleventy } from './eleventy.ts';
import { hugo } from './hugo.ts';
import type { Peer, PeerBuild } from './peer.ts';
import { readSiteData } from './site-data.ts';

/** What another generator's build of the same articles cost. */
export interface PeerResult {
	readonly version?: string;
	/** Which kinds of page it makes otherwise, in a sentence. */
	readonly remark: string;
	/** Absent where it could not be built. */
	readonly full?: PeerBuildResult;
	/** Why there is no figure. */
	readonly failed?: string;
}

export interface PeerBuildResult extends Cost, PerPage {
	readonly pagesWritten: number;
	readonly feedsWritten: number;
	readonly filesChanged: number;
	readonly bytesChanged: number;
	/** How many times our time a page it takes, ours counted without the search index, which no peer makes. */
	readonly ratio: number;
	/** The same of CPU seconds. */
	readonly cpuRatio: number;
}

/** Where and against what peers are measured. */
export interface PeersInput {
	readonly corpus: GrownCorpus;
	readonly root: string;
	readonly scratchDir: string;
	/** Seconds that each may take. */
	readonly limitS: number;
	readonly ours: PerPage;
	readonly onProgress: (text: string) => void;
}

const PEERS: readonly Peer[] = [eleventy, hugo, astro];

/** Part of the machine's memory above which a peer is stopped. */
const MOST_MEMORY = 0.85;

/** Builds the same articles with other generators, one after another. One that fails is told of, no more. */
export async function measurePeers(input: PeersInput): Promise<Readonly<Record<string, PeerResult>>> {
	const results: Record<string, PeerResult> = {};
	for (const peer of PEERS) results[peer.name] = await measurePeer(peer, input);
	return results;
}

async function measurePeer(
	peer: Peer,
	{ corpus, root, scratchDir, limitS, ours, onProgress }: PeersInput,
): Promise<PeerResult> {
	const { name, remark } = peer;
	const dir = join(scratchDir, name);
	mkdirSync(dir, { recursive: true });
	try {
		onProgress(`${name}: making its project`);
		const build = await peer.prepare({ dir, root, site: readSiteData(corpus.contentDir, corpus.paths) });
		if ('missing' in build) return { remark, failed: `Not measured: ${build.missing}.` };
		onProgress(`${name} ${build.version}: full build`);
		const limitMiB = (totalmem() / 2 ** 20) * MOST_MEMORY;
		const env = { ...withOurNode(shellEnv(process.env)), ...build.env };
		const run = await measure({ ...build, cwd: dir, env, limitS, limitMiB });
		const failed = whyFailed(run, { limitS, limitMiB });
		if (failed !== undefined) return { version: build.version, remark, failed };
		return { version: build.version, remark, full: toResult(run, build, ours) };
	} catch (error) {
		return { remark, failed: error instanceof Error ? error.message : String(error) };
	}
}

/** All run on the Node that we run on, whatever the machine's own is. */
function withOurNode(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	return { ...env, PATH: [dirname(process.execPath), env['PATH'] ?? ''].join(delimiter) };
}

function whyFailed(run: Run, { limitS, limitMiB }: { limitS: number; limitMiB: number }): string | undefined {
	const used = `after ${run.wallS.toFixed(0)} s, with up to ${run.totalPeakMiB.toFixed(0)} MiB`;
	if (run.stoppedAt === 'time') return `It took longer than ${limitS} s and was stopped ${used}.`;
	if (run.stoppedAt === 'memory') return `It took more than ${limitMiB.toFixed(0)} MiB and was stopped ${used}.`;
	if (run.code === 0) return undefined;
	const last = (run.stderr.trim() || run.stdout.trim()).slice(-1500);
	return `It ended with exit code ${run.code} ${used}. Its last words: ${last}`;
}

function toResult({ wallS, cpuS, peakMiB, totalPeakMiB }: Run, build: PeerBuild, ours: PerPage): PeerBuildResult {
	const { outDir, detours } = build;
	const files = filesBelow(outDir);
	const count = (isCounted: (path: string) => boolean): number => files.filter(isCounted).length;
	const pagesWritten = count((path) => path.endsWith('.html') && detours?.test(path) !== true);
	const { wallPerPageMs, cpuPerPageMs } = perPage({ wallS, cpuS }, pagesWritten);
	return {
		wallS,
		cpuS,
		peakMiB,
		totalPeakMiB,
		pagesWritten,
		feedsWritten: count((path) => path.endsWith('rss.xml')),
		filesChanged: files.length,
		bytesChanged: files.reduce((sum, path) => sum + statSync(join(outDir, path)).size, 0),
		wallPerPageMs,
		cpuPerPageMs,
		ratio: wallPerPageMs / ours.wallPerPageMs,
		cpuRatio: cpuPerPageMs / ours.cpuPerPageMs,
	};
}
