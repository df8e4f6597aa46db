import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Picture } from '#core/article.ts';

/** A picture without the words around it. */
export type PictureFiles = Pick<Picture, 'original' | 'widths' | 'width' | 'height'>;

/** By what a server tells whether a document changed. */
export interface Validators {
	readonly etag?: string;
	readonly lastModified?: string;
}

/** What earlier runs fetched; may be lost at any time. */
export interface Replies {
	/** Validators of a document; none where its stamp (the source's settings) is another now. */
	findValidators(url: string, stamp: string): Validators;
	rememberValidators(url: string, stamp: string, validators: Validators): void;
	/** The files made of the picture at an address. */
	findPicture(url: string): PictureFiles | undefined;
	rememberPicture(url: string, files: PictureFiles): void;
	close(): void;
}

/** Opens the memory of replies for one content folder; without a cache folder it lasts as long as the run. */
export function openReplies(cacheDir: string | undefined, contentDir: string): Replies {
	if (cacheDir !== undefined) mkdirSync(cacheDir, { recursive: true });
	const db = new DatabaseSync(cacheDir === undefined ? ':memory:' : join(cacheDir, 'replies.sqlite'));
	db.exec(`
		PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
		CREATE TABLE IF NOT EXISTS document (content_dir TEXT, url TEXT, stamp TEXT NOT NULL, validators TEXT NOT NULL, PRIMARY KEY (content_dir, url)) WITHOUT ROWID;
		CREATE TABLE IF NOT EXISTS picture (url TEXT PRIMARY KEY, files TEXT NOT NULL) WITHOUT ROWID;
	`);
	const findDocument = db.prepare('SELECT validators FROM document WHERE content_dir = ? AND url = ? AND stamp = ?');
	const setDocument = db.prepare('INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?)');
	const findPicture = db.prepare('SELECT files FROM picture WHERE url = ?');
	const setPicture = db.prepare('INSERT OR REPLACE INTO picture VALUES (?, ?)');
	return {
		findValidators(url, stamp) {
			const json = findDocument.get(contentDir, url, stamp)?.['validators'];
			const validators: Validators = json === undefined ? {} : JSON.parse(String(json));
			return validators;
		},
		rememberValidators: (url, stamp, validators) => setDocument.run(contentDir, url, stamp, JSON.stringify(validators)),
		findPicture(url) {
			const json = findPicture.get(url)?.['files'];
			if (json === undefined) return undefined;
			const files: PictureFiles = JSON.parse(String(json));
			return files;
		},
		rememberPicture: (url, files) => setPicture.run(url, JSON.stringify(files)),
		close: () => db.close(),
	};
}
