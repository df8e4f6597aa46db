import type { Day } from '#core/day.ts';
import type { ListName } from '#core/list.ts';
import type { Catalog } from './catalog.ts';
import { DOCUMENT_KINDS, type DocumentKind } from './documents.ts';

/** A state that an article left or took: where it stood, and whom it touches. */
export interface ArticleState {
	readonly id: string;
	readonly permalink: string;
	readonly lang: string;
	/** Milliseconds since 1970. */
	readonly published: number;
	readonly day: Day;
	readonly reprintOf?: string;
	readonly lists: readonly ListName[];
	/** Files of `media/` that it shows, relative to the content folder. */
	readonly pictures: readonly string[];
	/** Labels that its tags' pages bore right before, by list. */
	readonly labels: Readonly<Record<ListName, string>>;
}

/** A state that a small file left or took. */
export interface DocumentState {
	readonly kind: DocumentKind;
	readonly id: string;
	/** Its checked fields; `undefined` where there was no such file. */
	readonly value: Readonly<Record<string, unknown>> | undefined;
}

/** What happened to the content since some place in the log, in order. */
export interface Changes {
	readonly articles: readonly ArticleState[];
	readonly documents: readonly DocumentState[];
}

/** Place in the log of one catalog up to which changes are known; means nothing in another. */
export interface LogPlace {
	/** Which catalog: another after each time it is made anew. */
	readonly epoch: string;
	readonly seq: number;
}

/** True while somebody wants to be told of changes: a catalog no build has read yet has nothing to compare with. */
export function isTracked(catalog: Catalog): boolean {
	return catalog.get("SELECT 1 FROM meta WHERE key = 'tracked'") !== undefined;
}

/** Notes a state that an article is about to leave, or has taken. */
export function noteArticle(catalog: Catalog, state: ArticleState): void {
	catalog.run(INSERT, 'articles', state.id, JSON.stringify(state));
}

/** Notes a state that a small file is about to leave, or has taken. */
export function noteDocument(catalog: Catalog, { kind, id, value }: DocumentState): void {
	if (isTracked(catalog)) catalog.run(INSERT, kind, id, JSON.stringify({ value }));
}

const INSERT = 'INSERT INTO change (kind, id, state) VALUES (?, ?, ?)';

/** The end of the log. */
export function logEnd(catalog: Catalog): LogPlace {
	const epoch = String(catalog.get("SELECT value FROM meta WHERE key = 'epoch'")?.['value']);
	const seq = Number(catalog.get("SELECT seq FROM sqlite_sequence WHERE name = 'change'")?.['seq'] ?? 0);
	return { epoch, seq };
}

/**
 * What happened since a place in the log.
 *
 * @returns `undefined` where the log does not reach back so far, or more happened than `most` entries: then
 * everything may have changed.
 */
export function changesSince(catalog: Catalog, place: LogPlace | undefined, most: number): Changes | undefined {
	if (place === undefined || place.epoch !== logEnd(catalog).epoch || !isTracked(catalog)) return undefined;
	const first = Number(catalog.get("SELECT value FROM meta WHERE key = 'tracked'")?.['value']);
	if (place.seq < first) return undefined;
	const rows = catalog.all(
		'SELECT kind, id, state FROM change WHERE seq > ? ORDER BY seq LIMIT ?',
		place.seq,
		most + 1,
	);
	if (rows.length > most) return undefined;
	const articles: ArticleState[] = [];
	const documents: DocumentState[] = [];
	for (const { kind, id, state } of rows) {
		const value = JSON.parse(String(state));
		if (kind === 'articles') articles.push(value);
		else documents.push({ kind: toKind(kind), id: String(id), value: value.value });
	}
	return { articles, documents };
}

/** Forgets the log up to a place, and keeps one from then on. */
export function forgetChanges(catalog: Catalog, seq: number): void {
	catalog.run('DELETE FROM change WHERE seq <= ?', seq);
	catalog.run("INSERT OR REPLACE INTO meta VALUES ('tracked', ?)", String(seq));
}

function toKind(kind: unknown): DocumentState['kind'] {
	const found = DOCUMENT_KINDS.find((one) => one === kind);
	if (found !== undefined) return found;
	throw new Error(`The catalog's log holds a change of “${String(kind)}”.`);
}
