import { foldersFrom } from '#catalog/folders.ts';
import { UsageError } from '#core/expected-error.ts';
import { tryInputs } from '#ingest/try.ts';
import { siteConfig } from '#site.config';
import { EXIT, runCommand, toInstant } from './command.ts';

await runCommand(
	{
		name: 'try',
		summary: 'Shows what ingest would make of an input: one article a line as JSON. Writes nothing, needs no source.',
		arguments: 'PATH|URL …',
		flags: { now: { type: 'string', value: 'T', help: 'the instant that dates are judged by (default: the clock)' } },
		example: 'npm run --silent try -- https://example.com/rss',
	},
	async ({ texts, positionals }) => {
		if (positionals.length === 0)
			throw new UsageError('Name a file, a folder or an address to try. npm run try -- --help shows an example.');
		const isGood = await tryInputs({
			paths: positionals,
			contentDir: foldersFrom(process.env).contentDir,
			site: siteConfig,
			now: toInstant('now', texts['now']) ?? new Date().toISOString(),
			onArticle: (article) => process.stdout.write(`${JSON.stringify(article)}\n`),
			onTrouble: (message) => process.stderr.write(`${message}\n`),
		});
		return isGood ? EXIT.good : EXIT.someFailed;
	},
);
