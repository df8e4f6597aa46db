import { existsSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { catalogPath } from '#catalog/catalog.ts';
import type { Folders } from '#catalog/folders.ts';
import { ContentError } from '#core/content-error.ts';
import { ExpectedError, UsageError } from '#core/expected-error.ts';
import { manifestPath } from './manifest.ts';

/** What a message about damage needs to know. */
interface DamageContext extends Pick<Folders, 'cacheDir' | 'distDir'> {
	readonly onNote?: (text: string) => void;
}

/** Result codes of SQLite, https://www.sqlite.org/rescode.html. */
const SQLITE = { corrupt: 11, full: 13, notADatabase: 26 } as const;

/**
 * True where a build failed because the catalog or the manifest is damaged, and would do better without. A process that
 * renders or indexes tells no more than that it failed, so both are looked through then.
 */
export function isByDamage(error: unknown, { cacheDir }: DamageContext): boolean {
	if (error instanceof ContentError || error instanceof UsageError) return false;
	const code = sqliteCode(error);
	if (code === SQLITE.corrupt || code === SQLITE.notADatabase) return true;
	return [catalogPath(cacheDir), manifestPath(cacheDir)].some(isBroken);
}

/** Removes catalog and manifest, which can be made again, saying so. */
export function forgetDerived({ cacheDir, onNote }: DamageContext): void {
	for (const [name, path] of [
		['catalog', catalogPath(cacheDir)],
		['manifest', manifestPath(cacheDir)],
	] as const) {
		onNote?.(damageNote(name, path));
		for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true });
	}
}

/** The line that says that something derived was damaged. */
export function damageNote(name: 'catalog' | 'manifest', path: string): string {
	return `The ${name} in ${path} was damaged and is built again.`;
}

/** A full disk in words, anything else as it is. */
export function toExpected(error: unknown, { cacheDir, distDir }: DamageContext): unknown {
	const isFull = sqliteCode(error) === SQLITE.full || (error instanceof Error && /\bENOSPC\b/.test(error.message));
	if (!isFull) return error;
	return new ExpectedError(
		`There is no room left for ${cacheDir}: the site in ${distDir} is as it was. Free some space, then build again.`,
		{ cause: error },
	);
}

function sqliteCode(error: unknown): number | undefined {
	return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
}

function isBroken(path: string): boolean {
	if (!existsSync(path)) return false;
	let db: DatabaseSync | undefined;
	try {
		db = new DatabaseSync(path, { readOnly: true });
		return db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] !== 'ok';
	} catch (error) {
		return [SQLITE.corrupt, SQLITE.notADatabase].some((code) => code === sqliteCode(error));
	} finally {
		db?.close();
	}
}
