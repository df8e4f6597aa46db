import { foldersFrom } from '#catalog/folders.ts';
import { type CleanReport, clean, type Waste } from '#ingest/removal/clean.ts';
import { siteConfig } from '#site.config';
import { EXIT, runCommand } from './command.ts';

await runCommand(
	{
		name: 'clean',
		summary: 'Deletes pictures in content/media/ that no article shows, and what killed runs left in the cache folder.',
		flags: {
			'dry-run': { type: 'boolean', help: 'say what would be deleted, delete nothing' },
			verbose: { type: 'boolean', help: 'name every file' },
		},
		example: 'npm run clean -- --dry-run --verbose',
	},
	async ({ switches }) => {
		const isDryRun = switches.has('dry-run');
		const report = clean({ ...foldersFrom(process.env), site: siteConfig, isDryRun });
		process.stdout.write(format(report, { isDryRun, isVerbose: switches.has('verbose') }));
		return EXIT.good;
	},
);

function format(
	{ media, cache, foreign }: CleanReport,
	{ isDryRun, isVerbose }: { isDryRun: boolean; isVerbose: boolean },
): string {
	const names = isVerbose ? [...media, ...cache].map(({ path, size }) => `${path} (${size} bytes)`) : [];
	const did = isDryRun ? 'Would delete' : 'Deleted';
	const lines = [
		...names,
		`${did} ${amount(media)} of pictures that no article shows, and ${amount(cache)} that killed runs left in the cache.`,
		...(foreign.length === 0
			? []
			: [`Left ${foreign.length} files below media/ that ingest did not make: ${foreign.slice(0, 10).join(', ')}.`]),
	];
	return lines.map((line) => `${line}\n`).join('');
}

function amount(files: readonly Waste[]): string {
	const bytes = files.reduce((sum, { size }) => sum + size, 0);
	return `${files.length} files (${(bytes / 1e6).toFixed(1)} MB)`;
}
