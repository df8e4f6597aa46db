import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ExpectedError } from '#core/expected-error.ts';
import { type Manifest, openJournal, writeManifest } from './manifest.ts';
import { PUBLISH_ORDER } from './output.ts';

/** What a publication did. */
export interface PublishReport {
	readonly written: number;
	readonly deleted: number;
	readonly unchanged: number;
}

/** What is to go live. */
export interface PublishInput {
	readonly stageDir: string;
	readonly distDir: string;
	readonly cacheDir: string;
	/** What `dist/` holds now. */
	readonly before: Manifest;
	/** What it is to hold. Every entry that differs from `before` has a file in the stage folder. */
	readonly after: Manifest;
}

/**
 * Moves staged files into `dist/`, one atomic rename each, in the order of links: what others point at first.
 * Files of `before` that are no longer wanted go last. Killed in between, the next build sees from the journal
 * which files to look at again.
 *
 * @throws ExpectedError where `dist/` is somebody else's folder.
 */
export function publish(input: PublishInput): PublishReport {
	const { stageDir, distDir, cacheDir, before, after } = input;
	refuseForeignFolder(distDir, before);
	const changed = [...after].filter(([path, { sha256 }]) => before.get(path)?.sha256 !== sha256);
	const gone = existsSync(distDir) ? filesOf(distDir).filter((path) => !after.has(path)) : [];
	openJournal(cacheDir, [...changed.map(([path]) => path), ...gone]);
	const rank = new Map(PUBLISH_ORDER.map((kind, index) => [kind, index]));
	changed.sort(([a, x], [b, y]) => (rank.get(x.kind) ?? 0) - (rank.get(y.kind) ?? 0) || (a < b ? -1 : 1));
	for (const [path] of changed) moveFile(join(stageDir, path), join(distDir, path));
	for (const path of gone) removeFile(distDir, path);
	writeManifest(cacheDir, after);
	rmSync(stageDir, { recursive: true, force: true });
	return { written: changed.length, deleted: gone.length, unchanged: after.size - changed.length };
}

/** Files in the output folder that no build wrote are somebody's: they must not be deleted as orphans. */
function refuseForeignFolder(distDir: string, before: Manifest): void {
	const isForeign =
		before.size === 0 &&
		existsSync(distDir) &&
		readdirSync(distDir).length > 0 &&
		!existsSync(join(distDir, '_headers'));
	if (!isForeign) return;
	throw new ExpectedError(
		`${distDir} holds files that no build of this site wrote. Empty it, or name another folder in DIST_DIR.`,
	);
}

/** Puts a file that lies outside the stage folder there, by link where the file system allows. */
export function stageFile(file: string, staged: string): void {
	mkdirSync(dirname(staged), { recursive: true });
	try {
		linkSync(file, staged);
	} catch {
		copyFileSync(file, staged);
	}
}

function filesOf(folder: string): string[] {
	const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => !entry.isDirectory())
		.map((entry) =>
			join(entry.parentPath, entry.name)
				.slice(folder.length + 1)
				.replaceAll('\\', '/'),
		)
		.sort();
}

function moveFile(from: string, to: string): void {
	mkdirSync(dirname(to), { recursive: true });
	renameSync(from, to);
}

/** Removes a file and the folders that it leaves empty. */
function removeFile(distDir: string, path: string): void {
	rmSync(join(distDir, path), { force: true });
	for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
		try {
			rmdirSync(join(distDir, folder));
		} catch {
			return;
		}
	}
}
