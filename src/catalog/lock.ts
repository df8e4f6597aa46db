import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedError } from '#core/expected-error.ts';

/**
 * Takes the one lock that covers ingest and build of a content folder. A lock whose owner no longer runs is
 * taken over.
 *
 * @returns a function that gives the lock back.
 * @throws ExpectedError while another process holds it.
 */
export function takeLock(cacheDir: string, command: string): () => void {
	mkdirSync(cacheDir, { recursive: true });
	const file = join(cacheDir, 'lock.json');
	const mine = join(cacheDir, `lock.${process.pid}.json`);
	writeFileSync(mine, JSON.stringify({ pid: process.pid, command }));
	try {
		for (;;) {
			if (link(mine, file)) return () => rmSync(file, { force: true });
			const owner = readOwner(file);
			if (owner !== undefined && isRunning(owner.pid)) throw new ExpectedError(describe(file, owner));
			removeStale(file, owner);
		}
	} finally {
		rmSync(mine, { force: true });
	}
}

/** Links a finished lock into place, so that nobody ever reads half of one; false where there is one. */
function link(mine: string, file: string): boolean {
	try {
		linkSync(mine, file);
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
		throw error;
	}
}

/** Takes a dead owner's lock away; where another run has taken it over meanwhile, that run's is put back. */
function removeStale(file: string, owner: LockOwner | undefined): void {
	const aside = `${file}.${process.pid}`;
	try {
		renameSync(file, aside);
	} catch {
		return;
	}
	if (readOwner(aside)?.pid !== owner?.pid) link(aside, file);
	rmSync(aside, { force: true });
}

/** Who holds a lock. */
interface LockOwner {
	readonly pid: number;
	readonly command: string;
}

function describe(file: string, { pid, command }: LockOwner): string {
	return `${command} (process ${pid}) is at work on this content folder. Wait until it ends, or end it, then run this again. The lock is ${file}.`;
}

function readOwner(file: string): LockOwner | undefined {
	try {
		const owner: LockOwner = JSON.parse(readFileSync(file, 'utf8'));
		return owner;
	} catch {
		return undefined;
	}
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return pid !== process.pid;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
