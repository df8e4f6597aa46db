import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { SiteConfig } from '#core/site.ts';
import { sha256 } from './documents.ts';

const SCHEMA_URL = new URL('./schema.sql', import.meta.url);

/** A row as SQLite gives it. */
export type Row = Record<string, unknown>;

/** The open index of one content folder. Statements are prepared once. */
export interface Catalog {
	readonly db: DatabaseSync;
	/** Folder that the paths of the index are relative to. */
	readonly contentDir: string;
	/** Why it was made anew when it was opened; `undefined` where it was not. */
	readonly remade?: 'missing' | 'damaged' | 'outdated';
	/** All rows of a query. */
	all(sql: string, ...values: SQLInputValue[]): Row[];
	/** First row of a query. */
	get(sql: string, ...values: SQLInputValue[]): Row | undefined;
	/** Runs a statement; returns how many rows it changed. */
	run(sql: string, ...values: SQLInputValue[]): number;
	close(): void;
}

/** Where a catalog lies and what it indexes. */
export interface CatalogOptions {
	readonly contentDir: string;
	readonly cacheDir: string;
	readonly site: SiteConfig;
}

/** File of the catalog in a cache folder. */
export function catalogPath(cacheDir: string): string {
	return join(cacheDir, 'catalog.sqlite');
}

/**
 * Opens the catalog of a content folder, making it where it is missing, unreadable, of another schema, of
 * another content folder or of another time zone (it is derived: `syncCatalog` fills it again).
 */
export function openCatalog({ contentDir, cacheDir, site }: CatalogOptions): Catalog {
	const path = catalogPath(cacheDir);
	mkdirSync(dirname(path), { recursive: true });
	const schema = readFileSync(SCHEMA_URL, 'utf8');
	const stamp = sha256(JSON.stringify([schema, site.timeZone, site.editions]));
	const remade = existsSync(path) ? findFault(path, stamp) : 'missing';
	const db = remade === undefined ? new DatabaseSync(path) : create(path, schema, stamp);
	configure(db);
	return { ...wrap(db, contentDir), ...(remade === undefined ? {} : { remade }) };
}

/** Opens the catalog for reading only, as render processes do. @throws Error where there is none. */
export function openCatalogReadOnly(options: { contentDir: string; cacheDir: string }): Catalog {
	const db = new DatabaseSync(catalogPath(options.cacheDir), { readOnly: true });
	db.exec('PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;');
	return wrap(db, options.contentDir);
}

/** Runs `work` in one transaction: all of it counts, or nothing where it throws. */
export function inTransaction<T>(catalog: Catalog, work: () => T): T {
	catalog.db.exec('BEGIN IMMEDIATE');
	try {
		const result = work();
		catalog.db.exec('COMMIT');
		return result;
	} catch (error) {
		catalog.db.exec('ROLLBACK');
		throw error;
	}
}

/** What is wrong with a catalog's file; `undefined` where it can be used. */
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

function create(path: string, schema: string, stamp: string): DatabaseSync {
	for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true });
	const db = new DatabaseSync(path);
	db.exec(schema);
	db.prepare("INSERT INTO meta VALUES ('stamp', ?), ('epoch', ?)").run(stamp, randomUUID());
	return db;
}

function configure(db: DatabaseSync): void {
	db.exec(
		'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -131072;',
	);
}

function wrap(db: DatabaseSync, contentDir: string): Catalog {
	const statements = new Map<string, StatementSync>();
	const prepare = (sql: string): StatementSync => {
		let statement = statements.get(sql);
		if (statement === undefined) {
			statement = db.prepare(sql);
			statements.set(sql, statement);
		}
		return statement;
	};
	return {
		db,
		contentDir,
		all: (sql, ...values) => prepare(sql).all(...values),
		get: (sql, ...values) => prepare(sql).get(...values),
		run: (sql, ...values) => Number(prepare(sql).run(...values).changes),
		close: () => db.close(),
	};
}
