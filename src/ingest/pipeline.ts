import { findIdleSources } from '#catalog/idle-sources.ts';
import { copyPictures } from './copy-pictures.ts';
import { planJobs } from './jobs.ts';
import { matchDrafts } from './match.ts';
import { askAfterMissing } from './missing.ts';
import { readSources } from './read-sources.ts';
import { noteRefusals } from './removals.ts';
import type { IngestReport } from './report.ts';
import { type IngestOptions, openRun } from './run.ts';
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
		noteRefusals(run, matchDrafts(run));
		await askAfterMissing(run, jobs);
		await copyPictures(run);
		storeArticles(run);
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
