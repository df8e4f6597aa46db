import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sha256 } from '#catalog/documents.ts';
import type { Picture } from '#core/article.ts';
import type { Draft } from './draft.ts';
import { given } from './given.ts';

/** A draft's name in the spool, with what its place in the order of decisions depends on. */
export interface SpooledDraft {
	readonly seq: number;
	readonly source: string;
	readonly published: number;
	readonly keys: readonly string[];
	/** Those of its keys that only its page gives it. */
	readonly pageKeys?: readonly string[];
	/** The name it has where its keys turn out to name no article. */
	readonly ownKey: string;
	readonly title: string;
	/** The document that it comes from. */
	readonly document: string;
	/** The run's number of that document. */
	readonly input: number;
	/** How much it says: whole texts before teasers, longer before shorter. */
	readonly weight: number;
}

/** All that one run heard about one article. */
export interface Finding {
	/** The article's id, and whether the catalog knows it. */
	readonly id: string;
	readonly isKnown: boolean;
	/** The draft that says most, of the source that the article belongs to; absent where only others named it. */
	readonly seq?: number;
	/** All its names, those of its id first. */
	readonly keys: readonly string[];
	/** Numbers of the documents that named it, and sources. */
	readonly inputs: readonly number[];
	readonly sources: readonly string[];
	/** Whether its page turned out to be gone, or there again; absent where nobody asked. */
	readonly isGone?: boolean;
	/** Where it stands in the order of decisions, in milliseconds since 1970. */
	readonly published: number;
}

/** What became of a draft's pictures, by the address that the draft gives them. */
export type CopiedPictures = Readonly<Record<string, Picture>>;

/** Drafts between reading and deciding: on disk, so that their number and size do not matter. */
export interface Spool {
	/** Takes a draft of a document, by the number that the run gives it. */
	add(draft: Draft, input: number): void;
	count(): number;
	/** Drafts in the order of decisions: date, then source, then content. */
	inOrder(): Generator<SpooledDraft>;
	getDraft(seq: number): Draft;
	addFinding(finding: Finding): void;
	hasFinding(id: string): boolean;
	dropFindings(): void;
	countFindings(): number;
	/** Findings in the order of decisions: date, then id. */
	findings(): Generator<Finding>;
	setPictures(id: string, pictures: CopiedPictures): void;
	getPictures(id: string): CopiedPictures | undefined;
	close(): void;
}

type Names = Pick<SpooledDraft, 'keys' | 'pageKeys' | 'ownKey' | 'title' | 'document'>;

const SCHEMA = `
	PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;
	BEGIN IMMEDIATE;
	CREATE TABLE draft (seq INTEGER PRIMARY KEY, published INTEGER NOT NULL, source TEXT NOT NULL, weight INTEGER NOT NULL, names TEXT NOT NULL, digest TEXT NOT NULL, input INTEGER NOT NULL, draft TEXT NOT NULL);
	CREATE TABLE finding (id TEXT PRIMARY KEY, published INTEGER NOT NULL, finding TEXT NOT NULL) WITHOUT ROWID;
	CREATE TABLE picture (id TEXT PRIMARY KEY, pictures TEXT NOT NULL) WITHOUT ROWID;
`;

/** Holds all that the order and the names need, so that to read them touches no text. */
const ORDER = 'CREATE INDEX IF NOT EXISTS ordered ON draft (published, source, names, weight DESC, digest, input)';

/**
 * A spool of its own in the cache folder, empty. Its file loses its name as soon as it is open, so that a killed run
 * leaves no texts behind; where the system keeps the names of open files, the next run removes it.
 */
export function openSpool(cacheDir: string): Spool {
	mkdirSync(cacheDir, { recursive: true });
	const path = join(cacheDir, 'spool.sqlite');
	rmSync(path, { force: true });
	const db = new DatabaseSync(path);
	// In one transaction that never ends: nobody else reads it, and nothing of it is to last.
	db.exec(SCHEMA);
	removeIfPossible(path);
	const add = db.prepare(
		'INSERT INTO draft (published, source, weight, names, digest, input, draft) VALUES (?, ?, ?, ?, ?, ?, ?)',
	);
	const ordered = db.prepare(
		'SELECT seq, published, source, weight, names, input FROM draft ORDER BY published, source, names, weight DESC, digest',
	);
	const getDraft = db.prepare('SELECT draft FROM draft WHERE seq = ?');
	const addFinding = db.prepare('INSERT INTO finding VALUES (?, ?, ?)');
	const hasFinding = db.prepare('SELECT 1 FROM finding WHERE id = ?');
	const findings = db.prepare('SELECT finding FROM finding ORDER BY published, id');
	const setPictures = db.prepare('INSERT OR REPLACE INTO picture VALUES (?, ?)');
	const getPictures = db.prepare('SELECT pictures FROM picture WHERE id = ?');
	const count = (table: 'draft' | 'finding'): number =>
		Number(db.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.['count']);
	return {
		add(draft, input) {
			const json = JSON.stringify(draft);
			const names = JSON.stringify(namesOf(draft));
			// The digest stands for the content in the order: to sort whole texts takes the disk their size again.
			add.run(Date.parse(draft.publishedAt), draft.source, weightOf(draft), names, sha256(json), input, json);
		},
		count: () => count('draft'),
		*inOrder() {
			db.exec(ORDER);
			for (const row of ordered.iterate()) {
				const names: Names = JSON.parse(String(row['names']));
				yield {
					...names,
					seq: Number(row['seq']),
					published: Number(row['published']),
					source: String(row['source']),
					weight: Number(row['weight']),
					input: Number(row['input']),
				};
			}
		},
		getDraft(seq) {
			const draft: Draft = JSON.parse(String(getDraft.get(seq)?.['draft']));
			return draft;
		},
		addFinding: (finding) => addFinding.run(finding.id, finding.published, JSON.stringify(finding)),
		hasFinding: (id) => hasFinding.get(id) !== undefined,
		dropFindings: () => db.exec('DELETE FROM finding'),
		countFindings: () => count('finding'),
		*findings() {
			for (const row of findings.iterate()) {
				const finding: Finding = JSON.parse(String(row['finding']));
				yield finding;
			}
		},
		setPictures: (id, pictures) => setPictures.run(id, JSON.stringify(pictures)),
		getPictures(id) {
			const json = getPictures.get(id)?.['pictures'];
			if (json === undefined) return undefined;
			const pictures: CopiedPictures = JSON.parse(String(json));
			return pictures;
		},
		close() {
			db.close();
			rmSync(path, { force: true });
		},
	};
}

function removeIfPossible(path: string): void {
	try {
		rmSync(path);
	} catch {
		// Windows does not let go of open files.
	}
}

function namesOf({ keys, pageKeys, ownKey, title, document }: Draft): Names {
	return { keys, ...given('pageKeys', pageKeys), ownKey, title, document };
}

function weightOf({ isWhole, text }: Draft): number {
	return (isWhole ? 2 ** 40 : 0) + text.length;
}
