import { foldersFrom } from '#catalog/folders.ts';
import { ContentError } from '#core/content-error.ts';
import { parseDate } from '#core/date.ts';
import { UsageError } from '#core/expected-error.ts';
import { SetupError } from '#ingest/jobs.ts';
import { ingest } from '#ingest/pipeline.ts';
import { redecide } from '#ingest/redecide.ts';
import { formatRedecided } from '#ingest/redecide-report.ts';
import { formatReport, formatTroubles, hasFailures } from '#ingest/report.ts';
import type { IngestStep } from '#ingest/run.ts';
import { siteConfig } from '#site.config';
import { type Arguments, EXIT, runCommand, toInstant } from './command.ts';

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
			redecide: {
				type: 'boolean',
				help: 'fetch nothing: apply changed rights, rules and topics to what is stored, of one source with --source',
			},
			since: {
				type: 'string',
				value: 'T',
				help: 'take in only what was published since then: a day such as 2026-11-01, or an instant',
			},
			'dry-run': { type: 'boolean', help: 'say what would be written, write nothing' },
			quiet: { type: 'boolean', help: 'print failures only' },
			verbose: { type: 'boolean', help: 'print every warning, of a kind up to 1000' },
		},
		example: 'npm run ingest -- --source 24kg saved-pages/',
	},
	async ({ texts, switches, positionals }) => {
		const isQuiet = switches.has('quiet');
		if (switches.has('redecide')) return redecideStored(texts['source'], { switches, positionals });
		const report = await ingest({
			...foldersFrom(process.env),
			site: siteConfig,
			now: toInstant('now', texts['now']) ?? new Date().toISOString(),
			paths: positionals,
			since: toSince(texts['since']),
			...(texts['source'] === undefined ? {} : { source: texts['source'] }),
			isDryRun: switches.has('dry-run'),
			...(isQuiet || !process.stderr.isTTY ? {} : { onProgress: showProgress }),
		}).catch(refuse);
		process.stderr.write(formatTroubles(report, { isVerbose: switches.has('verbose'), isQuiet }));
		if (!isQuiet) process.stdout.write(formatReport(report));
		return hasFailures(report) ? EXIT.someFailed : EXIT.good;
	},
);

/** Decides about stored articles anew. */
function redecideStored(
	source: string | undefined,
	{ switches, positionals }: Pick<Arguments, 'switches' | 'positionals'>,
): number {
	if (positionals.length > 0) throw new UsageError('--redecide reads nothing: leave the paths out.');
	const isDryRun = switches.has('dry-run');
	const options = { ...foldersFrom(process.env), site: siteConfig, isDryRun };
	try {
		const reports = redecide(source === undefined ? options : { ...options, source });
		if (!switches.has('quiet')) process.stdout.write(formatRedecided(reports, { isDryRun }));
		return EXIT.good;
	} catch (error) {
		return refuse(error);
	}
}

/** The beginning of a day of the site's time zone, or an instant. */
function toSince(text: string | undefined): string | undefined {
	if (text === undefined || !/^\d{4}-\d\d-\d\d$/.test(text)) return toInstant('since', text);
	const start = parseDate(text, { timeZone: siteConfig.timeZone, now: '9999-01-01T00:00:00Z' });
	if (start === undefined) throw new UsageError(`--since takes a day from 1990 on, found “${text}”.`);
	return start;
}

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
