import { randomUUID } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { LogPlace } from '#catalog/changes.ts';
import { sha256 } from '#catalog/documents.ts';
import { filesBelow } from './files.ts';
import { type ManifestEntry, type PlannedEntry, pathOf, type Tallies, toEntry, toTallies } from './manifest-entry.ts';
import { type OutputKind, publishRank } from './output.ts';

/** What the site in `dist/` was made from. */
export interface BuiltFrom {
	/** Place in the catalog's log up to which changes are in. */
	readonly place: LogPlace;
	/** The instant that the build counted as its own. */
	readonly asOf: string;
	/** Digest of the templates. */
	readonly template: string;
}

/** Where a manifest is kept and what it is of. */
export interface ManifestPlace {
	readonly cacheDir: string;
	readonly distDir: string;
}

/** Says that a folder is an output of ours, whose orphans may be deleted. */
export const MARKER = '.jarchy-site';

/** Files whose presence and size one build makes sure of; the next one looks at the next so many. */
const CHECKED_FILES = 3_000;

/** File of the manifest in the cache folder. */
export function manifestPath(cacheDir: string): string {
	return join(cacheDir, 'dist.sqlite');
}

const SCHEMA_URL = new URL('./manifest.sql', import.meta.url);

/**
 * What `dist/` holds, file by file, in SQLite: a build reads and writes the rows of the files it touches, whatever
 * the size of the site. Made anew where it is missing, unreadable, of another schema or of another output folder.
 */
export function openManifest(place: ManifestPlace): Manifest {
	const path = manifestPath(place.cacheDir);
	mkdirSync(place.cacheDir, { recursive: true });
	const schema = readFileSync(SCHEMA_URL, 'utf8');
	const stamp = sha256(JSON.stringify([schema, relative(place.cacheDir, place.distDir).split(sep).join('/')]));
	const remade = existsSync(path) ? findFault(path, stamp) : 'missing';
	if (remade !== undefined) for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true });
	const db = new DatabaseSync(path);
	db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA recursive_triggers = ON;');
	if (remade !== undefined) {
		db.exec(schema);
		db.prepare("INSERT INTO meta VALUES ('stamp', ?), ('id', ?)").run(stamp, randomUUID());
	}
	return new Manifest(db, place, remade);
}

function findFault(path: string, stamp: string): 'damaged' | 'outdated' | undefined {
	let db: DatabaseSync | undefined;
	try {
		db = new DatabaseSync(path);
		const row = db.prepare("SELECT value FROM meta WHERE key = 'stamp'").get();
		return row?.['value'] === stamp ? undefined : 'outdated';
	} catch {
		return 'damaged';
	} finally {
		db?.close();
	}
}

/** The open manifest of one output folder. */
export class Manifest {
	readonly place: ManifestPlace;
	/** Why it was made anew when it was opened; `undefined` where it was not. */
	readonly remade: 'missing' | 'damaged' | 'outdated' | undefined;
	readonly #db: DatabaseSync;
	readonly #statements = new Map<string, StatementSync>();

	constructor(db: DatabaseSync, place: ManifestPlace, remade: Manifest['remade']) {
		db.function('publish_rank', { deterministic: true }, (kind) => publishRank(String(kind)));
		this.#db = db;
		this.place = place;
		this.remade = remade;
	}

	close(): void {
		this.#db.close();
	}

	/** What is known of a file; `undefined` where there is none. */
	get(path: string): ManifestEntry | undefined {
		const row = this.#prepare('SELECT * FROM output WHERE path = ?').get(path);
		return row === undefined ? undefined : toEntry(row);
	}

