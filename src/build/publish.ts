import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	renameSync,
	rmdirSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ExpectedError } from '#core/expected-error.ts';
import { type BuiltFrom, MARKER, type Manifest } from './manifest.ts';
import type { Tallies, Tally } from './manifest-entry.ts';
import type { OutputKind } from './output.ts';
import { type Stage, stagedPath, stageFile } from './stage.ts';

/** What a publication did. */
export interface PublishReport {
	/** Files with new bytes. */
	readonly written: Tallies;
	/** Bytes of them, equal files counted once. */
	readonly uploadBytes: number;
	readonly deleted: Tallies;
}

/** What is to go live, beside what the manifest has planned. */
export interface PublishInput {
	readonly manifest: Manifest;
	/** Where the files with new bytes lie; a whole one only where nothing stands. */
	readonly stage: Stage;
	/** Paths of files that are to go. */
	readonly gone: readonly string[];
	/** What the site is made from now; `undefined` where the next build is to look at everything. */
	readonly built: BuiltFrom | undefined;
	/** True where `dist/` is to hold no more than what changed. */
	readonly isPartial?: boolean;
}

/**
 * Moves staged files into `dist/`, one atomic rename each, in the order of links: what others point at first.
 * Files that are gone go last. What is replaced is kept aside until the next publication. Where anything fails, or
 * the process is killed, what was there before is put back, by this or the next run.
 *
 * @throws ExpectedError where `dist/` is somebody else's folder, or the disk is full.
 */
export function publish({ manifest, stage, gone, built, isPartial = false }: PublishInput): PublishReport {
	const { distDir } = manifest.place;
	claimFolder(distDir);
	const report = {
		written: manifest.tallyNew(),
		uploadBytes: manifest.bytesToUpload(),
		deleted: tallyOf(manifest, gone),
	};
	const aside = undoStage(manifest, manifest.builds() + 1);
	rmSync(aside.dir, { recursive: true, force: true });
	manifest.openJournal(gone);
	try {
		if (!(stage.isWhole && moveWhole(stage.dir, distDir))) {
			for (const { path } of manifest.newFiles()) {
				if (existsSync(join(distDir, path))) stageFile(aside, path, join(distDir, path));
				moveFile(stagedPath(stage, path), join(distDir, path));
			}
		}
		for (const path of gone) removeFile(distDir, path, stagedPath(aside, path));
		writeMarker(distDir);
		manifest.commit({ deleted: gone, built, isPartial });
	} catch (error) {
		recover(manifest);
		throw toExpected(error, distDir);
	}
	rmSync(undoStage(manifest, manifest.builds() - 1).dir, { recursive: true, force: true });
	rmSync(stage.dir, { recursive: true, force: true });
	return report;
}

/** Some files that stand, by kind. */
function tallyOf(manifest: Manifest, paths: readonly string[]): Tallies {
	const tallies = new Map<OutputKind, Tally>();
	for (const path of paths) {
		const entry = manifest.get(path);
		if (entry === undefined) continue;
		const { files, bytes } = tallies.get(entry.kind) ?? { files: 0, bytes: 0 };
		tallies.set(entry.kind, { files: files + 1, bytes: bytes + entry.size });
	}
	return tallies;
}

/**
 * Moves a first site into place in a few steps, whatever its size: nobody reads it yet, so the order does not matter.
 *
 * @returns false where that cannot be done and nothing was moved: the output lies on another file system.
 */
function moveWhole(stageDir: string, distDir: string): boolean {
	const names = existsSync(stageDir) ? readdirSync(stageDir) : [];
	for (const [index, name] of names.entries()) {
		try {
			renameSync(join(stageDir, name), join(distDir, name));
		} catch (error) {
			if (index > 0 || codeOf(error) !== 'EXDEV') throw error;
			return false;
		}
	}
	return true;
}

/**
 * Puts back what an interrupted publication had replaced, so that `dist/` is again what the manifest says.
 *
 * @returns how many files were put back or taken away; 0 where no publication was interrupted.
 */
