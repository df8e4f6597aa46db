import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { manifestPath } from '#build/manifest.ts';
import { PUBLISH_ORDER } from '#build/output.ts';
import { sha256 } from '#catalog/documents.ts';
import type { FileEntry, ManifestParts, PathEntry } from './manifest-file.ts';

/**
 * What is known of a path at the target: the file named is there; nothing is; something is, but not known what; it is
 * not known whether anything is.
 */
export type State = 'there' | 'gone' | 'replaced' | 'maybe';

/** A file that is to be sent, with its place in the order. */
export interface PlannedUpload {
	readonly place: number;
	readonly path: string;
	readonly kind: string;
	readonly sha256: string;
	readonly size: number;
	readonly isNew: boolean;
}

/** Files and bytes of one kind. */
export interface Count {
	readonly kind: string;
	readonly files: number;
	readonly bytes: number;
}

/** How far the target's own manifest is to be believed. */
export interface Belief {
	/** False where it is not known what stands at the paths of the base: only that they are ours. */
	readonly isBaseSure: boolean;
	/** True where files have headers that are out of date. */
	readonly isStale: boolean;
}

/**
 * Kinds whose names change with their bytes: a page that a browser or a proxy keeps may still ask for one that the
 * site has no more. Pictures are not among them, so that one that must go is gone at once.
 */
const HASHED_KINDS: readonly string[] = ['asset', 'searchIndex'];

const SCHEMA_URL = new URL('./ledger.sql', import.meta.url);

function ledgerPath(cacheDir: string, target: string): string {
	return join(cacheDir, 'deploy', `${sha256(target).slice(0, 16)}.sqlite`);
}

/** Removes the ledger of a target that is asked about once. */
export function removeLedger(cacheDir: string, target: string): void {
	for (const ending of ['', '-wal', '-shm']) rmSync(ledgerPath(cacheDir, target) + ending, { force: true });
}

/** The ledger of one target, in the cache folder; made anew where it is missing, damaged or of another schema. */
export function openLedger(cacheDir: string, target: string): Ledger {
	mkdirSync(join(cacheDir, 'deploy'), { recursive: true });
	const file = ledgerPath(cacheDir, target);
	const schema = readFileSync(SCHEMA_URL, 'utf8');
	const stamp = sha256(schema);
	try {
		const db = new DatabaseSync(file);
		if (db.prepare("SELECT value FROM meta WHERE key = 'stamp'").get()?.['value'] === stamp) {
			return new Ledger(db, manifestPath(cacheDir));
		}
		db.close();
	} catch {
		// Missing, damaged or of another schema: all the same.
	}
	removeLedger(cacheDir, target);
	const db = new DatabaseSync(file);
	db.exec(`PRAGMA journal_mode = WAL; ${schema}`);
	db.prepare("INSERT INTO meta VALUES ('stamp', ?)").run(stamp);
	return new Ledger(db, manifestPath(cacheDir));
}

/** What a target holds, what it is to hold (the manifest of `dist/`, attached), and what follows from both. */
export class Ledger {
	readonly #db: DatabaseSync;
	readonly #statements = new Map<string, StatementSync>();

	constructor(db: DatabaseSync, manifest: string) {
		this.#db = db;
		db.exec('PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;');
		db.prepare('ATTACH DATABASE ? AS dist').run(manifest);
		this.inTransaction(() => {
			this.#run('DELETE FROM rank');
			for (const [place, kind] of PUBLISH_ORDER.entries()) {
				this.#run('INSERT INTO rank VALUES (?, ?, ?)', kind, place, Number(HASHED_KINDS.includes(kind)));
			}
		});
	}

	close(): void {
		this.#db.close();
	}

	/** SHA-256 and generation of the manifest that `base` was read from; `undefined` where it is empty. */
	base(): { sha256: string; generation: number } | undefined {
		const row = this.#prepare("SELECT value FROM meta WHERE key = 'base'").get();
		const [hash = '', generation = ''] = String(row?.['value'] ?? '').split(' ');
		return hash === '' ? undefined : { sha256: hash, generation: Number(generation) };
	}

