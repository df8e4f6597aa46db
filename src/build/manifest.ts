import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { OutputKind } from './output.ts';

/** A file of the finished site. */
export interface ManifestEntry {
	readonly kind: OutputKind;
	/** SHA-256 of its bytes, in hex. */
	readonly sha256: string;
	/** In bytes. */
	readonly size: number;
}

/** Every file of the finished site by its path below `dist/`. */
export type Manifest = ReadonlyMap<string, ManifestEntry>;

/** Where a manifest is kept and what it is of. */
export interface ManifestPlace {
	readonly cacheDir: string;
	readonly distDir: string;
}

/** File of the manifest in the cache folder. */
export function manifestPath(cacheDir: string): string {
	return join(cacheDir, 'dist.manifest.json');
}

const journalPath = (cacheDir: string): string => join(cacheDir, 'publish.journal.json');

/**
 * What `dist/` holds by the manifest of the last publication; empty where there is none or it cannot be read.
 * Left out, so that they count as changed: files that an interrupted publication may have touched, and files
 * that are gone from `dist/` or have another size there.
 */
export function readManifest({ cacheDir, distDir }: ManifestPlace): Manifest {
	const stored = readStored<Record<string, ManifestEntry>>(manifestPath(cacheDir), { cacheDir, distDir }) ?? {};
	const touched = new Set(readStored<string[]>(journalPath(cacheDir), { cacheDir, distDir }) ?? []);
	const isThere = (path: string, size: number): boolean =>
		statSync(join(distDir, path), { throwIfNoEntry: false })?.size === size;
	return new Map(Object.entries(stored).filter(([path, { size }]) => !touched.has(path) && isThere(path, size)));
}

/** Notes which files a publication is about to touch. */
export function openJournal(place: ManifestPlace, paths: readonly string[]): void {
	writeStored(journalPath(place.cacheDir), place, paths);
}

/** Stores the manifest of a finished publication, sorted by path, and closes its journal. */
export function writeManifest(place: ManifestPlace, manifest: Manifest): void {
	const sorted = [...manifest].sort(([a], [b]) => (a < b ? -1 : 1));
	writeStored(manifestPath(place.cacheDir), place, Object.fromEntries(sorted));
	rmSync(journalPath(place.cacheDir), { force: true });
}

/** What is stored speaks of one output folder; it is named by its way from the cache, so that both may be moved together. */
interface Stored<T> {
	readonly dist: string;
	readonly files: T;
}

function writeStored<T>(path: string, { cacheDir, distDir }: ManifestPlace, files: T): void {
	const stored: Stored<T> = { dist: relative(cacheDir, distDir), files };
	writeFileSync(`${path}.tmp`, `${JSON.stringify(stored, undefined, '\t')}\n`);
	renameSync(`${path}.tmp`, path);
}

function readStored<T>(path: string, { cacheDir, distDir }: ManifestPlace): T | undefined {
	try {
		const stored: Stored<T> = JSON.parse(readFileSync(path, 'utf8'));
		return stored.dist === relative(cacheDir, distDir) ? stored.files : undefined;
	} catch {
		return undefined;
	}
}
