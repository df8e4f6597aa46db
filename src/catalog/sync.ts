import { posix } from 'node:path';
import type { Article } from '#core/article.ts';
import { ContentError, type ContentProblem } from '#core/content-error.ts';
import type { SiteConfig } from '#core/site.ts';
import { putArticle, removeArticle } from './article-rows.ts';
import { type Catalog, inTransaction, type Row } from './catalog.ts';
import { isTracked, noteDocument } from './changes.ts';
import { Counts } from './counts.ts';
import {
	DOCUMENT_KINDS,
	type DocumentKind,
	digestFile,
	endingOf,
	readArticle,
	readDocument,
	sha256,
} from './documents.ts';
import { findArticleDigest } from './queries.ts';
import { SavedSearches } from './saved-searches.ts';
import { type FoundFile, type FoundFolder, folderTime, walk } from './walk.ts';

/** What a sync found: ids of articles, `kind/id` of small files. */
export interface SyncReport {
	readonly added: readonly string[];
	readonly changed: readonly string[];
	readonly removed: readonly string[];
	readonly documents: readonly string[];
}

/** How to look for changes. */
export interface SyncOptions {
	/**
	 * Look only into folders of articles in which a file came, went or was replaced since they were last listed: enough
	 * right after ingest, which replaces files; blind to edits in place.
	 */
	readonly trustFolders?: boolean;
	/** Told, folder by folder, how many articles seem to have come, gone or changed so far. */
	readonly onFound?: (files: number) => void;
	/** Told now and then how many files have been read. */
	readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Brings the catalog to what lies in the content folder: walks it, re-reads the files whose size or time
 * changed, and forgets those that are gone. All or nothing.
 *
 * @throws ContentError naming every file that cannot be used; the catalog is then as before.
 */
export function syncCatalog(catalog: Catalog, site: SiteConfig, options: SyncOptions = {}): SyncReport {
	return inTransaction(catalog, () => {
		const problems: ContentProblem[] = [];
		const report = sync(catalog, site, { problems, ...options });
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
	inTransaction(catalog, () => sync(catalog, site, { problems }));
	return problems;
}

/** What the parts of a sync share. */
interface SyncContext extends SyncOptions {
	/** What is wrong with files that cannot be used. */
	readonly problems: ContentProblem[];
}

function sync(catalog: Catalog, site: SiteConfig, context: SyncContext): SyncReport {
	const documents = DOCUMENT_KINDS.flatMap((kind) => syncDocuments(catalog, kind, context.problems));
	const searches = new SavedSearches(catalog, site);
	context.problems.push(...searches.problems);
	const articles = syncArticles(catalog, { ...context, site, searches });
	if (context.problems.length === 0) searches.settle(context.onProgress);
	return { ...articles, documents };
}

/** Files read between two reports of progress. */
const REPORTED = 500;

interface ArticleSync extends SyncContext {
	readonly site: SiteConfig;
	readonly searches: SavedSearches;
}

function syncArticles(catalog: Catalog, context: ArticleSync): Omit<SyncReport, 'documents'> {
	const { site, searches } = context;
	const { found, stale, missing, listed } = survey(catalog, context);
	// A file that was only touched, or moved by a checkout in time alone, is read but not taken in again.
	for (const [path, id] of stale) {
		const file = found.get(path);
		if (file === undefined || digestFile(catalog.contentDir, path) !== findArticleDigest(catalog, id)) continue;
		const { size, mtime, ctime } = file;
		catalog.run('UPDATE file SET size = ?, mtime = ?, ctime = ? WHERE id = ?', size, mtime, ctime, id);
		found.delete(path);
		stale.delete(path);
	}
	// The log tells how things were before each step, so counts are held back only while nobody reads it.
	const counts = isTracked(catalog) ? undefined : new Counts(catalog);
	for (const id of missing) removeArticle(catalog, id, counts);
	const touched = new Set([...stale.values(), ...missing]);
	const added: string[] = [];
	const changed: string[] = [];
	const files = [...found.values()].sort(byPath);
	for (const [index, file] of files.entries()) {
		if (index % REPORTED === 0) context.onProgress?.(index, files.length);
		const read = readArticle(catalog.contentDir, file.path);
		found.delete(file.path);
		const clash = read.ok ? findClash(catalog, found, { ...read.value.article, path: file.path }) : undefined;
		if (!read.ok || clash !== undefined) {
			context.problems.push(...(read.ok ? [] : read.problems), ...(clash === undefined ? [] : [clash]));
			continue;
		}
		const { article, body } = read.value;
		for (const id of holders(catalog, article, file.path)) removeArticle(catalog, id, counts);
		putArticle(
			catalog,
			{ ...file, article, sha256: read.sha256 },
			{ site, counts, answered: searches.listsOf(article, body) },
		);
		(touched.has(article.id) ? changed : added).push(article.id);
	}
	counts?.flush();
	// A file that could not be used is to be found again.
	if (context.problems.length === 0) for (const folder of listed) noteFolder(catalog, folder);
	const there = new Set([...added, ...changed]);
	const gone = [...touched].filter((id) => !there.has(id) && findPath(catalog, id) === undefined);
	return { added, changed, removed: gone };
}

/** What differs between the content folder and the catalog, to judge by folders, sizes and times. */
interface Survey {
	/** Files that are new or may have changed, by path. */
	readonly found: Map<string, FoundFile>;
	/** Ids of those that the catalog knows, by path. */
	readonly stale: Map<string, string>;
	/** Ids of articles whose file is gone. */
	readonly missing: readonly string[];
	/** Folders that are not as they were last listed. */
	readonly listed: readonly ListedFolder[];
}

/** A folder as the catalog notes it. */
interface ListedFolder {
	readonly path: string;
	readonly mtime: number;
	/** Of the names, sizes and times of its files. */
	readonly stamp: string;
}

/** Looks folder by folder, so that no more than a folder's files and the differences are held at a time. */
function survey(catalog: Catalog, { trustFolders = false, onFound }: SyncOptions): Survey {
	const listed: ListedFolder[] = [];
	const result = { found: new Map(), stale: new Map(), missing: [], listed } satisfies Survey;
	const known = new Map(catalog.all('SELECT * FROM folder').map((row) => [String(row['path']), row]));
	const select = trustFolders ? changedFolders(catalog, known) : { roots: [ARTICLES] };
	const seen = new Set<string>();
	for (const folder of walk(catalog.contentDir, { ...select, ending: '.md' })) {
		const { path, mtime } = folder;
		const stamp = stampOf(folder);
		seen.add(path);
		const row = known.get(path);
		if (row?.['stamp'] !== stamp) {
			compareFolder(catalog, folder, result);
			const files = result.found.size + result.missing.length;
			if (files > 0) onFound?.(files);
		}
		if (row?.['stamp'] !== stamp || row['mtime'] !== mtime) listed.push({ path, mtime, stamp });
	}
	const held = catalog.all('SELECT DISTINCT folder FROM file').map(({ folder }) => String(folder));
	for (const path of new Set([...known.keys(), ...held])) {
		if (seen.has(path) || (trustFolders && folderTime(catalog.contentDir, path) !== undefined)) continue;
		compareFolder(catalog, { path, mtime: 0, files: [] }, result);
		catalog.run('DELETE FROM folder WHERE path = ?', path);
	}
	return result;
}

function byPath(a: FoundFile, b: FoundFile): number {
	return a.path < b.path ? -1 : 1;
}

function stampOf({ files }: FoundFolder): string {
	return sha256(files.map(({ path, size, mtime, ctime }) => `${path} ${size} ${mtime} ${ctime}`).join('\n'));
}

function noteFolder(catalog: Catalog, { path, mtime, stamp }: ListedFolder): void {
	catalog.run('INSERT OR REPLACE INTO folder VALUES (?, ?, ?)', path, mtime, stamp);
}

const ARTICLES = 'articles';

/** Where to look when folders tell whether they changed; everywhere where none is known. */
function changedFolders(
	catalog: Catalog,
	known: ReadonlyMap<string, Row>,
): { roots: string[]; isKnown?: (path: string, mtime: number) => boolean } {
	if (known.size === 0) return { roots: [ARTICLES] };
	const roots = [...known].filter(([path, row]) => folderTime(catalog.contentDir, path) !== row['mtime']);
	return { roots: roots.map(([path]) => path), isKnown: (path, mtime) => known.get(path)?.['mtime'] === mtime };
}

function compareFolder(
	catalog: Catalog,
	{ path: folder, files }: FoundFolder,
	{ found, stale, missing }: { found: Survey['found']; stale: Survey['stale']; missing: string[] },
): void {
	const here = new Map(files.map((file) => [file.path, file]));
	for (const row of catalog.all('SELECT name, id, size, mtime, ctime FROM file WHERE folder = ?', folder)) {
		const path = `${folder}/${String(row['name'])}`;
		const file = here.get(path);
		if (file === undefined) missing.push(String(row['id']));
		else if (isUntouched(file, row)) here.delete(path);
		else stale.set(path, String(row['id']));
	}
	for (const [path, file] of here) found.set(path, file);
}

function isUntouched(file: FoundFile, row: Row): boolean {
	return file.size === row['size'] && file.mtime === row['mtime'] && file.ctime === row['ctime'];
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
	const rows = [
		catalog.get('SELECT id FROM article WHERE id = ?', id),
		catalog.get('SELECT id FROM file WHERE folder = ? AND name = ?', posix.dirname(path), posix.basename(path)),
		catalog.get('SELECT id FROM article WHERE permalink = ?', permalink),
	];
	return [...new Set(rows.flatMap((row) => (row === undefined ? [] : [String(row['id'])])))];
}

function findPath(catalog: Catalog, id: string): unknown {
	return catalog.get('SELECT path FROM article WHERE id = ?', id)?.['path'];
}

function syncDocuments(catalog: Catalog, kind: DocumentKind, problems: ContentProblem[]): string[] {
	const folders = walk(catalog.contentDir, { roots: [kind], ending: '' });
	const files = [...folders].flatMap((folder) => folder.files).sort(byPath);
	problems.push(...files.flatMap(({ path }) => findMisnamed(path, endingOf(kind)) ?? []));
	const found = new Map(files.filter(({ path }) => path.endsWith(endingOf(kind))).map((file) => [file.path, file]));
	const touched: string[] = [];
	for (const row of catalog.all('SELECT * FROM document WHERE kind = ?', kind)) {
		const [path, id] = [String(row['path']), String(row['id'])];
		const file = found.get(path);
		if (file !== undefined && isUntouched(file, row)) found.delete(path);
		else if (file !== undefined && digestFile(catalog.contentDir, path) === row['sha256']) {
			catalog.run(
				'UPDATE document SET size = ?, mtime = ?, ctime = ? WHERE path = ?',
				file.size,
				file.mtime,
				file.ctime,
				path,
			);
			found.delete(path);
		} else {
			noteDocument(catalog, { kind, id, value: JSON.parse(String(row['data'])) });
			catalog.run('DELETE FROM document WHERE path = ?', path);
			touched.push(`${kind}/${id}`);
		}
	}
	for (const file of found.values()) {
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
		noteDocument(catalog, { kind, id, value: read.value });
		catalog.run(
			'INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
			kind,
			id,
			file.path,
			file.size,
			file.mtime,
			file.ctime,
			read.sha256,
			JSON.stringify(read.value),
		);
		touched.push(`${kind}/${id}`);
	}
	return [...new Set(touched)];
}

/** Endings by which a small file was meant to be one, and would be passed over. */
const MEANT: Readonly<Record<string, RegExp>> = { '.yaml': /\.ya?ml$/i, '.md': /\.(md|mdx|markdown)$/i };

function findMisnamed(path: string, ending: string): ContentProblem | undefined {
	if (path.endsWith(ending) || MEANT[ending]?.test(path) !== true) return undefined;
	return { file: path, field: '', expected: `expected a file name that ends in ${ending}`, found: posix.extname(path) };
}

/** Addresses of an edition that its own pages and calendar have. */
const TAKEN_PAGES = /^(topics|tags|sources|search|searches|notices|stories|\d{4})$/;

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
