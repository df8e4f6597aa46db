import { foldersFrom } from '#catalog/folders.ts';
import { describeProblem } from '#core/content-error.ts';
import { IngestUsageError, ingest } from '#ingest/pipeline.ts';
import { formatFailures, formatReport, hasFailures } from '#ingest/report.ts';
import { EXIT, runCommand, toInstant, UsageError } from './command.ts';

await runCommand(
	{
		name: 'ingest',
		summary: 'Takes articles into the content folder: from the feeds of content/sources/, or from what you name.',
		arguments: '[PATH|URL …]',
		flags: {
			source: { type: 'string', value: 'ID', help: 'read this source only; with paths: the source they are filed under' },
			now: { type: 'string', value: 'T', help: 'the instant of the run, e.g. 2026-11-01T12:00:00+06:00 (default: now)' },
			'dry-run': { type: 'boolean', help: 'say what would be done, write nothing' },
			quiet: { type: 'boolean', help: 'print failures only' },
			verbose: { type: 'boolean', help: 'print every warning' },
		},
		example: 'npm run ingest -- --source 24kg saved-pages/',
	},
	async ({ texts, switches, positionals }) => {
		const folders = foldersFrom(process.env);
		const now = toInstant('now', texts['now']) ?? new Date().toISOString();
		const isQuiet = switches.has('quiet');
		const report = await ingest({
			...folders,
			now,
			inputs: positionals,
			...(texts['source'] === undefined ? {} : { source: texts['source'] }),
			isDryRun: switches.has('dry-run'),
			...(isQuiet || !process.stderr.isTTY ? {} : { onProgress: showProgress }),
		}).catch((error: unknown) => {
			throw error instanceof IngestUsageError ? new UsageError(error.message, { cause: error.cause }) : error;
		});
		if (!isQuiet) process.stdout.write(formatReport(report, { isVerbose: switches.has('verbose') }));
		process.stderr.write(formatFailures(report, describeProblem));
		if (report.sources.length === 0 && !isQuiet) {
			process.stdout.write(`There is no enabled source in ${folders.contentDir}/sources: README.md, “Add a source”, says how to write one.\n`);
		}
		return hasFailures(report) ? EXIT.someFailed : EXIT.good;
	},
);

function showProgress(step: string, done: number, total: number): void {
	process.stderr.write(`\r\u001b[K${step} ${done} of ${total}${done === total ? '\r\u001b[K' : ''}`);
}