	/** Names the manifest that `base` now is. */
	setBase(base: { sha256: string; generation: number } | undefined): void {
		if (base === undefined) this.#run("DELETE FROM meta WHERE key = 'base'");
		else this.#run("INSERT OR REPLACE INTO meta VALUES ('base', ?)", `${base.sha256} ${base.generation}`);
	}

	clearBase(): void {
		this.#run('DELETE FROM base');
		this.setBase(undefined);
	}

	clearDelta(): void {
		this.#run('DELETE FROM delta');
	}

	addToBase(path: string, { sha256: hash, size, kind, leaving }: FileEntry): void {
		this.#run('INSERT OR REPLACE INTO base VALUES (?, ?, ?, ?, ?)', path, kind ?? '', hash, size, leaving ? 1 : 0);
	}

	/** @param options.isUnsure true where the target is to be asked whether it is there. */
	addToDelta(path: string, entry: FileEntry | undefined, options: { state: State; isUnsure?: boolean }): void {
		const { sha256: hash = '', size = 0, kind = '', leaving } = entry ?? {};
		this.#run(
			'INSERT OR REPLACE INTO delta VALUES (?, ?, ?, ?, ?, ?, ?)',
			path,
			options.state,
			options.isUnsure === true ? 1 : 0,
			kind,
			hash,
			size,
			leaving ? 1 : 0,
		);
	}

	/** Files of which the target is to be asked whether they arrived. */
	unsure(): { path: string; sha256: string; size: number }[] {
		return this.#prepare('SELECT path, sha256, size FROM delta WHERE unsure = 1').all().map(toFile);
	}

	/** Notes that a file that was not sure is there. */
	confirm(path: string): void {
		this.#run("UPDATE delta SET state = 'there', unsure = 0 WHERE path = ?", path);
	}

	/**
	 * Finds what is to be sent and what is to go. Files that stand nowhere yet are sent first, then those that replace
	 * others, each in the order of kinds: no page that a reader can reach ever links to one that is not there.
	 */
	plan({ isBaseSure, isStale }: Belief): void {
		this.inTransaction(() => {
			for (const table of ['upload', 'removal', 'noted']) this.#run(`DELETE FROM ${table}`);
			this.#run(
				`INSERT INTO upload (path, kind, sha256, size, is_new)
				 SELECT o.path, o.kind, o.sha256, o.size,
				 CASE WHEN d.path IS NULL THEN b.path IS NULL ELSE d.state IN ('gone', 'maybe') END AS is_new
				 FROM dist.output o LEFT JOIN delta d ON d.path = o.path LEFT JOIN base b ON b.path = o.path
				 LEFT JOIN rank r ON r.kind = o.kind
				 WHERE ?2 OR CASE WHEN d.path IS NULL THEN NOT ?1 OR b.sha256 IS NOT o.sha256
				 ELSE d.state <> 'there' OR d.sha256 <> o.sha256 END
				 ORDER BY is_new DESC, r.place, o.path`,
				Number(isBaseSure),
				Number(isStale),
			);
			this.#run(
				`INSERT INTO removal
				 SELECT path, kind, sha256, size, sure AND NOT leaving AND kind IN (SELECT kind FROM rank WHERE is_hashed)
				 FROM (
					SELECT path, kind, sha256, size, leaving, state = 'there' AS sure FROM delta WHERE state <> 'gone'
					UNION ALL
					SELECT path, kind, sha256, size, leaving, ?1 FROM base WHERE path NOT IN (SELECT path FROM delta)
				 ) WHERE path NOT IN (SELECT path FROM dist.output)`,
				Number(isBaseSure),
			);
			this.#noteReturned();
		});
	}

	/** Files that were leaving and came back. */
	#noteReturned(): void {
		this.#run(
			`INSERT INTO noted SELECT o.path, o.kind, o.sha256, o.size FROM (
				SELECT path FROM delta WHERE leaving
				UNION ALL SELECT path FROM base WHERE leaving = 1 AND path NOT IN (SELECT path FROM delta)
			 ) h JOIN dist.output o ON o.path = h.path WHERE o.path NOT IN (SELECT path FROM upload)`,
		);
	}

	/** True where nothing is to be sent, deleted or noted otherwise. */
	isSettled(): boolean {
		const row = this.#prepare(
			'SELECT EXISTS (SELECT 1 FROM upload) OR EXISTS (SELECT 1 FROM removal) OR EXISTS (SELECT 1 FROM noted) AS found',
		).get();
		return row?.['found'] === 0;
	}

	/** The next files to be sent after a place: of one kind, and either all new or all in place of others. */
	nextUploads(after: number, most: number): PlannedUpload[] {
		const rows = this.#prepare('SELECT * FROM upload WHERE place > ? ORDER BY place LIMIT ?').all(after, most);
		const uploads = rows.map(toUpload);
		const [first] = uploads;
		const end = uploads.findIndex(({ kind, isNew }) => kind !== first?.kind || isNew !== first.isNew);
		return end === -1 ? uploads : uploads.slice(0, end);
	}

	/** Every file to be sent, in order. */
	*uploads(): Generator<PlannedUpload> {
		for (const row of this.#db.prepare('SELECT * FROM upload ORDER BY place').iterate()) yield toUpload(row);
	}

	/** Every file that the site has no more, those included that stay for one deploy. */
	*removals(): Generator<string> {
		yield* this.#paths('SELECT path FROM removal ORDER BY path');
	}

	/** The next paths to be deleted after one. */
	nextDeletions(after: string, most: number): string[] {
		return this.#prepare('SELECT path FROM removal WHERE stays = 0 AND path > ? ORDER BY path LIMIT ?')
			.all(after, most)
			.map(({ path }) => String(path));
	}

	countUploads(): Count[] {
		return this.#count('upload');
	}

	countDeletions(): Count[] {
		return this.#count('removal WHERE stays = 0');
	}

	/** Files that the next deploy deletes. */
	countLeaving(): Count[] {
		return this.#count('removal WHERE stays = 1');
	}

	/** Files of the finished site. */
	countWanted(): number {
		return Number(this.#prepare('SELECT sum(files) AS files FROM dist.tally').get()?.['files'] ?? 0);
	}

	#count(from: string): Count[] {
		return this.#prepare(`SELECT kind, count(*) AS files, sum(size) AS bytes FROM ${from} GROUP BY kind ORDER BY kind`)
			.all()
			.map(({ kind, files, bytes }) => ({ kind: String(kind), files: Number(files), bytes: Number(bytes) }));
	}

	/** What the target's manifest is to say of its delta while this deploy is at work. */
	startedParts(): Required<ManifestParts> {
		const others = 'path NOT IN (SELECT path FROM upload) AND path NOT IN (SELECT path FROM removal WHERE stays = 0)';
		return {
			files: this.#entries(`SELECT * FROM delta WHERE state = 'there' AND ${others} ORDER BY path`),
			deleted: this.#paths(`SELECT path FROM delta WHERE state = 'gone' AND ${others} ORDER BY path`),
			started: this.#entries('SELECT *, 0 AS leaving FROM upload ORDER BY place'),
			ending: this.#entries('SELECT *, 0 AS leaving, 0 AS is_new FROM removal WHERE stays = 0 ORDER BY path'),
		};
	}

	/** Makes what this deploy did what is known. */
	settle(): void {
		this.inTransaction(() => {
			this.#run("INSERT OR REPLACE INTO delta SELECT path, 'there', 0, kind, sha256, size, 0 FROM upload");
			this.#run("INSERT OR REPLACE INTO delta SELECT path, 'there', 0, kind, sha256, size, 0 FROM noted");
			this.#run(
				`INSERT OR REPLACE INTO delta SELECT path, CASE stays WHEN 1 THEN 'there' ELSE 'gone' END, 0, kind, sha256, size, stays
				 FROM removal`,
			);
			this.#run(
				`DELETE FROM delta WHERE CASE state WHEN 'gone' THEN path NOT IN (SELECT path FROM base)
				 ELSE EXISTS (SELECT 1 FROM base b WHERE b.path = delta.path AND b.kind = delta.kind
				 AND b.sha256 = delta.sha256 AND b.size = delta.size AND b.leaving = delta.leaving) END`,
			);
		});
	}

	/** What the target's manifest is to say of its delta when a deploy has ended. */
	settledParts(): Required<ManifestParts> {
		return {
			files: this.#entries("SELECT * FROM delta WHERE state = 'there' ORDER BY path"),
			deleted: this.#paths("SELECT path FROM delta WHERE state = 'gone' ORDER BY path"),
			started: [],
			ending: [],
		};
	}

	/** True where so much differs from the base that another one costs less in the long run. */
	isDeltaLong(): boolean {
		const row = this.#prepare(
			'SELECT (SELECT count(*) FROM delta) AS changed, (SELECT count(*) FROM base) AS whole',
		).get();
		return Number(row?.['changed']) * 10 > Number(row?.['whole']);
	}

	/** Takes the delta into the base, which is one that the target does not know then. */
	merge(): void {
		this.inTransaction(() => {
			this.setBase(undefined);
			this.#run(
				"INSERT OR REPLACE INTO base SELECT path, kind, sha256, size, leaving FROM delta WHERE state = 'there'",
			);
			this.#run("DELETE FROM base WHERE path IN (SELECT path FROM delta WHERE state <> 'there')");
			this.#run('DELETE FROM delta');
		});
	}

	/** The whole of the base, by path. */
	baseFiles(): Iterable<PathEntry> {
		return this.#entries('SELECT * FROM base ORDER BY path');
	}

	inTransaction(work: () => void): void {
		this.#db.exec('BEGIN IMMEDIATE');
		try {
			work();
			this.#db.exec('COMMIT');
		} catch (error) {
			this.#db.exec('ROLLBACK');
			throw error;
		}
	}

	/** Begins a transaction that {@link commit} ends, for work that waits for the network. */
	begin(): void {
		this.#db.exec('BEGIN IMMEDIATE');
	}

	commit(): void {
		this.#db.exec('COMMIT');
	}

	rollBack(): void {
		this.#db.exec('ROLLBACK');
	}

	*#entries(sql: string): Generator<PathEntry> {
		for (const row of this.#db.prepare(sql).iterate()) yield [String(row['path']), toEntry(row)];
	}

	*#paths(sql: string): Generator<string> {
		for (const row of this.#db.prepare(sql).iterate()) yield String(row['path']);
	}

	#run(sql: string, ...values: SQLInputValue[]): void {
		this.#prepare(sql).run(...values);
	}

	#prepare(sql: string): StatementSync {
		let statement = this.#statements.get(sql);
		if (statement === undefined) {
			statement = this.#db.prepare(sql);
			this.#statements.set(sql, statement);
		}
		return statement;
	}
}

type Row = Record<string, unknown>;

function toFile(row: Row): { path: string; sha256: string; size: number } {
	return { path: String(row['path']), sha256: String(row['sha256']), size: Number(row['size']) };
}

function toUpload(row: Row): PlannedUpload {
	return {
		...toFile(row),
		place: Number(row['place']),
		kind: String(row['kind']),
		isNew: row['is_new'] === 1,
	};
}

function toEntry(row: Row): FileEntry {
	return {
		sha256: String(row['sha256']),
		size: Number(row['size']),
		...(row['kind'] === '' ? {} : { kind: String(row['kind']) }),
		...(row['leaving'] === 1 ? { leaving: true as const } : {}),
		...(row['is_new'] === 1 ? { isNew: true as const } : {}),
	};
}
