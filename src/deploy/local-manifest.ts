import { createReadStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Manifest, ManifestPlace } from '#build/manifest.ts';
import { takeLock } from '#catalog/lock.ts';
import { UsageError } from '#core/expected-error.ts';
import { withManifest } from './finished.ts';
import { writeHashed } from './hash.ts';
import { type HostInput, readHost } from './host.ts';
import { openLedger, removeLedger } from './ledger.ts';
import { DELTA_FILE, MANIFEST_FILE, manifestText, type PathEntry, PROGRESS_FILE } from './manifest-file.ts';

/** A finished site, and which one it is. */
export interface LocalSite extends ManifestPlace {
	/** A name that never changes. */
	readonly site: string;
}

/**
 * Writes what `dist/` holds as a manifest file: whole or not at all.
 *
 * @throws ExpectedError where there is no finished site, or a build is at work.
 */
export async function writeManifestFile(site: LocalSite, file: string): Promise<void> {
	await withText(site, async (text) => {
		mkdirSync(dirname(file), { recursive: true });
		writeHashed(`${file}.tmp`, text);
		renameSync(`${file}.tmp`, file);
	});
}

/** Has `work` take what `dist/` holds as the text of a manifest file, in pieces. @throws as {@link writeManifestFile}. */
export async function withText(site: LocalSite, work: (text: Iterable<string>) => Promise<void>): Promise<void> {
	await withSite(site, async (manifest) => {
		await work(manifestText({ format: 'jarchy-manifest', site: site.site }, { files: entriesOf(manifest) }));
	});
}

/** What is to be uploaded, in the order to do it, and what is to be deleted after. */
export interface ChangeList {
	readonly uploads: Iterable<{ readonly path: string; readonly size: number }>;
	readonly deletions: Iterable<string>;
}

/**
 * Has `work` take what changed since another manifest file; where that is a target's own, its delta beside it counts.
 *
 * @throws UsageError where `since` is no manifest of this site, or lacks its delta.
 */
export async function withChanges(
	site: LocalSite & { readonly since: string },
	work: (changes: ChangeList) => Promise<void>,
): Promise<void> {
	await withSite(site, async () => {
		const saved = savedManifest(site.since);
		const ledger = openLedger(site.cacheDir, saved.name);
		try {
			const host = await readHost({ target: saved, ledger, site: site.site });
			if (!host.belief.isBaseSure) {
				throw new UsageError(
					`${host.note?.replace(/ The whole site .*$/, '') ?? saved.name} --since takes a manifest of this site; with that of a host, copy its ${DELTA_FILE} beside it.`,
				);
			}
			ledger.plan({ isBaseSure: true, isStale: false });
			await work({ uploads: ledger.uploads(), deletions: ledger.removals() });
		} finally {
			ledger.close();
			removeLedger(site.cacheDir, saved.name);
		}
	});
}

/** A manifest file on this machine in the place of a target. */
function savedManifest(file: string): HostInput['target'] {
	if (!existsSync(file)) throw new UsageError(`There is no file ${file}. Name a manifest with --since.`);
	const isHosts = basename(file) === MANIFEST_FILE;
	const places = new Map([[MANIFEST_FILE, file]]);
	if (isHosts) for (const name of [DELTA_FILE, PROGRESS_FILE]) places.set(name, join(dirname(file), name));
	return {
		name: file,
		headers: '',
		concurrency: 1,
		async read(path): Promise<Readable | undefined> {
			const place = places.get(path);
			return place !== undefined && existsSync(place) ? createReadStream(place) : undefined;
		},
		holds: async () => false,
	};
}

async function withSite(site: LocalSite, work: (manifest: Manifest) => Promise<void>): Promise<void> {
	const release = takeLock(site.cacheDir, 'npm run manifest');
	try {
		await withManifest(site, work);
	} finally {
		release();
	}
}

function* entriesOf(manifest: Manifest): Generator<PathEntry> {
	for (const { path, sha256, size, kind } of manifest.entries()) yield [path, { sha256, size, kind }];
}
