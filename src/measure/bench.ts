import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildJson, buildJsonSchema } from '#build/build-json.ts';
import { forgetBundle } from '#build/bundle.ts';
import { isFeedKind, isPageKind, isSearchKind, type OutputKind, PUBLISH_ORDER } from '#build/output.ts';
import { ExpectedError } from '#core/expected-error.ts';
import {
	type GrownCorpus,
	type PartName,
	PHASE_ENV,
	PHASE_OF,
	PHASES,
	type PhaseName,
	SITE_URLS,
	writeBase,
} from './bench-phases.ts';
import { measureSearch, type SearchResult } from './bench-search.ts';
import { type Cost, costBetween, measure, type PerPage, perPage, type Run } from './cost.ts';
import { measureNpm, shellEnv } from './npm.ts';
import { measurePeers, type PeerResult } from './peers/peers.ts';
import { processSource } from './processes.ts';

/** What to measure. */
export interface BenchOptions {
	readonly articles: number;
	/** Root of the project. */
	readonly root: string;
	/** Folder for the corpus and all that is built from it. */
	readonly scratchDir: string;
	/** Phases to run, and the search; all where absent. The full build always runs: the others stand on it. */
	readonly only?: ReadonlySet<PartName>;
	readonly hasPeers: boolean;
	/** Seconds that a peer may take. */
	readonly peerLimitS: number;
	/** True to leave the scratch folder where it is. */
	readonly keep: boolean;
	/** Told what is being done, in a few words. */
	readonly onProgress: (text: string) => void;
}

/** What one build cost and changed. */
export interface PhaseResult extends Cost {
	readonly pagesWritten: number;
	readonly feedsWritten: number;
	/** Files written and deleted. */
	readonly filesChanged: number;
	/** Pages written and deleted, neither feeds nor files of the search index among them. */
	readonly pagesChanged: number;
	/** Bytes of the files that were written. */
	readonly bytesChanged: number;
	/** Of these, those of the search index, and the others. */
	readonly searchBytes: number;
	readonly bytesChangedOutsideSearch: number;
	/** Bytes that a deploy sends: of the written files, equal ones once. */
	readonly bytesToUpload: number;
	/** What each step cost; CPU and memory are sampled. */
	readonly steps: Readonly<Record<string, Cost>>;
}

/** What `npm run bench -- --json` prints. */
export interface BenchReport extends Partial<Record<PhaseName, PhaseResult>> {
	readonly articles: number;
	readonly node: string;
	/** How processes were watched, and how often. */
	readonly sampled: { readonly from: 'proc' | 'ps'; readonly everyMs: number };
	/** What `npm run` of a script that does nothing costs: a part of each phase. */
	readonly npmStart: Cost;
	/**
	 * The full build by its pages: rendering alone; all but the search index, which peers are compared with; all.
	 */
	readonly perPage: { readonly render: PerPage; readonly withoutSearch: PerPage; readonly all: PerPage };
	readonly search?: SearchResult;
	readonly peers?: Readonly<Record<string, PeerResult>>;
}

/**
 * Builds a generated corpus with the real command, changes it, builds again, phase by phase, and says what each build
 * cost. One thing runs at a time.
 *
 * @throws ExpectedError where a build fails.
 */
export async function bench(options: BenchOptions): Promise<BenchReport> {
	const { articles, root, scratchDir, keep } = options;
	if (existsSync(scratchDir)) {
		throw new ExpectedError(`${scratchDir} is there already. Remove it, or name another folder with --dir.`);
	}
	mkdirSync(scratchDir, { recursive: true });
	const tidy = (): void => {
		for (const url of SITE_URLS) forgetBundle(root, url);
		if (!keep) rmSync(scratchDir, { recursive: true, force: true });
	};
	process.once('exit', tidy);
	for (const signal of SIGNALS) process.once(signal, leave);
	try {
		options.onProgress(`writing ${articles} articles`);
		const corpus = writeBase({ contentDir: join(scratchDir, 'content'), articles });
		const { name: from, everyMs } = processSource();
		return {
			articles,
			node: process.version,
			sampled: { from, everyMs },
			npmStart: await measureNpm(scratchDir),
			...(await measureOurs(options, corpus)),
		};
	} finally {
		process.off('exit', tidy);
		for (const signal of SIGNALS) process.off(signal, leave);
		tidy();
	}
}

/** What a person who has seen enough sends. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Ends the process in order, so that nothing runs on and nothing lies about. */
function leave(): never {
	process.exit(130);
}

type Measures = Omit<BenchReport, 'articles' | 'node' | 'sampled' | 'npmStart'>;

async function measureOurs(options: BenchOptions, corpus: GrownCorpus): Promise<Measures> {
	for (const url of SITE_URLS) forgetBundle(options.root, url);
	const full = await runPhase(options, corpus, 'full');
	const costs = costsPerPage(full);
	// Search and peers are of the corpus as it is before it changes.
	const aside = await measureAside(options, corpus, { full, ours: costs.withoutSearch });
	const measures: Partial<Record<PhaseName, PhaseResult>> = { full };
	for (const name of PHASES) {
		if (name !== 'full' && isWanted(options, name)) measures[name] = await runPhase(options, corpus, name);
	}
	return { ...measures, perPage: costs, ...aside };
}

