import { sha256 } from '#catalog/documents.ts';
import type { Source } from '#core/source.ts';
import type { AdapterWarning } from './adapters/adapter.ts';
import { eachAtOnce } from './concurrent.ts';
import { IngestError } from './errors.ts';
import type { Input } from './input/inputs.ts';
import type { Job } from './job.ts';
import { hintFor, sourceNeeded } from './jobs.ts';
import { writeOpmlSources } from './opml-sources.ts';
import { type ReadContext, readInput } from './read.ts';
import type { Run } from './run.ts';
import { findPause, noteFailure, noteReading } from './watch.ts';

const SOURCES_AT_ONCE = 8;

/** Stands for the source of inputs that may be OPML alone. */
const NOBODY: Source = {
	id: 'none',
	name: 'none',
	lang: 'und',
	timeZone: 'UTC',
	enabled: false,
	feeds: [],
	follow: 'never',
};

/** Reads all inputs into the spool, several sources at one time. What cannot be read is reported and the rest goes on. */
export async function readSources(run: Run, jobs: readonly Job[]): Promise<void> {
	const total = jobs.reduce((sum, { inputs }) => sum + inputs.length, 0);
	let done = 0;
	await eachAtOnce(jobs, SOURCES_AT_ONCE, async (job) => {
		const startedAt = performance.now();
		for (const input of job.inputs) {
			await read(run, job, input);
			run.onProgress('read', ++done, total);
		}
		if (job.source !== undefined) run.report.source(job.source.id).seconds += (performance.now() - startedAt) / 1000;
	});
}

async function read(run: Run, job: Job, input: Input): Promise<void> {
	const { source, isOwn, isUrgent } = job;
	const feed = source !== undefined && isOwn && input.local === undefined ? { source, url: input.location } : undefined;
	const id = source?.id ?? '';
	const pause = feed === undefined || isUrgent ? undefined : findPause(feed, run);
	if (pause !== undefined) return run.report.fail(id, pause);
	const warnings: AdapterWarning[] = [];
	const warn = (warning: AdapterWarning): void => {
		// What is wrong with a feed is told by the first of each kind.
		if (warnings.every(({ code }) => code !== warning.code)) warnings.push(warning);
		run.report.warn(id, warning);
	};
	const number = await run.unchanged.look(run, job, input);
	if (number === 'passed over') return;
	try {
		const outcome = await readInput(input, { ...toolsFor(run, job, number), warn, isFeed: feed !== undefined });
		const moved =
			feed === undefined ? undefined : noteReading(feed, { isUnchanged: outcome === 'unchanged', warnings }, run);
		if (moved !== undefined) run.report.warn(id, moved);
		if (source === undefined || outcome === 'passed over') return;
		run.report.source(id)[outcome === 'read' ? 'documents' : 'unchangedDocuments']++;
	} catch (error) {
		if (!(error instanceof IngestError)) throw error;
		run.unchanged.noteFailure(number);
		if (feed !== undefined) run.report.fail(id, noteFailure(feed, error, run));
		else run.report.fail(id, isOwn ? withHint(error, hintFor(id)) : error);
	}
}

function toolsFor(run: Run, { source, isOwn }: Job, number: number): Omit<ReadContext, 'warn' | 'isFeed'> {
	const { fetcher, now, spool, since } = run;
	// What a run with a bound leaves out, one without must be able to find.
	const stamp = since === undefined ? JSON.stringify(source) : JSON.stringify([source, since]);
	return {
		source: source ?? NOBODY,
		now,
		fetcher,
		...(isOwn && !run.isDryRun ? { stamp: sha256(stamp) } : {}),
		onOpml: (bytes, location) => writeOpmlSources(run, bytes, location),
		onDraft: (draft) => {
			if (source === undefined) throw sourceNeeded(run);
			if (since === undefined || Date.parse(draft.publishedAt) >= Date.parse(since)) spool.add(draft, number);
			else run.report.count(source.id, 'older');
			run.unchanged.noteDraft(number, draft, run.rightsOf(source.id).images === 'copy');
		},
	};
}

function withHint(error: IngestError, hint: string): IngestError {
	return error.hint === undefined
		? new IngestError(error.code, { ...error.details, hint }, { cause: error.cause })
		: error;
}
