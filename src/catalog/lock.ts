import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
	const mine = JSON.stringify({ pid: process.pid, command });
	for (;;) {
		try {
			writeFileSync(file, mine, { flag: 'wx' });
			return () => rmSync(file, { force: true });
		} catch (error) {
			if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
			const owner = readOwner(file);
			if (owner !== undefined && isRunning(owner.pid)) throw new ExpectedError(describe(file, owner), { cause: error });
			rmSync(file, { force: true });
		}
	}
}

function describe(file: string, { pid, command }: { pid: number; command: string }): string {
	return `${command} (process ${pid}) is at work on this content folder. Wait until it ends, or end it, then run this again. The lock is ${file}.`;
}

function readOwner(file: string): { pid: number; command: string } | undefined {
	try {
		const owner: { pid: number; command: string } = JSON.parse(readFileSync(file, 'utf8'));
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
