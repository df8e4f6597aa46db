import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildSite } from '#build/build.ts';
import { GONE_FILES } from '#build/gone.ts';
import { searchFolder } from '#build/prove.ts';
import { forgetEarlierSite } from '#build/rollback.ts';
import { type Folders, foldersFrom } from '#catalog/folders.ts';
import { UsageError } from '#core/expected-error.ts';
import { type RemoveReport, removeArticles, scrubCache } from '#ingest/removal/remove.ts';
import { siteConfig } from '#site.config';
import { EXIT, runCommand, toInstant } from './command.ts';
import { formatProof, formatRemoval, needlesOf, type Proof } from './removal-proof.ts';

await runCommand(
	{
		name: 'remove',
		summary:
			'Takes an article, or all of a source, down on request: deletes it, builds the site without it, and proves that no output holds it. Ingest never brings it back.',
		arguments: '[ID|URL]',
		flags: {
			source: { type: 'string', value: 'ID', help: 'take down all articles of this source, and never read it again' },
			why: {
				type: 'string',
				value: 'TEXT',
				help: 'who asked for it, or on what grounds (needed; kept in content/removed/)',
			},
			now: { type: 'string', value: 'T', help: 'the instant of the removal (default: the clock)' },
			'dry-run': { type: 'boolean', help: 'say what would be deleted, delete nothing' },
		},
		example: 'npm run remove -- https://daily.example/news/1 --why "Letter of the publisher, 24 November"',
	},
	async ({ texts, switches, positionals }) => {
		const folders = foldersFrom(process.env);
		const isDryRun = switches.has('dry-run');
		const report = removeArticles({
			...folders,
			site: siteConfig,
			what: toWhat(positionals, texts['source']),
			why: toWhy(texts['why']),
			now: toInstant('now', texts['now']) ?? new Date().toISOString(),
			isDryRun,
		});
		process.stdout.write(formatRemoval(report, { contentDir: folders.contentDir, isDryRun }));
		if (isDryRun) return EXIT.good;
		const proof = await prove(folders, report);
		process.stdout.write(formatProof(report, proof));
		return proof.left.length === 0 ? EXIT.good : EXIT.failed;
	},
);

function toWhat(positionals: readonly string[], source: string | undefined): { article: string } | { source: string } {
	const [article, ...more] = positionals;
	if (source !== undefined && article === undefined) return { source };
	if (source === undefined && article !== undefined && more.length === 0) return { article };
	throw new UsageError('Name one article, or a source with --source ID. npm run remove -- --help lists the flags.');
}

function toWhy(why: string | undefined): string {
	if (why !== undefined && why.trim() !== '') return why.trim();
	throw new UsageError(
		'Say with --why who asked for it, or on what grounds: whoever finds it missing will want to know.',
	);
}

/** Builds the site without what was removed, where there is one, and looks for it in every output. */
async function prove(folders: Folders, report: RemoveReport): Promise<Proof> {
	const isBuilt = existsSync(join(folders.distDir, 'index.html'));
	if (isBuilt) {
		await buildSite({ ...folders, root: process.cwd() });
		forgetEarlierSite(folders);
	}
	scrubCache({ ...folders, site: siteConfig });
	const needles = needlesOf(report);
	const texts = needles.filter(({ as }) => as === 'letters');
	const output = searchFolder(folders.distDir, needles, (path) => GONE_FILES.includes(path));
	const cache = searchFolder(folders.cacheDir, texts);
	const traces = [...output.traces, ...cache.traces];
	// The same words may be another article's own.
	const content = traces.some(({ needle }) => needle.as === 'letters')
		? searchFolder(join(folders.contentDir, 'articles'), texts)
		: undefined;
	const shared = content?.traces ?? [];
	const isShared = ({ needle }: { needle: unknown }): boolean => shared.some((trace) => trace.needle === needle);
	return { isBuilt, folders, needles, output, cache, left: traces.filter((trace) => !isShared(trace)), shared };
}
