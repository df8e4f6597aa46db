import { resolve } from 'node:path';
import { buildSite } from '#build/build.ts';
import { foldersFrom } from '#catalog/folders.ts';
import { UsageError } from '#core/expected-error.ts';
import { EXIT, runCommand, toInstant } from './command.ts';
import { showProgress } from './progress.ts';
import { summary } from './summary.ts';

await runCommand(
	{
		name: 'merge',
		summary:
			'Joins the output folders of all shards (npm run build -- --shard i/n) into one site, and publishes what differs from the one that stands.',
		arguments: 'DIR…',
		flags: {
			'as-of': {
				type: 'string',
				value: 'T',
				help: 'the instant the shards were built as of, where they were given one',
			},
			quiet: { type: 'boolean', help: 'print warnings and errors only' },
		},
		example: 'npm run merge -- parts/1 parts/2 parts/3',
	},
	async ({ texts, switches, positionals }) => {
		if (positionals.length === 0) {
			throw new UsageError(
				'npm run merge takes the output folders of all shards, found none. For example: npm run merge -- parts/1 parts/2',
			);
		}
		const folders = foldersFrom(process.env);
		const asOf = toInstant('as-of', texts['as-of']);
		const isQuiet = switches.has('quiet');
		const startedAt = performance.now();
		const progress = isQuiet ? undefined : showProgress(process.stderr);
		const report = await buildSite({
			...folders,
			root: process.cwd(),
			parts: positionals.map((dir) => resolve(dir)),
			...(asOf === undefined ? {} : { asOf }),
			...(progress === undefined ? {} : { onProgress: progress.step }),
			onNote(text) {
				progress?.clear();
				process.stderr.write(`${text}\n`);
			},
		}).finally(() => progress?.clear());
		if (!isQuiet) process.stdout.write(summary(report, (performance.now() - startedAt) / 1000, folders.distDir));
		return EXIT.good;
	},
);