export function recover(manifest: Manifest): number {
	const { distDir } = manifest.place;
	const aside = undoStage(manifest, manifest.builds() + 1);
	const journal = manifest.journal();
	for (const { path, stood } of journal) {
		const kept = stagedPath(aside, path);
		rmSync(temporaryOf(join(distDir, path)), { force: true });
		if (existsSync(kept)) moveFile(kept, join(distDir, path));
		else if (!stood) removeFile(distDir, path);
	}
	manifest.closeJournal();
	rmSync(aside.dir, { recursive: true, force: true });
	return journal.length;
}

/**
 * Puts back the site as it was before the last publication; doing it twice gives the newer one again.
 *
 * @throws ExpectedError where there is no earlier site.
 */
export function rollBack(manifest: Manifest): PublishReport {
	const { files, added } = manifest.undo();
	const stage = undoStage(manifest, manifest.builds());
	const built = manifest.builtBefore();
	if (built === undefined || files.length + added.length === 0) {
		throw new ExpectedError(
			'There is no earlier site to go back to: the last build wrote the first one, one that was rolled back to is there already, or something was removed on request since.',
		);
	}
	const missing = files.find(({ path }) => !existsSync(stagedPath(stage, path)));
	if (missing !== undefined) {
		throw new ExpectedError(
			`The earlier site cannot be put back: ${stagedPath(stage, missing.path)} is gone. Run npm run build to make today's anew.`,
		);
	}
	manifest.beginPlan();
	manifest.plan(files.map((entry) => ({ ...entry, isNew: true })));
	return publish({ manifest, stage, gone: added, built });
}

/** Where a publication keeps what it replaces. */
function undoStage(manifest: Manifest, build: number): Stage {
	return { dir: join(manifest.place.cacheDir, 'undo', String(build)), isWhole: false };
}

/** Takes an empty folder over; files in one that no build has marked are somebody's and must not be deleted. */
function claimFolder(distDir: string): void {
	if (existsSync(distDir) && readdirSync(distDir).length > 0 && !existsSync(join(distDir, MARKER))) {
		throw new ExpectedError(
			`${distDir} holds files that no build of this site wrote. Empty it, or name another folder in DIST_DIR.`,
		);
	}
	mkdirSync(distDir, { recursive: true });
	if (!existsSync(join(distDir, MARKER))) writeMarker(distDir);
}

/** Each publication makes the marker's file anew, so that the manifest knows it from any other. */
function writeMarker(distDir: string): void {
	const temporary = join(distDir, `${MARKER}.tmp`);
	writeFileSync(temporary, 'Written by npm run build: files here that it did not make are deleted.\n');
	renameSync(temporary, join(distDir, MARKER));
}

function moveFile(from: string, to: string): void {
	mkdirSync(dirname(to), { recursive: true });
	try {
		renameSync(from, to);
	} catch (error) {
		if (codeOf(error) !== 'EXDEV') throw error;
		// The output lies on another file system: copy beside the target, then rename there.
		copyFileSync(from, temporaryOf(to));
		renameSync(temporaryOf(to), to);
	}
}

/** Where a file is copied to before it takes its place. */
function temporaryOf(file: string): string {
	return `${file}.tmp`;
}

/** Removes a file and the folders that it leaves empty, keeping it at `kept` where that is given. */
function removeFile(distDir: string, path: string, kept?: string): void {
	const file = join(distDir, path);
	if (kept !== undefined && existsSync(file)) moveFile(file, kept);
	else rmSync(file, { force: true });
	for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
		try {
			rmdirSync(join(distDir, folder));
		} catch {
			return;
		}
	}
}

function toExpected(error: unknown, distDir: string): unknown {
	if (codeOf(error) !== 'ENOSPC' && codeOf(error) !== 'EDQUOT' && codeOf(error) !== 'EFBIG') return error;
	return new ExpectedError(
		`There is no room left for ${distDir}: the last site was put back as it was. Free some space, then build again.`,
		{ cause: error },
	);
}

function codeOf(error: unknown): unknown {
	return error instanceof Error && 'code' in error ? error.code : undefined;
}
