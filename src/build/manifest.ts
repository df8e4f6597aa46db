import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
export function readManifest(cacheDir: string, distDir: string): Manifest {
	const stored = readJson<Record<string, ManifestEntry>>(manifestPath(cacheDir)) ?? {};
	const touched = new Set(readJson<string[]>(journalPath(cacheDir)) ?? []);
	const isThere = (path: string, size: number): boolean =>
		statSync(join(distDir, path), { throwIfNoEntry: false })?.size === size;
	return new Map(Object.entries(stored).filter(([path, { size }]) => !touched.has(path) && isThere(path, size)));
}

/** Notes which files a publication is about to touch. */
export function openJournal(cacheDir: string, paths: readonly string[]): void {
	writeJson(journalPath(cacheDir), paths);
}

/** Stores the manifest of a finished publication, sorted by path, and closes its journal. */
export function writeManifest(cacheDir: string, manifest: Manifest): void {
	const sorted = [...manifest].sort(([a], [b]) => (a < b ? -1 : 1));
	writeJson(manifestPath(cacheDir), Object.fromEntries(sorted));
	rmSync(journalPath(cacheDir), { force: true });
}

function writeJson(path: string, value: unknown): void {
	writeFileSync(`${path}.tmp`, `${JSON.stringify(value, undefined, '\t')}\n`);
	renameSync(`${path}.tmp`, path);
}

function readJson<T>(path: string): T | undefined {
	try {
		const value: T = JSON.parse(readFileSync(path, 'utf8'));
		return value;
	} catch {
		return undefined;
	}
}
