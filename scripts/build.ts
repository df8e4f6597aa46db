import { buildSite } from '#build/build.ts';
import { toBuildJson } from '#build/build-json.ts';
import { foldersFrom } from '#catalog/folders.ts';
import { EXIT, runCommand, toCount, toInstant, toShard } from './command.ts';
import { showProgress } from './progress.ts';
import { summary } from './summary.ts';

await runCommand(
	{
		name: 'build',
		summary: 'Builds the site from the content folder: pages, feeds, sitemap, search index. Writes only what changed.',
		flags: {
			full: { type: 'boolean', help: 'render every page, whatever is known of it' },
			jobs: { type: 'string', value: 'N', help: 'render processes at the most (default: one per core)' },
			'as-of': {
				type: 'string',
				value: 'T',
				help: 'the instant the build counts as its own (default: when the newest article was first seen)',
			},
			'after-ingest': {
				type: 'boolean',
				help: 'look for changed articles by the times of folders alone: blind to edits in place',
			},
			'changed-only': {
				type: 'boolean',
				help: 'write only what changed since the last build into an empty output folder, for npm run deploy',
			},
			shard: {
				type: 'string',
				value: 'I/N',
				help: 'make one of N shares of the whole site in an empty output folder, for npm run merge',
			},
			explain: { type: 'string', value: 'PATH', help: 'say why a page was or was not written' },
			json: { type: 'boolean', help: 'print one JSON object: files and bytes by kind, steps with their times' },
			quiet: { type: 'boolean', help: 'print warnings and errors only' },
		},
		example: 'npm run build -- --explain /ru/topics/sport/',
	},
	async ({ texts, switches }) => {
		const folders = foldersFrom(process.env);
		const asOf = toInstant('as-of', texts['as-of']);
		const jobs = toCount('jobs', texts['jobs']);
		const shard = toShard(texts['shard']);
		const isQuiet = switches.has('quiet');
		const startedAt = performance.now();
		const progress = isQuiet ? undefined : showProgress(process.stderr);
		const report = await buildSite({
			...folders,
			root: process.cwd(),
			...(asOf === undefined ? {} : { asOf }),
			...(jobs === undefined ? {} : { jobs }),
			...(texts['explain'] === undefined ? {} : { explain: texts['explain'] }),
			...(shard === undefined ? {} : { shard }),
			isFull: switches.has('full'),
			isPartial: switches.has('changed-only'),
			trustFolders: switches.has('after-ingest'),
			...(progress === undefined ? {} : { onProgress: progress.step }),
			onNote(text) {
				progress?.clear();
				process.stderr.write(`${text}\n`);
			},
		}).finally(() => progress?.clear());
		if (switches.has('json')) {
			process.stdout.write(`${JSON.stringify(toBuildJson(report))}\n`);
			return EXIT.good;
		}
		if (!isQuiet) process.stdout.write(summary(report, (performance.now() - startedAt) / 1000, folders.distDir));
		if (report.explanation !== undefined) process.stdout.write(`${report.explanation}\n`);
		return EXIT.good;
	},
);
