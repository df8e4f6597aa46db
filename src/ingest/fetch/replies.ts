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

/** What became of asking for a feed again and again. */
export interface Attempts {
	/** Tries in a row that failed. */
	readonly failures: number;
	readonly lastSuccessAt?: string;
	/** Not to be asked before. */
	readonly nextTryAt?: string;
}

/** A host's robots.txt as it was fetched. */
export interface KeptRobots {
	readonly text: string;
	readonly fetchedAt: string;
}

/** What earlier runs fetched; may be lost at any time. */
export interface Replies {
	/** Validators of a document; none where its stamp (the source's settings) is another now. */
	findValidators(url: string, stamp: string): Validators;
	rememberValidators(url: string, stamp: string, validators: Validators): void;
	/** The files made of the picture at an address. */
	findPicture(url: string): PictureFiles | undefined;
	rememberPicture(url: string, files: PictureFiles): void;
	findAttempts(url: string): Attempts | undefined;
	rememberAttempts(url: string, attempts: Attempts): void;
	findRobots(url: string): KeptRobots | undefined;
	rememberRobots(url: string, robots: KeptRobots): void;
	/** The instant until which a host wants to be left alone. */
	findPause(host: string): string | undefined;
	rememberPause(host: string, until: string): void;
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
		CREATE TABLE IF NOT EXISTS attempts (content_dir TEXT, url TEXT, attempts TEXT NOT NULL, PRIMARY KEY (content_dir, url)) WITHOUT ROWID;
		CREATE TABLE IF NOT EXISTS robots (url TEXT PRIMARY KEY, robots TEXT NOT NULL) WITHOUT ROWID;
		CREATE TABLE IF NOT EXISTS pause (host TEXT PRIMARY KEY, until TEXT NOT NULL) WITHOUT ROWID;
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
		...attemptsIn(db, contentDir),
		...hostsIn(db),
		close: () => db.close(),
	};
}

function attemptsIn(db: DatabaseSync, contentDir: string): Pick<Replies, 'findAttempts' | 'rememberAttempts'> {
	const find = db.prepare('SELECT attempts FROM attempts WHERE content_dir = ? AND url = ?');
	const set = db.prepare('INSERT OR REPLACE INTO attempts VALUES (?, ?, ?)');
	return {
		findAttempts(url) {
			const json = find.get(contentDir, url)?.['attempts'];
			if (json === undefined) return undefined;
			const attempts: Attempts = JSON.parse(String(json));
			return attempts;
		},
		rememberAttempts: (url, attempts) => set.run(contentDir, url, JSON.stringify(attempts)),
	};
}

function hostsIn(db: DatabaseSync): Pick<Replies, 'findRobots' | 'rememberRobots' | 'findPause' | 'rememberPause'> {
	const findRobots = db.prepare('SELECT robots FROM robots WHERE url = ?');
	const setRobots = db.prepare('INSERT OR REPLACE INTO robots VALUES (?, ?)');
	const findPause = db.prepare('SELECT until FROM pause WHERE host = ?');
	const setPause = db.prepare('INSERT OR REPLACE INTO pause VALUES (?, ?)');
	return {
		findRobots(url) {
			const json = findRobots.get(url)?.['robots'];
			if (json === undefined) return undefined;
			const robots: KeptRobots = JSON.parse(String(json));
			return robots;
		},
		rememberRobots: (url, robots) => setRobots.run(url, JSON.stringify(robots)),
		findPause(host) {
			const until = findPause.get(host)?.['until'];
			return until === undefined ? undefined : String(until);
		},
		rememberPause: (host, until) => setPause.run(host, until),
	};
}
