import { findIdleSources } from '#catalog/idle-sources.ts';
import { copyPictures } from './copy-pictures.ts';
import { planJobs } from './jobs.ts';
import { matchDrafts } from './match.ts';
import { askAfterMissing } from './missing.ts';
import { readSources } from './read-sources.ts';
import { noteRefusals, type Refusal } from './removal/removals.ts';
import type { IngestReport } from './report.ts';
import { type IngestOptions, openRun, type Run } from './run.ts';
import { storeArticles } from './store.ts';

/**
 * Takes articles into the content folder: reads everything into a spool, then decides once, in order of date.
 *
 * @throws SetupError for a source that does not exist or has no rights, ContentError for an article's file that
 * cannot be used, ExpectedError while a build or another ingest is at work. What a source or a document gets wrong is
 * in the report instead.
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
	const startedAt = performance.now();
	const run = openRun(options);
	try {
		const jobs = planJobs(run, options);
		await readSources(run, jobs);
		const refusals = await matchAll(run);
		noteRefusals(run, refusals);
		await askAfterMissing(run, jobs);
		await copyPictures(run);
		storeArticles(run);
		run.unchanged.finish(run, new Set(refusals.map(({ source }) => source)));
		if (!run.isDryRun) {
			run.states.write(run.sources);
			run.fetcher.rememberDocuments();
		}
		return {
			...run.report.report,
			idle: findIdleSources(run.catalog),
			seconds: (performance.now() - startedAt) / 1000,
		};
	} finally {
		await run.close();
	}
}

/** Matches what was read; with it, what was passed over as unchanged and yet shares an article with it. */
async function matchAll(run: Run): Promise<Refusal[]> {
	for (;;) {
		const refusals = matchDrafts(run);
		const shared = run.unchanged.takeShared(run);
		if (shared.length === 0) return refusals;
		run.spool.dropFindings();
		await readSources(run, shared);
	}
}
