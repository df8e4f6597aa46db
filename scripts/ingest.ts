import { foldersFrom } from '#catalog/folders.ts';
import { ContentError } from '#core/content-error.ts';
import { UsageError } from '#core/expected-error.ts';
import { SetupError } from '#ingest/jobs.ts';
import { ingest } from '#ingest/pipeline.ts';
import { formatReport, formatTroubles, hasFailures } from '#ingest/report.ts';
import type { IngestStep } from '#ingest/run.ts';
import { siteConfig } from '#site.config';
import { EXIT, runCommand, toInstant } from './command.ts';

await runCommand(
	{
		name: 'ingest',
		summary: 'Takes articles into the content folder: from the feeds of content/sources/, or from what you name.',
		arguments: '[PATH|URL …]',
		flags: {
			source: {
				type: 'string',
				value: 'ID',
				help: 'read this source alone; with paths: the source that they are filed under',
			},
			now: { type: 'string', value: 'T', help: 'the instant of the run (default: the clock)' },
			'dry-run': { type: 'boolean', help: 'say what would be written, write nothing' },
			quiet: { type: 'boolean', help: 'print failures only' },
			verbose: { type: 'boolean', help: 'print every warning' },
		},
		example: 'npm run ingest -- --source 24kg saved-pages/',
	},
	async ({ texts, switches, positionals }) => {
		const isQuiet = switches.has('quiet');
		const report = await ingest({
			...foldersFrom(process.env),
			site: siteConfig,
			now: toInstant('now', texts['now']) ?? new Date().toISOString(),
			paths: positionals,
			...(texts['source'] === undefined ? {} : { source: texts['source'] }),
			isDryRun: switches.has('dry-run'),
			...(isQuiet || !process.stderr.isTTY ? {} : { onProgress: showProgress }),
		}).catch(refuse);
		process.stderr.write(formatTroubles(report, { isVerbose: switches.has('verbose'), isQuiet }));
		if (!isQuiet) process.stdout.write(formatReport(report));
		return hasFailures(report) ? EXIT.someFailed : EXIT.good;
	},
);

/** What the maintainer must mend before a run can begin is wrong usage or configuration. */
function refuse(error: unknown): never {
	if (error instanceof SetupError) throw new UsageError(error.message);
	if (error instanceof ContentError)
		throw new UsageError(`${error.message}\nNothing was taken in: mend or delete what is named above first.`);
	throw error;
}

const STEPS: Readonly<Record<IngestStep, string>> = { read: 'Reading', pictures: 'Copying pictures', write: 'Writing' };

function showProgress(step: IngestStep, done: number, total: number): void {
	process.stderr.write(`\r\u001b[K${done === total ? '' : `${STEPS[step]}: ${done} of ${total}`}`);
}
