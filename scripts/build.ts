import { type BuildReport, type BuildStep, buildSite } from '#build/build.ts';
import { foldersFrom } from '#catalog/folders.ts';
import { EXIT, runCommand, toCount, toInstant } from './command.ts';

await runCommand(
	{
		name: 'build',
		summary: 'Builds the site from the content folder: pages, feeds, sitemap, search index.',
		flags: {
			jobs: { type: 'string', value: 'N', help: 'render processes at the most (default: one per core)' },
			'as-of': {
				type: 'string',
				value: 'T',
				help: 'the instant the build counts as its own (default: when the newest article was first seen)',
			},
			quiet: { type: 'boolean', help: 'print warnings and errors only' },
		},
		example: 'npm run build -- --jobs 2',
	},
	async ({ texts, switches }) => {
		const folders = foldersFrom(process.env);
		const asOf = toInstant('as-of', texts['as-of']);
		const jobs = toCount('jobs', texts['jobs']);
		const isQuiet = switches.has('quiet');
		const startedAt = performance.now();
		const report = await buildSite({
			...folders,
			root: process.cwd(),
			...(asOf === undefined ? {} : { asOf }),
			...(jobs === undefined ? {} : { jobs }),
			...(isQuiet || !process.stderr.isTTY ? {} : { onProgress: showProgress }),
		});
		if (!isQuiet) process.stdout.write(summary(report, (performance.now() - startedAt) / 1000, folders.distDir));
		return EXIT.good;
	},
);

function showProgress(step: BuildStep, done?: number, total?: number): void {
	const count = done === undefined ? '' : ` ${done} of ${total} pages`;
	process.stderr.write(`\r\u001b[K${step}${count}${step === 'publish' ? '\r\u001b[K' : ''}`);
}

function summary(report: BuildReport, seconds: number, distDir: string): string {
	const { articles, pages, feeds, searchable, written, deleted, unchanged, withoutEdition } = report;
	const slow = [...report.seconds]
		.filter(([, took]) => took > seconds / 10)
		.map(([step, took]) => `${step} ${took.toFixed(1)} s`);
	const languages = withoutEdition.map(({ lang, count }) => `${count} in “${lang}”`).join(', ');
	const lines = [
		`Built ${articles} articles: ${pages} pages, ${feeds} feeds, ${searchable} articles in search (${slow.join(', ')}).`,
		...(articles === 0 ? ['There is no article yet: run npm run ingest, or npm start for the demo.'] : []),
		...(withoutEdition.length === 0 ? [] : [`Without a page, for want of an edition in their language: ${languages}.`]),
		`Wrote ${written} files to ${distDir} in ${seconds.toFixed(1)} s (${unchanged} unchanged, ${deleted} deleted).`,
	];
	return `${lines.join('\n')}\n`;
}