async function measureAside(
	options: BenchOptions,
	corpus: GrownCorpus,
	{ full, ours }: { full: PhaseResult; ours: PerPage },
): Promise<Pick<BenchReport, 'search' | 'peers'>> {
	const { scratchDir, hasPeers, peerLimitS: limitS, onProgress, root } = options;
	const done: { search?: SearchResult; peers?: Readonly<Record<string, PeerResult>> } = {};
	if (isWanted(options, 'search')) {
		onProgress('search: first question in a fresh browser');
		done.search = await measureSearch({ corpus, distDir: join(scratchDir, 'dist'), index: full.steps['search'] });
	}
	if (hasPeers) done.peers = await measurePeers({ corpus, root, scratchDir, limitS, ours, onProgress });
	return done;
}

function isWanted({ only }: BenchOptions, part: PartName): boolean {
	return only === undefined || only.has(part);
}

/** What a page costs in a full build. */
function costsPerPage({ steps, pagesWritten, wallS, cpuS }: PhaseResult): BenchReport['perPage'] {
	const { render = NO_COST, search = NO_COST } = steps;
	return {
		render: perPage(render, pagesWritten),
		withoutSearch: perPage({ wallS: wallS - search.wallS, cpuS: cpuS - search.cpuS }, pagesWritten),
		all: perPage({ wallS, cpuS }, pagesWritten),
	};
}

const NO_COST: Cost = { wallS: 0, cpuS: 0, peakMiB: 0, totalPeakMiB: 0 };

async function runPhase(options: BenchOptions, corpus: GrownCorpus, name: PhaseName): Promise<PhaseResult> {
	const { root, scratchDir, onProgress } = options;
	const { means, change, flags = [], env } = PHASE_OF[name];
	onProgress(`${name}: ${means}`);
	change?.(corpus);
	const run = await measure({
		command: 'npm',
		args: ['run', 'build', '--', '--json', ...flags],
		cwd: root,
		env: { ...shellEnv(process.env), ...folderEnv(scratchDir), ...PHASE_ENV, ...env },
	});
	if (run.code !== 0) {
		throw new ExpectedError(`The build of phase ${name} failed (exit code ${run.code}).\n${run.stderr.trim()}`);
	}
	return toPhaseResult(run, parseBuild(run.stdout));
}

/** The three folders of the build. */
function folderEnv(scratchDir: string): Record<string, string> {
	return {
		CONTENT_DIR: join(scratchDir, 'content'),
		CACHE_DIR: join(scratchDir, 'cache'),
		DIST_DIR: join(scratchDir, 'dist'),
	};
}

/** What a build did, from what `npm run build -- --json` prints behind npm's own lines. */
function parseBuild(stdout: string): BuildJson {
	const line = stdout.trim().split('\n').at(-1) ?? '';
	return buildJsonSchema.parse(JSON.parse(line));
}

type Counted = (kind: OutputKind) => boolean;

/** What a build cost and changed, from how it ran and what it printed. */
export function toPhaseResult({ wallS, cpuS, peakMiB, totalPeakMiB, samples }: Run, build: BuildJson): PhaseResult {
	const { written, deleted } = build;
	const sum = (of: BuildJson['written'], what: 'files' | 'bytes', isCounted: Counted = () => true): number =>
		PUBLISH_ORDER.filter(isCounted).reduce((total, kind) => total + (of[kind]?.[what] ?? 0), 0);
	const bytesChanged = sum(written, 'bytes');
	const searchBytes = sum(written, 'bytes', isSearchKind);
	return {
		wallS,
		cpuS,
		peakMiB,
		totalPeakMiB,
		pagesWritten: sum(written, 'files', isPageKind),
		feedsWritten: sum(written, 'files', isFeedKind),
		filesChanged: sum(written, 'files') + sum(deleted, 'files'),
		pagesChanged: sum(written, 'files', isPageKind) + sum(deleted, 'files', isPageKind),
		bytesChanged,
		searchBytes,
		bytesChangedOutsideSearch: bytesChanged - searchBytes,
		bytesToUpload: build.uploadBytes,
		steps: costOfSteps(samples, build),
	};
}

/** What each step cost; one that was left and taken up again counts once. */
function costOfSteps(samples: Run['samples'], { steps }: BuildJson): Record<string, Cost> {
	const costs: Record<string, Cost> = {};
	for (const { step, startedAt, wallS } of steps) {
		const cost = costBetween(samples, startedAt, startedAt + wallS * 1000);
		const before = costs[step] ?? NO_COST;
		costs[step] = {
			wallS: before.wallS + cost.wallS,
			cpuS: before.cpuS + cost.cpuS,
			peakMiB: Math.max(before.peakMiB, cost.peakMiB),
			totalPeakMiB: Math.max(before.totalPeakMiB, cost.totalPeakMiB),
		};
	}
	return costs;
}