	/** Every file, by path. */
	*entries(): Generator<ManifestEntry> {
		for (const row of this.#db.prepare('SELECT * FROM output ORDER BY path').iterate()) yield toEntry(row);
	}

	/** Paths of the files of a kind, by path. @throws RangeError as {@link pathsBelow} */
	pathsOfKind(kind: OutputKind): string[] {
		return this.pathsBelow('', [kind]);
	}

	/**
	 * Paths of the files of some kinds below a folder (`ru/topics/sport/2021/`), by path.
	 *
	 * @throws RangeError for a kind of which there are as many as articles: those have no index.
	 */
	pathsBelow(folder: string, kinds: readonly OutputKind[]): string[] {
		const many = kinds.find((kind) => UNINDEXED.includes(kind));
		if (many !== undefined) throw new RangeError(`There is no index of files of the kind ${many}.`);
		const ofKinds = kinds.map((kind) =>
			this.#prepare(`SELECT path FROM output WHERE ${INDEXED} AND kind = ? AND path >= ? AND path < ?`)
				.all(kind, folder, `${folder}\uffff`)
				.map(pathOf),
		);
		return ofKinds.flat().sort();
	}

	/** Files and bytes of each kind. */
	tally(): Tallies {
		return toTallies(this.#prepare('SELECT * FROM tally WHERE files > 0 ORDER BY kind').all());
	}

	/** True where no file of the site is known. */
	isEmpty(): boolean {
		return this.#prepare('SELECT 1 FROM output LIMIT 1').get() === undefined;
	}

	/** What the site was made from; `undefined` where no build has ended. */
	builtFrom(): BuiltFrom | undefined {
		return this.#getJson('built');
	}

	/** True where what is known of `dist/` is so: no other program has put another folder in its place, and the files that were checked are there. */
	isTrue(): boolean {
		return this.#getMeta('marker') === this.#markerIdentity() && this.#checkSome();
	}

	/** True where `dist/` holds only what the last builds changed, for a deploy. */
	isPartial(): boolean {
		return this.#getMeta('partial') === 'true';
	}

	/** Makes the manifest say what lies in `dist/`, of which only the bytes are known then; hidden files are passed over. */
	takeStock(): void {
		const { distDir } = this.place;
		this.inTransaction(() => {
			this.#clear();
			for (const path of filesBelow(distDir).filter((file) => !file.startsWith('.'))) {
				const bytes = readFileSync(join(distDir, path));
				this.#run("INSERT INTO output VALUES (?, ?, '', ?, ?)", path, UNKNOWN, sha256(bytes), bytes.byteLength);
			}
		});
	}

	/** Forgets everything, as where `dist/` is empty. */
	forget(): void {
		this.inTransaction(() => this.#clear());
	}

	/** Forgets what a build that did not end had planned. */
	beginPlan(): void {
		this.#run('DELETE FROM planned');
	}

	/** Notes files that the build has looked at. @throws Error where one was noted before. */
	plan(entries: Iterable<PlannedEntry>): void {
		this.inTransaction(() => {
			for (const { path, kind, digest, sha256: hash, size, isNew } of entries) {
				this.#run('INSERT INTO planned VALUES (?, ?, ?, ?, ?, ?)', path, kind, digest ?? '', hash, size, Number(isNew));
			}
		});
	}

	/** What the build noted of a file. */
	planned(path: string): PlannedEntry | undefined {
		const row = this.#prepare('SELECT * FROM planned WHERE path = ?').get(path);
		return row === undefined ? undefined : { ...toEntry(row), isNew: row['is_new'] === 1 };
	}

	/** True where a file has new bytes. */
	hasNewFiles(): boolean {
		return this.#prepare('SELECT 1 FROM planned WHERE is_new = 1 LIMIT 1').get() !== undefined;
	}

	/** Files with new bytes, in the order in which kinds go live, then by path. */
	*newFiles(): Generator<ManifestEntry> {
		const rows = this.#db.prepare('SELECT * FROM planned WHERE is_new = 1 ORDER BY publish_rank(kind), path').iterate();
		for (const row of rows) yield toEntry(row);
	}

	/** Files with new bytes, by kind. */
	tallyNew(): Tallies {
		return toTallies(
			this.#prepare(
				'SELECT kind, count(*) AS files, sum(size) AS bytes FROM planned WHERE is_new = 1 GROUP BY kind ORDER BY kind',
			).all(),
		);
	}

	/** Bytes of the files with new bytes, equal ones counted once. */
	bytesToUpload(): number {
		const row = this.#prepare(
			'SELECT sum(size) AS bytes FROM (SELECT DISTINCT sha256, size FROM planned WHERE is_new = 1)',
		).get();
		return Number(row?.['bytes'] ?? 0);
	}

	/** Files that stand and that a whole plan did not note, which are to go; those of the search index apart. */
	unplanned(): string[] {
		return this.#prepare(
			`SELECT path FROM output WHERE kind NOT LIKE 'search_%' AND path NOT IN (SELECT path FROM planned) ORDER BY path`,
		)
			.all()
			.map(pathOf);
	}

