import {
	copyFileSync,
	existsSync,
	linkSync,
	mkdirSync,
	readdirSync,
	renameSync,
	rmdirSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
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
	claimFolder(distDir);
	const changed = [...after].filter(([path, { sha256 }]) => before.get(path)?.sha256 !== sha256);
	const gone = filesOf(distDir).filter((path) => !(after.has(path) || path.startsWith('.')));
	openJournal({ cacheDir, distDir }, [...changed.map(([path]) => path), ...gone]);
	const rank = new Map(PUBLISH_ORDER.map((kind, index) => [kind, index]));
	changed.sort(([a, x], [b, y]) => (rank.get(x.kind) ?? 0) - (rank.get(y.kind) ?? 0) || (a < b ? -1 : 1));
	for (const [path] of changed) moveFile(join(stageDir, path), join(distDir, path));
	for (const path of gone) removeFile(distDir, path);
	writeManifest({ cacheDir, distDir }, after);
	rmSync(stageDir, { recursive: true, force: true });
	return { written: changed.length, deleted: gone.length, unchanged: after.size - changed.length };
}

/** Says that a folder is an output of ours, whose orphans may be deleted. */
const MARKER = '.jarchy-site';

/** Takes an empty folder over; files in one that no build has marked are somebody's and must not be deleted. */
function claimFolder(distDir: string): void {
	if (existsSync(distDir) && readdirSync(distDir).length > 0 && !existsSync(join(distDir, MARKER))) {
		throw new ExpectedError(
			`${distDir} holds files that no build of this site wrote. Empty it, or name another folder in DIST_DIR.`,
		);
	}
	mkdirSync(distDir, { recursive: true });
	writeFileSync(join(distDir, MARKER), 'Written by npm run build: files here that it did not make are deleted.\n');
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
	try {
		renameSync(from, to);
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
		// The output lies on another file system: copy beside the target, then rename there.
		const temporary = join(dirname(to), `.${process.pid}.tmp`);
		copyFileSync(from, temporary);
		renameSync(temporary, to);
	}
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
