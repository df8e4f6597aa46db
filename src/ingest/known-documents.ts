import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Catalog } from '#catalog/catalog.ts';
import { sha256 } from '#catalog/documents.ts';
import { findArticleDigest } from '#catalog/queries.ts';

/** A document as it was when it was read. */
export interface DocumentState {
	readonly location: string;
	/** Digest of all besides its bytes that decides what is made of it. */
	readonly stamp: string;
	/** Digest of its bytes. */
	readonly digest: string;
}

/** Which documents gave which articles in earlier runs; may be lost at any time. */
export interface KnownDocuments {
	/** The articles of a document, where it, and all of their files, are what they were; else undefined. */
	findUnchanged(document: DocumentState): string[] | undefined;
	/** Remembers that these are its articles, as the catalog has them; forgets it where it has one of them not. */
	remember(document: DocumentState, ids: Iterable<string>): void;
	close(): void;
}

export function openKnownDocuments(cacheDir: string, catalog: Catalog): KnownDocuments {
	const db = new DatabaseSync(join(cacheDir, 'known.sqlite'));
	db.exec(`
		PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
		CREATE TABLE IF NOT EXISTS document (number INTEGER PRIMARY KEY, content_dir TEXT NOT NULL, location TEXT NOT NULL, stamp TEXT NOT NULL, digest TEXT NOT NULL, UNIQUE (content_dir, location));
		CREATE TABLE IF NOT EXISTS article (document INTEGER NOT NULL, id TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (document, id)) WITHOUT ROWID;
	`);
	const { contentDir } = catalog;
	const find = db.prepare('SELECT number, stamp, digest FROM document WHERE content_dir = ? AND location = ?');
	const articles = db.prepare('SELECT id, sha256 FROM article WHERE document = ?');
	const add = db.prepare('INSERT INTO document (content_dir, location, stamp, digest) VALUES (?, ?, ?, ?)');
	const addArticle = db.prepare('INSERT OR IGNORE INTO article VALUES (?, ?, ?)');
	const forget = (location: string): void => {
		const number = find.get(contentDir, location)?.['number'];
		if (number === undefined) return;
		db.prepare('DELETE FROM article WHERE document = ?').run(number);
		db.prepare('DELETE FROM document WHERE number = ?').run(number);
	};
	return {
		findUnchanged({ location, stamp, digest }) {
			const known = find.get(contentDir, location);
			if (known?.['stamp'] !== stamp || known['digest'] !== digest) return undefined;
			const ids: string[] = [];
			for (const { id, sha256: stored } of articles.iterate(Number(known['number']))) {
				if (findArticleDigest(catalog, String(id)) !== stored) return undefined;
				ids.push(String(id));
			}
			return ids;
		},
		remember({ location, stamp, digest }, ids) {
			db.exec('BEGIN');
			forget(location);
			const number = add.run(contentDir, location, stamp, digest).lastInsertRowid;
			for (const id of ids) {
				const stored = findArticleDigest(catalog, id);
				if (stored !== undefined) addArticle.run(number, id, stored);
				else {
					forget(location);
					break;
				}
			}
			db.exec('COMMIT');
		},
		close: () => db.close(),
	};
}

/** The digest of a file's bytes. */
export async function digestOf(file: string): Promise<string> {
	const hash = createHash('sha256');
	for await (const piece of createReadStream(file, { highWaterMark: 1_048_576 })) hash.update(piece);
	return hash.digest('hex');
}

/** The digest of the code that makes articles of documents. */
export function digestOfCode(): string {
	const hash = createHash('sha256');
	for (const folder of [import.meta.dirname, join(import.meta.dirname, '../core')]) {
		const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
		for (const name of names.filter((path) => /(?<!\.test)\.(ts|json)$/.test(path)).sort())
			hash.update(`${name}\n${sha256(readFileSync(join(folder, name), 'latin1'))}\n`);
	}
	return hash.digest('hex');
}
