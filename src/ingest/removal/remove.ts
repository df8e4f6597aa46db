import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeArticle } from '#catalog/article-rows.ts';
import { openCatalog } from '#catalog/catalog.ts';
import { getArticleDocument } from '#catalog/documents.ts';
import { findArticlePath, reprintsOf } from '#catalog/queries.ts';
import type { ArticleDocument } from '#core/article.ts';
import { localIso } from '#core/day.ts';
import { type Removal, type RemovedArticle, removalPath } from '#core/removal.ts';
import { writeAtomically } from '../atomic.ts';
import { type ContentPlace, type OpenContent, openContent } from '../open-content.ts';
import { chooseRemoved, type Unwanted } from './choose-removed.ts';
import { deleteFile, picturesOf, usesOf } from './media-files.ts';
import { mendReprints } from './mend-reprints.ts';
import { writeRemoval } from './removals.ts';

/** What to take down. */
export interface RemoveOptions extends ContentPlace {
	readonly what: Unwanted;
	/** Who asked for it, or on what grounds. */
	readonly why: string;
	/** Instant of the removal, UTC. */
	readonly now: string;
	readonly isDryRun?: boolean;
}

/** An article that was taken down. */
export interface TakenDown {
	readonly id: string;
	readonly permalink: string;
	readonly source: string;
	/** Empty where it had been taken down before. */
	readonly title: string;
	/** Sentences of its text by which it would be known again. */
	readonly sentences: readonly string[];
	/** Names under which ingest leaves it out. */
	readonly names: number;
}

/** What a takedown did. */
export interface RemoveReport {
	readonly articles: readonly TakenDown[];
	/** Files below the content folder that were deleted, pictures among them. */
	readonly deleted: readonly string[];
	/** Files of pictures that stay, since other articles show them. */
	readonly kept: readonly string[];
	/** Files that remember it, below the content folder. */
	readonly tombstones: readonly string[];
	/** Articles of the same text, which are their sources' own and stay. */
	readonly reprints: readonly { readonly id: string; readonly source: string; readonly title: string }[];
	/** The file of the source that was disabled; absent where there is none. */
	readonly disabled?: string;
}

/**
 * Takes articles down: their files, their pictures that no other article shows. What remembers them keeps nothing of
 * their text. A takedown that was interrupted is finished by the next one of the same.
 *
 * @throws UsageError where there is no such article or source.
 */
export function removeArticles(options: RemoveOptions): RemoveReport {
	const content = openContent(options, 'npm run remove');
	try {
		const { catalog } = content;
		catalog.db.exec('BEGIN IMMEDIATE');
		try {
			const report = remove(content, options);
			catalog.db.exec(options.isDryRun === true ? 'ROLLBACK' : 'COMMIT');
			return report;
		} catch (error) {
			catalog.db.exec('ROLLBACK');
			throw error;
		}
	} finally {
		content.close();
	}
}

/** Makes the cache forget what the catalog held of removed articles, and what a killed ingest had read. */
export function scrubCache(place: ContentPlace): void {
	rmSync(join(place.cacheDir, 'spool.sqlite'), { force: true });
	const catalog = openCatalog(place);
	// Deleted rows stay in the file until it is written anew.
	catalog.db.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE);');
	catalog.close();
}

/** An article that is to go, with the place of its file. */
interface Target extends ArticleDocument {
	readonly path: string;
}

function remove(content: OpenContent, { what, why, now, isDryRun = false }: RemoveOptions): RemoveReport {
	const { catalog, contentDir, site } = content;
	const { ids, known } = chooseRemoved(content, what);
	const targets = ids.flatMap((id): Target[] => {
		const path = findArticlePath(catalog, id);
		return path === undefined ? [] : [{ path, ...getArticleDocument(contentDir, path) }];
	});
	for (const id of ids) removeArticle(catalog, id);
	const reprints = ids.flatMap((id) => reprintsOf(catalog, id));
	const originals = new Set(targets.flatMap(({ article }) => picturesOf(article)));
	const pictures = [...originals].flatMap((original) => usesOf(content, original));
	const deleted = [...targets, ...pictures.filter(({ isUsed }) => !isUsed)].map(({ path }) => path);
	const removedAt = localIso(now, site.timeZone);
	const removals = targets.map(({ article }) => toRemoval(article, { removedAt, why }));
	if ('source' in what)
		removals.push({ id: `source-${what.source}`, removed: 'source', source: what.source, removedAt, why });
	if (!isDryRun) {
		for (const removal of removals) writeRemoval(contentDir, removal);
		mendReprints(content, ids);
		for (const path of deleted) deleteFile(contentDir, path);
	}
	const disabled = 'source' in what ? disableSource(contentDir, what.source, isDryRun) : undefined;
	return {
		articles: [...targets.map(toTakenDown), ...known.map(takenDownBefore)],
		deleted,
		kept: pictures.filter(({ isUsed }) => isUsed).map(({ path }) => path),
		tombstones: removals.map((removal) => removalPath(removal, removal.id)),
		reprints: reprints.map(({ id, source, title }) => ({ id, source, title })),
		...(disabled === undefined ? {} : { disabled }),
	};
}

function toRemoval(
	{ id, permalink, source, identity }: ArticleDocument['article'],
	{ removedAt, why }: { removedAt: string; why: string },
): Removal {
	return { id, removed: 'article', permalink, source, identity, removedAt, why };
}

function takenDownBefore({ id, permalink, source, identity }: RemovedArticle): TakenDown {
	return { id, permalink, source, title: '', sentences: [], names: identity.length };
}

const MAX_SENTENCES = 8;
const MIN_WORDS = 5;

function toTakenDown({ article, body }: Target): TakenDown {
	const { id, permalink, source, title, identity, excerpt } = article;
	// Markup and entities stand in the way of a search for the very words.
	const runs = `${excerpt}\n${body}`.split(/[.!?…]\s|[[\]()<>{}&*_`~|#\\\n]/);
	const telling = runs.map((run) => run.trim()).filter((run) => run.split(/\s+/).length >= MIN_WORDS);
	const sentences = [...new Set(telling)]
		.sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
		.slice(0, MAX_SENTENCES);
	return { id, permalink, source, title, sentences, names: identity.length };
}

/** Sets `enabled: false` in a source's file, whose other lines stay as a person wrote them. @returns its path where it is there */
function disableSource(contentDir: string, id: string, isDryRun: boolean): string | undefined {
	const path = `sources/${id}.yaml`;
	if (!existsSync(join(contentDir, path))) return undefined;
	const text = readFileSync(join(contentDir, path), 'utf8');
	const disabled = text.replace(/^(enabled\s*:\s*)(true|True|TRUE)\b/m, '$1false');
	if (!isDryRun && disabled !== text) writeAtomically(contentDir, path, disabled);
	return path;
}
