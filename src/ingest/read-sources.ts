import { sha256 } from '#catalog/documents.ts';
import type { Source } from '#core/source.ts';
import { eachAtOnce } from './concurrent.ts';
import { IngestError } from './errors.ts';
import type { Input } from './inputs.ts';
import { hintFor, type Job, sourceNeeded } from './jobs.ts';
import { writeOpmlSources } from './opml-sources.ts';
import { readInput } from './read.ts';
import type { Run } from './run.ts';

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

async function read(run: Run, { source, isConditional }: Job, input: Input): Promise<void> {
	const { fetcher, now, spool } = run;
	const id = source?.id ?? '';
	try {
		const outcome = await readInput(input, {
			source: source ?? NOBODY,
			now,
			fetcher,
			...(isConditional ? { stamp: sha256(JSON.stringify(source)) } : {}),
			warn: (warning) => run.report.warn(id, warning),
			onOpml: (bytes, location) => writeOpmlSources(run, bytes, location),
			onDraft: (draft) => {
				if (source === undefined) throw sourceNeeded(run);
				spool.add(draft);
			},
		});
		if (source === undefined || outcome === 'passed over') return;
		run.report.source(id)[outcome === 'read' ? 'documents' : 'unchangedDocuments']++;
	} catch (error) {
		if (!(error instanceof IngestError)) throw error;
		const hint = error.hint ?? (isConditional ? hintFor(id) : undefined);
		run.report.fail(
			id,
			hint === undefined ? error : new IngestError(error.code, { ...error.details, hint }, { cause: error.cause }),
		);
	}
}
