import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';
import { templateDigest } from './template.ts';

/** The Astro project, bundled once per template digest. */
export interface Bundle {
	readonly digest: string;
	/** Module that exports the app. */
	readonly entryUrl: string;
	/** Hashed styles and scripts, and the files of `public/`. */
	readonly assetsDir: string;
}

/** Module of a bundle that exports the app. */
const ENTRY = join('server', 'entry.mjs');

/** How many bundles of older templates are kept. */
const KEPT_BUNDLES = 3;

/**
 * The bundle of the project in `root`, made where there is none for its template yet. It lies in
 * `.cache/bundles/` of the project whatever the content folder, since it depends on the templates alone and
 * must find `node_modules` above it.
 *
 * @param digest what `templateDigest` says of the project now
 */
export async function getBundle(root: string, digest: string): Promise<Bundle> {
	const known = findBundle(root, digest);
	if (known !== undefined) return known;
	const bundles = bundlesDir(root);
	const folder = join(bundles, digest);
	rmSync(folder, { recursive: true, force: true });
	const making = `${folder}.${process.pid}`;
	await makeBundle(root, making);
	if (existsSync(folder)) rmSync(making, { recursive: true });
	else renameSync(making, folder);
	forgetOldBundles(bundles);
	return toBundle(folder, digest);
}

/** The bundle of a template; `undefined` where none was made yet. */
export function findBundle(root: string, digest: string): Bundle | undefined {
	const folder = join(bundlesDir(root), digest);
	return existsSync(join(folder, ENTRY)) ? toBundle(folder, digest) : undefined;
}

function toBundle(folder: string, digest: string): Bundle {
	return {
		digest,
		entryUrl: pathToFileURL(join(folder, ENTRY)).href,
		assetsDir: join(folder, 'client'),
	};
}

/** Removes the bundle of the project's templates under an address of the site, so that the next build makes it anew. */
export function forgetBundle(root: string, siteUrl: string): void {
	rmSync(join(bundlesDir(root), templateDigest(root, siteUrl)), { recursive: true, force: true });
}

function bundlesDir(root: string): string {
	return join(root, '.cache', 'bundles');
}

async function makeBundle(root: string, outDir: string): Promise<void> {
	const { build } = await import('astro');
	mkdirSync(outDir, { recursive: true });
	await build({ root, output: 'server', adapter: appAdapter(root), outDir, logLevel: 'error' });
}

/** The adapter that makes `entrypoint.ts`, which exports the app, the server's entry. */
function appAdapter(root: string): AstroIntegration {
	return {
		name: 'jarchy-app',
		hooks: {
			'astro:config:done': ({ setAdapter }) => {
				setAdapter({
					name: 'jarchy-app',
					entrypointResolution: 'auto',
					serverEntrypoint: pathToFileURL(join(root, 'src/build/entrypoint.ts')),
					adapterFeatures: { buildOutput: 'server' },
					supportedAstroFeatures: {
						serverOutput: 'stable',
						hybridOutput: 'stable',
						staticOutput: 'stable',
						sharpImageService: 'stable',
					},
				});
			},
		},
	};
}

function forgetOldBundles(bundles: string): void {
	const folders = readdirSync(bundles).map((name) => join(bundles, name));
	const newestFirst = folders.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
	for (const folder of newestFirst.slice(KEPT_BUNDLES)) rmSync(folder, { recursive: true, force: true });
}