	/** Files below a folder that stand and that the build did not note. */
	unplannedBelow(folder: string): string[] {
		return this.#prepare(
			'SELECT path FROM output WHERE path >= ? AND path < ? AND path NOT IN (SELECT path FROM planned) ORDER BY path',
		)
			.all(folder, `${folder}\uffff`)
			.map(pathOf);
	}

	/** The files whose path starts so, by path: of those that stand, or of those that the build noted. */
	filesFrom(start: string, isPlanned: boolean): { path: string; size: number }[] {
		const table = isPlanned ? 'planned' : 'output';
		const sql = `SELECT path, size FROM ${table} WHERE path >= ? AND path < ? ORDER BY path`;
		return this.#prepare(sql)
			.all(start, `${start}\uffff`)
			.map(({ path, size }) => ({ path: String(path), size: Number(size) }));
	}

	/** Notes, for good, that a publication is about to write the new files and delete some, so that it can be undone where it is interrupted. */
	openJournal(deleted: readonly string[]): void {
		this.#db.exec('PRAGMA synchronous = FULL');
		this.inTransaction(() => {
			this.#run('DELETE FROM journal');
			this.#run('INSERT INTO journal SELECT path, 1 FROM planned WHERE is_new = 1');
			for (const path of deleted) this.#run('INSERT INTO journal VALUES (?, 0)', path);
		});
		this.#db.exec('PRAGMA synchronous = NORMAL');
	}

	/** What an interrupted publication was about to touch; whether there was a file before. */
	journal(): { path: string; stood: boolean }[] {
		const rows = this.#prepare(
			'SELECT path, EXISTS (SELECT 1 FROM output WHERE output.path = journal.path) AS stood FROM journal ORDER BY path',
		).all();
		return rows.map((row) => ({ path: pathOf(row), stood: row['stood'] === 1 }));
	}

	/** Ends an interrupted publication that was undone. */
	closeJournal(): void {
		this.#run('DELETE FROM journal');
	}

	/** Makes what a publication did what is known, and keeps what it replaced: all or nothing. */
	commit(options: { deleted: readonly string[]; built: BuiltFrom | undefined; isPartial: boolean }): void {
		const { deleted, built, isPartial } = options;
		this.inTransaction(() => {
			this.#run('DELETE FROM undo');
			this.#run(
				`INSERT INTO undo SELECT path, coalesce(output.kind, planned.kind), output.digest, output.sha256, output.size
				 FROM planned LEFT JOIN output USING (path) WHERE planned.is_new = 1`,
			);
			for (const path of deleted) {
				this.#run('INSERT OR REPLACE INTO undo SELECT * FROM output WHERE path = ?', path);
				this.#run('DELETE FROM output WHERE path = ?', path);
			}
			this.#takePlanned();
			this.#run('DELETE FROM journal');
			const before = this.#getMeta('built');
			this.#setMeta('before', before);
			this.#setMeta('built', built === undefined ? undefined : JSON.stringify(built));
			this.#setMeta('partial', isPartial ? 'true' : undefined);
			this.#setMeta('marker', this.#markerIdentity());
			this.#setMeta('build', String(this.builds() + 1));
		});
	}

	/** Notes that `dist/` stays as it is though the content changed. */
	settle(built: BuiltFrom): void {
		this.inTransaction(() => {
			this.#takePlanned();
			this.#setMeta('built', JSON.stringify(built));
			this.#setMeta('marker', this.#markerIdentity());
		});
	}

	/** How many publications there have been: names the folder in which the last one kept what it replaced. */
	builds(): number {
		return Number(this.#getMeta('build') ?? 0);
	}

	/** What the site was made from before the last publication; `undefined` where there was none. */
	builtBefore(): BuiltFrom | undefined {
		return this.#getJson('before');
	}

	/** What the last publication replaced: files to be put back, and paths where there was none. */
	undo(): { files: ManifestEntry[]; added: string[] } {
		const rows = this.#prepare('SELECT * FROM undo ORDER BY path').all();
		return {
			files: rows.filter(({ sha256: hash }) => typeof hash === 'string').map(toEntry),
			added: rows.filter(({ sha256: hash }) => typeof hash !== 'string').map(pathOf),
		};
	}

	/** Forgets what the last publication replaced: it cannot be undone then. */
	forgetUndo(): void {
		this.inTransaction(() => {
			this.#run('DELETE FROM undo');
			this.#setMeta('before', undefined);
		});
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

	#clear(): void {
		for (const table of ['output', 'planned', 'journal', 'undo']) this.#run(`DELETE FROM ${table}`);
		this.#run("DELETE FROM meta WHERE key IN ('built', 'before', 'partial', 'marker')");
	}

	#takePlanned(): void {
		this.#run(
			`INSERT OR REPLACE INTO output SELECT path, kind, digest, sha256, size FROM planned
			 WHERE NOT EXISTS (SELECT 1 FROM output WHERE output.path = planned.path AND output.kind = planned.kind
			 AND output.digest = planned.digest AND output.sha256 = planned.sha256 AND output.size = planned.size)`,
		);
		this.#run('DELETE FROM planned');
	}

	#checkSome(): boolean {
		const { distDir } = this.place;
		if (this.isPartial()) return true;
		const from = this.#getMeta('checked') ?? '';
		const rows = this.#prepare('SELECT path, size FROM output WHERE path > ? ORDER BY path LIMIT ?').all(
			from,
			CHECKED_FILES,
		);
		const last = rows.length < CHECKED_FILES ? undefined : rows.at(-1);
		if (from !== '' || last !== undefined) this.#setMeta('checked', last === undefined ? undefined : pathOf(last));
		return rows.every(
			(row) => statSync(join(distDir, pathOf(row)), { throwIfNoEntry: false })?.size === Number(row['size']),
		);
	}

	/** Tells the marker's file from every other: each publication writes it anew. */
	#markerIdentity(): string | undefined {
		const stat = lstatSync(join(this.place.distDir, MARKER), { throwIfNoEntry: false });
		return stat === undefined ? undefined : `${stat.ino} ${stat.ctimeMs}`;
	}

	#getJson<T>(key: string): T | undefined {
		const text = this.#getMeta(key);
		return text === undefined ? undefined : JSON.parse(text);
	}

	#getMeta(key: string): string | undefined {
		const value = this.#prepare('SELECT value FROM meta WHERE key = ?').get(key)?.['value'];
		return typeof value === 'string' ? value : undefined;
	}

	#setMeta(key: string, value: string | undefined): void {
		if (value === undefined) this.#run('DELETE FROM meta WHERE key = ?', key);
		else this.#run('INSERT OR REPLACE INTO meta VALUES (?, ?)', key, value);
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

/** Kinds that the index by kind leaves out (manifest.sql). */
const UNINDEXED: readonly OutputKind[] = ['article', 'media', 'searchIndex'];
/** Condition of that index: SQLite uses it only where the query says the same. */
const INDEXED = `kind NOT IN (${UNINDEXED.map((kind) => `'${kind}'`).join(', ')})`;

/** Kind of a file of which only the bytes are known. */
const UNKNOWN = 'asset' satisfies OutputKind;
