import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Article } from '#core/article.ts';
import { bandsOf } from '#core/cluster.ts';
import { ContentError, type ContentProblem } from '#core/content-error.ts';
import { dayOf } from '#core/day.ts';
import { listsOf } from '#core/list.ts';
import { periodsOf } from '#core/period.ts';
import type { SiteConfig } from '#core/site.ts';
import { tagKey } from '#core/tag.ts';
import { terms } from '#core/terms.ts';
import type { Catalog, Row } from './catalog.ts';
import { type DocumentKind, endingOf, readArticle, readDocument } from './documents.ts';

const KINDS: readonly DocumentKind[] = ['sources', 'topics', 'notices', 'pages'];

/** What a sync found: ids of articles, `kind/id` of small files. */
export interface SyncReport {
	readonly added: readonly string[];
	readonly changed: readonly string[];
	readonly removed: readonly string[];
	readonly documents: readonly string[];
}

/** An article as its file holds it. */
export interface WrittenArticle extends FoundFile {
	readonly article: Article;
	/** SHA-256 of the file's bytes. */
	readonly sha256: string;
}

/** A file of the content folder as the walk sees it. */
interface FoundFile {
	readonly path: string;
	readonly size: number;
	readonly mtime: number;
}

/**
 * Brings the catalog to what lies in the content folder: walks it, re-reads the files whose size or time
 * changed, and forgets those that are gone. All or nothing.
 *
 * @throws ContentError naming every file that cannot be used; the catalog is then as before.
 */
export function syncCatalog(catalog: Catalog, site: SiteConfig): SyncReport {
	return inTransaction(catalog, () => {
		const problems: ContentProblem[] = [];
		const report = sync(catalog, site, problems);
		if (problems.length > 0) throw new ContentError(problems);
		return report;
	});
}

/**
 * Like {@link syncCatalog}, but goes on without the files that cannot be used, for ingest, which must not stop at one
 * bad source.
 *
 * @returns what is wrong with the files that were left out.
 */
