import { foldersFrom } from '#catalog/folders.ts';
import { UsageError } from '#core/expected-error.ts';
import { announce, type Changed } from '#deploy/announce.ts';
import { type DeployReport, deploySite } from '#deploy/deploy.ts';
import type { Count } from '#deploy/ledger.ts';
import { openTarget } from '#deploy/open-target.ts';
import { siteConfig } from '#site.config';
import { EXIT, runCommand } from './command.ts';
import { showProgress } from './progress.ts';

await runCommand(
	{
		name: 'deploy',
		summary:
			'Sends what changed to where the site is served from: files that others link to first, deletions last. Goes on where a deploy was interrupted.',
		flags: {
			to: { type: 'string', value: 'TARGET', help: 's3://BUCKET, s3://BUCKET/FOLDER or the path of a folder' },
			'dry-run': { type: 'boolean', help: 'say what would be sent and deleted, and change nothing' },
			quiet: { type: 'boolean', help: 'print warnings and errors only' },
		},
		example: 'npm run deploy -- --to s3://news --dry-run',
	},
	async ({ texts, switches }) => {
		const to = texts['to'];
		if (to === undefined || to === '') {
			throw new UsageError('It is not said where to deploy to. Add --to s3://BUCKET or --to and the path of a folder.');
		}
		const folders = foldersFrom(process.env);
		const isQuiet = switches.has('quiet');
		const isDryRun = switches.has('dry-run');
		const hasListeners = siteConfig.webSubHub !== undefined || siteConfig.indexNowKey !== undefined;
		const target = await openTarget(to, { folders, env: process.env });
		const progress = isQuiet ? undefined : showProgress(process.stderr);
		const startedAt = performance.now();
		const report = await deploySite({
			...folders,
			target,
			site: siteConfig.feedAuthority,
			isDryRun,
			namesChanges: hasListeners,
			...(progress === undefined ? {} : { onProgress: progress.step }),
			onNote(text) {
				progress?.clear();
				process.stderr.write(`${text}\n`);
			},
		}).finally(() => progress?.clear());
		const seconds = (performance.now() - startedAt) / 1000;
		if (isDryRun) process.stdout.write(kinds(report));
		if (isDryRun || !isQuiet) process.stdout.write(summary(report, { name: target.name, seconds, isDryRun }));
		if (report.changed !== undefined) await tell(report.changed, { isDryRun, isQuiet });
		return EXIT.good;
	},
);

/** Tells whoever is configured what changed, or says what it would tell. A deploy stands whether they listen or not. */
async function tell(changed: Changed, { isDryRun, isQuiet }: { isDryRun: boolean; isQuiet: boolean }): Promise<void> {
	const told = [
		...(siteConfig.webSubHub === undefined ? [] : [`${changed.feeds.length} feeds to ${siteConfig.webSubHub}`]),
		...(siteConfig.indexNowKey === undefined ? [] : [`${changed.pages.length} pages to search engines (IndexNow)`]),
	].join(', ');
	if (isDryRun) {
		const paths = [...changed.feeds, ...changed.pages];
		const more = paths.length > NAMED ? `and ${paths.length - NAMED} more\n` : '';
		process.stdout.write(`Would tell of ${told}.\n${paths.slice(0, NAMED).join('\n')}\n${more}`);
		return;
	}
	const problems = await announce(changed, siteConfig);
	for (const problem of problems) process.stderr.write(`${problem}\n`);
	if (!isQuiet && problems.length === 0) process.stdout.write(`Told of ${told}.\n`);
}

/** Addresses that a dry run names. */
const NAMED = 50;

function kinds({ uploaded, deleted, leaving }: DeployReport): string {
	const rows = [
		...uploaded.map((count) => ['upload', count] as const),
		...deleted.map((count) => ['delete', count] as const),
		...leaving.map((count) => ['leaves', count] as const),
	];
	return rows
		.map(
			([what, { kind, files, bytes }]) =>
				`${what}  ${kind.padEnd(14)} ${String(files).padStart(8)} files ${inMegabytes(bytes).padStart(10)}\n`,
		)
		.join('');
}

function summary(
	{ uploaded, deleted, leaving, unchanged }: DeployReport,
	{ name, seconds, isDryRun }: { name: string; seconds: number; isDryRun: boolean },
): string {
	const bytes = uploaded.reduce((sum, count) => sum + count.bytes, 0);
	const [sent, removed] = isDryRun ? ['Would upload', 'delete'] : ['Uploaded', 'deleted'];
	const verb = isDryRun ? 'leave' : 'left';
	return `${sent} ${sum(uploaded)} files (${inMegabytes(bytes)}) to ${name}, ${removed} ${sum(deleted)}, ${verb} ${unchanged} unchanged; ${sum(leaving)} go with the next deploy (${seconds.toFixed(1)} s).\n`;
}

function sum(counts: readonly Count[]): number {
	return counts.reduce((total, { files }) => total + files, 0);
}

function inMegabytes(bytes: number): string {
	return `${(bytes / 1e6).toFixed(1)} MB`;
}
