import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { foldersFrom } from '#catalog/folders.ts';
import { type ChangeList, withChanges, withText, writeManifestFile } from '#deploy/local-manifest.ts';
import { siteConfig } from '#site.config';
import { EXIT, runCommand } from './command.ts';

await runCommand(
	{
		name: 'manifest',
		summary:
			'Writes what dist/ holds as JSON: path, SHA-256, size and kind of every file. With --since, lists what to upload and to delete instead.',
		flags: {
			out: { type: 'string', value: 'FILE', help: 'where to (default: .cache/dist.manifest.json; - for stdout)' },
			since: {
				type: 'string',
				value: 'FILE',
				help: "print what changed since this manifest, e.g. the host's (its delta beside it counts too), in the order to do it",
			},
		},
		example: 'npm run --silent manifest -- --since host/dist.manifest.json > changes.txt',
	},
	async ({ texts }) => {
		const { since, out = since === undefined ? undefined : '' } = texts;
		const site = { ...foldersFrom(process.env), site: siteConfig.feedAuthority };
		const file = out ?? join(site.cacheDir, 'dist.manifest.json');
		if (file === '-') await withText(site, print);
		else if (file !== '') {
			await writeManifestFile(site, file);
			process.stderr.write(`Wrote ${file}.\n`);
		}
		if (since !== undefined) await withChanges({ ...site, since }, (changes) => list(changes, since));
		return EXIT.good;
	},
);

async function list({ uploads, deletions }: ChangeList, since: string): Promise<void> {
	let [uploaded, deleted, bytes] = [0, 0, 0];
	await print(
		(function* (): Generator<string> {
			for (const { path, size } of uploads) {
				uploaded++;
				bytes += size;
				yield `upload ${path}\n`;
			}
			for (const path of deletions) {
				deleted++;
				yield `delete ${path}\n`;
			}
		})(),
	);
	process.stderr.write(
		`${uploaded} files to upload (${(bytes / 1e6).toFixed(1)} MB), ${deleted} to delete since ${since}.\n`,
	);
}

async function print(text: Iterable<string>): Promise<void> {
	try {
		await pipeline(Readable.from(text), process.stdout, { end: false });
	} catch (error) {
		// Whoever reads it has seen enough, as `head` does.
		if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
	}
}
