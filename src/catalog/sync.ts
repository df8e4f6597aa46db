import type { Article } from '#core/article.ts';
import { ContentError, type ContentProblem } from '#core/content-error.ts';
import type { SiteConfig } from '#core/site.ts';
import { putArticle, removeArticle } from './article-rows.ts';
import { type Catalog, inTransaction, type Row } from './catalog.ts';
import { type DocumentKind, endingOf, readArticle, readDocument } from './documents.ts';
import { type FoundFile, walk } from './walk.ts';

const KINDS: readonly DocumentKind[] = ['sources', 'topics', 'notices', 'pages'];

/** What a sync found: ids of articles, `kind/id` of small files. */
export interface SyncReport {
	readonly added: readonly string[];
	readonly changed: readonly string[];
	readonly removed: readonly string[];
	readonly documents: readonly string[];
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
	for (const file of [...found.values()]) {
		const read = readArticle(catalog.contentDir, file.path);
		found.delete(file.path);
		const clash = read.ok ? findClash(catalog, found, { ...read.value.article, path: file.path }) : undefined;
		if (!read.ok || clash !== undefined) {
			problems.push(...(read.ok ? [] : read.problems), ...(clash === undefined ? [] : [clash]));
			continue;
		}
		const { article } = read.value;
		if (isSame(catalog, article.id, { path: file.path, sha256: read.sha256 })) {
			catalog.run('UPDATE article SET size = ?, mtime = ? WHERE id = ?', file.size, file.mtime, article.id);
			continue;
		}
		for (const id of holders(catalog, article, file.path)) removeArticle(catalog, id);
		putArticle(catalog, site, { ...file, article, sha256: read.sha256 });
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
	{ id, permalink, path }: Article & { readonly path: string },
): ContentProblem | undefined {
	const claims = (row: Row | undefined): string | undefined => {
		const other = row === undefined ? path : String(row['path']);
		return other === path || pending.has(other) ? undefined : other;
	};
	const sameId = claims(catalog.get('SELECT path FROM article WHERE id = ?', id));
	if (sameId !== undefined) {
		return { file: path, field: 'id', expected: `expected an id of its own, ${sameId} has it too`, found: id };
	}
	const samePermalink = claims(catalog.get('SELECT path FROM article WHERE permalink = ? AND id <> ?', permalink, id));
	if (samePermalink !== undefined) {
		return {
			file: path,
			field: 'permalink',
			expected: `expected a permalink of its own, ${samePermalink} has it too`,
			found: permalink,
		};
	}
	return undefined;
}

/** Articles that stand in the way of one about to be taken in: its own earlier state, and what its file held. */
function holders(catalog: Catalog, { id, permalink }: Article, path: string): string[] {
	const rows = catalog.all('SELECT id FROM article WHERE id = ? OR path = ? OR permalink = ?', id, path, permalink);
	return rows.map((row) => String(row['id']));
}

function isSame(catalog: Catalog, id: string, { path, sha256 }: { path: string; sha256: string }): boolean {
	const row = catalog.get('SELECT path, sha256 FROM article WHERE id = ?', id);
	return row?.['path'] === path && row['sha256'] === sha256;
}

function findPath(catalog: Catalog, id: string): unknown {
	return catalog.get('SELECT path FROM article WHERE id = ?', id)?.['path'];
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
	for (const file of [...found.values()]) {
		const read = readDocument(catalog.contentDir, file.path, kind);
		if (!read.ok) {
			problems.push(...read.problems);
			continue;
		}
		const { lang, id: name } = read.value;
		const id = kind === 'pages' ? `${lang}/${name}` : String(name);
		const misplaced = findMisplaced(catalog, { kind, id, path: file.path });
		if (misplaced !== undefined) {
			problems.push(misplaced);
			continue;
		}
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

/** Addresses of an edition that its own pages and calendar have. */
const TAKEN_PAGES = /^(topics|tags|sources|search|notices|stories|\d{4})$/;

/** A small file must lie where its name says, be the only one of its name, and take no address of the site's own. */
function findMisplaced(
	catalog: Catalog,
	{ kind, id, path }: { kind: DocumentKind; id: string; path: string },
): ContentProblem | undefined {
	const wanted = `${kind}/${id}${endingOf(kind)}`;
	if (path !== wanted) return { file: path, field: '', expected: `expected it at ${wanted}`, found: '' };
	const name = id.split('/')[1];
	if (name !== undefined && TAKEN_PAGES.test(name)) {
		return { file: path, field: '', expected: 'expected a page name that the site does not use itself', found: name };
	}
	const other = catalog.get('SELECT path FROM document WHERE kind = ? AND id = ?', kind, id)?.['path'];
	if (other === undefined || other === path) return undefined;
	return { file: path, field: '', expected: `expected a name of its own, ${other} has it too`, found: id };
}