export function syncUsable(catalog: Catalog, site: SiteConfig): ContentProblem[] {
	const problems: ContentProblem[] = [];
	inTransaction(catalog, () => sync(catalog, site, problems));
	return problems;
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

/** Takes one article into the catalog, as ingest does right after writing its file, or in place of writing it. */
export function syncArticle(catalog: Catalog, site: SiteConfig, written: WrittenArticle): void {
	const { article, path, size, mtime, sha256 } = written;
	removeArticle(catalog, article.id);
	insertArticle({ catalog, site, article, file: { path, size, mtime }, sha256 });
}

function sync(catalog: Catalog, site: SiteConfig, problems: ContentProblem[]): SyncReport {
	const documents = KINDS.flatMap((kind) => syncDocuments(catalog, kind, problems));
	const articles = syncArticles(catalog, site, problems);
	return { ...articles, documents };
}

function syncArticles(catalog: Catalog, site: SiteConfig, problems: ContentProblem[]): Omit<SyncReport, 'documents'> {
	const found = new Map(walk(catalog.contentDir, 'articles', '.md').map((file) => [file.path, file]));
	const removed: string[] = [];
	const stale = new Set<string>();
	for (const row of catalog.all('SELECT id, path, size, mtime FROM article')) {
		const path = String(row['path']);
		const file = found.get(path);
		if (file !== undefined && file.size === row['size'] && file.mtime === row['mtime']) found.delete(path);
		else if (file === undefined) removed.push(String(row['id']));
		else stale.add(String(row['id']));
	}
	for (const id of removed) removeArticle(catalog, id);

	const touched = new Set([...stale, ...removed]);
	const added: string[] = [];
	const changed: string[] = [];
	for (const file of [...found.values()].sort(byPath)) {
		const read = readArticle(catalog.contentDir, file.path);
		found.delete(file.path);
		const clash = read.ok ? findClash(catalog, found, read.value.article, file.path) : undefined;
		if (!read.ok || clash !== undefined) {
			problems.push(...(read.ok ? [] : read.problems), ...(clash === undefined ? [] : [clash]));
			continue;
		}
		const { article } = read.value;
		if (isSame(catalog, article.id, file.path, read.sha256)) {
			catalog.run('UPDATE article SET size = ?, mtime = ? WHERE id = ?', file.size, file.mtime, article.id);
			continue;
		}
		for (const id of holders(catalog, article, file.path)) removeArticle(catalog, id);
		insertArticle({ catalog, site, article, file, sha256: read.sha256 });
		(touched.has(article.id) ? changed : added).push(article.id);
	}
	const there = new Set([...added, ...changed]);
	const gone = [...touched].filter((id) => !there.has(id) && findPath(catalog, id) === undefined);
	return { added, changed, removed: gone };
}

/** Two files must never claim one id or one permalink; files in `pending` are not read yet and may give theirs up. */
function findClash(
	catalog: Catalog,
	pending: ReadonlyMap<string, FoundFile>,
	article: Article,
	path: string,
): ContentProblem | undefined {
	const claims = (row: Row | undefined): string | undefined => {
		const other = row === undefined ? path : String(row['path']);
		return other === path || pending.has(other) ? undefined : other;
	};
	const sameId = claims(catalog.get('SELECT path FROM article WHERE id = ?', article.id));
	if (sameId !== undefined) {
		return { file: path, field: 'id', expected: `expected an id of its own, ${sameId} has it too`, found: article.id };
	}
	const samePermalink = claims(
		catalog.get('SELECT path FROM article WHERE permalink = ? AND id <> ?', article.permalink, article.id),
	);
	if (samePermalink !== undefined) {
		return {
			file: path,
			field: 'permalink',
			expected: `expected a permalink of its own, ${samePermalink} has it too`,
			found: article.permalink,
		};
	}
	return undefined;
}

/** Articles that stand in the way of one about to be taken in: its own earlier state, and what its file held. */
function holders(catalog: Catalog, { id, permalink }: Article, path: string): string[] {
	const rows = catalog.all('SELECT id FROM article WHERE id = ? OR path = ? OR permalink = ?', id, path, permalink);
	return rows.map((row) => String(row['id']));
}

function isSame(catalog: Catalog, id: string, path: string, sha256: string): boolean {
	const row = catalog.get('SELECT path, sha256 FROM article WHERE id = ?', id);
	return row?.['path'] === path && row['sha256'] === sha256;
}

function findPath(catalog: Catalog, id: string): unknown {
	return catalog.get('SELECT path FROM article WHERE id = ?', id)?.['path'];
}

function insertArticle(input: {
	catalog: Catalog;
	site: SiteConfig;
	article: Article;
	file: FoundFile;
	sha256: string;
}): void {
	const { catalog, site, article, file, sha256 } = input;
	const { identity, fingerprint, ...data } = article;
	const published = Date.parse(article.publishedAt);
	const day = dayOf(article.publishedAt, site.timeZone);
	catalog.run(
		'INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
		article.id,
		file.path,
		file.size,
		file.mtime,
		sha256,
		article.permalink,
		article.lang,
		article.source,
		published,
		day,
		new Date(article.firstSeenAt).toISOString(),
		article.reprintOf ?? null,
		fingerprint ?? null,
		JSON.stringify(data),
	);
	for (const key of new Set(identity)) catalog.run('INSERT OR IGNORE INTO identity VALUES (?, ?)', key, article.id);
	for (const list of listsOf(article)) {
		catalog.run('INSERT INTO listing VALUES (?, ?, ?, ?)', list, day, published, article.id);
		addToCounts(catalog, list, day, 1);
	}
	for (const label of new Set(article.tags)) countTag(catalog, article.lang, label, 1);
	for (const term of new Set(terms(article.title))) {
		catalog.run('INSERT INTO term VALUES (?, ?, ?, ?)', article.lang, term, published, article.id);
	}
	for (const band of bandsOf(fingerprint ?? ''))
		catalog.run('INSERT OR IGNORE INTO band VALUES (?, ?)', band, article.id);
}

function removeArticle(catalog: Catalog, id: string): void {
	const row = catalog.get('SELECT lang, data, fingerprint FROM article WHERE id = ?', id);
	if (row === undefined) return;
	for (const { list, day } of catalog.all('SELECT list, day FROM listing WHERE id = ?', id)) {
		addToCounts(catalog, String(list), String(day), -1);
	}
	const { tags }: { tags: string[] } = JSON.parse(String(row['data']));
	for (const label of new Set(tags)) countTag(catalog, String(row['lang']), label, -1);
	catalog.run('DELETE FROM listing WHERE id = ?', id);
	catalog.run('DELETE FROM identity WHERE id = ?', id);
	catalog.run('DELETE FROM term WHERE id = ?', id);
	for (const band of bandsOf(String(row['fingerprint'] ?? '')))
		catalog.run('DELETE FROM band WHERE band = ? AND id = ?', band, id);
	catalog.run('DELETE FROM article WHERE id = ?', id);
}

function addToCounts(catalog: Catalog, list: string, day: string, by: 1 | -1): void {
	catalog.run('INSERT INTO list VALUES (?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count', list, by);
	catalog.run('DELETE FROM list WHERE list = ? AND count = 0', list);
	for (const period of periodsOf(day)) {
		catalog.run(
			'INSERT INTO period VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count',
			list,
			period,
			by,
		);
		catalog.run('DELETE FROM period WHERE list = ? AND period = ? AND count = 0', list, period);
	}
}

function countTag(catalog: Catalog, lang: string, label: string, by: 1 | -1): void {
	const key = tagKey(label);
	if (key === '') return;
	catalog.run(
		'INSERT INTO tag VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count',
		lang,
		key,
		label,
		by,
	);
	catalog.run('DELETE FROM tag WHERE lang = ? AND key = ? AND label = ? AND count = 0', lang, key, label);
}

function syncDocuments(catalog: Catalog, kind: DocumentKind, problems: ContentProblem[]): string[] {
	const found = new Map(walk(catalog.contentDir, kind, endingOf(kind)).map((file) => [file.path, file]));
	const touched: string[] = [];
	for (const row of catalog.all('SELECT id, path, size, mtime FROM document WHERE kind = ?', kind)) {
		const path = String(row['path']);
		const file = found.get(path);
		if (file !== undefined && file.size === row['size'] && file.mtime === row['mtime']) found.delete(path);
		else {
			catalog.run('DELETE FROM document WHERE path = ?', path);
			touched.push(`${kind}/${row['id']}`);
		}
	}
	for (const file of [...found.values()].sort(byPath)) {
		const read = readDocument(catalog.contentDir, file.path, kind);
		if (!read.ok) {
			problems.push(...read.problems);
			continue;
		}
		const { lang, id: name } = read.value;
		const id = kind === 'pages' ? `${lang}/${name}` : String(name);
		catalog.run(
			'INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?, ?, ?)',
			kind,
			id,
			file.path,
			file.size,
			file.mtime,
			read.sha256,
			JSON.stringify(read.value),
		);
		touched.push(`${kind}/${id}`);
	}
	return [...new Set(touched)];
}

/** Files below a folder of the content folder, in no particular order. Dot files and links are passed over. */
function walk(contentDir: string, folder: string, ending: string): FoundFile[] {
	const files: FoundFile[] = [];
	const visit = (path: string): void => {
		for (const entry of list(join(contentDir, path))) {
			const below = `${path}/${entry.name}`;
			if (entry.name.startsWith('.')) continue;
			if (entry.isDirectory()) visit(below);
			else if (entry.isFile() && entry.name.endsWith(ending)) {
				const { size, mtimeMs } = lstatSync(join(contentDir, below));
				files.push({ path: below, size, mtime: mtimeMs });
			}
		}
	};
	visit(folder);
	return files;
}

function list(folder: string): Dirent[] {
	try {
		return readdirSync(folder, { withFileTypes: true });
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
		throw error;
	}
}

function byPath(a: FoundFile, b: FoundFile): number {
	return a.path < b.path ? -1 : 1;
}
