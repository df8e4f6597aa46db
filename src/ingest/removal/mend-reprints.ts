import { putArticle } from '#catalog/article-rows.ts';
import { reprintCandidates } from '#catalog/candidates.ts';
import type { Catalog } from '#catalog/catalog.ts';
import { getArticleDocument } from '#catalog/documents.ts';
import { findPlaced, type ListedArticle, reprintsOf } from '#catalog/queries.ts';
import type { Article, ArticleDocument } from '#core/article.ts';
import { findReprinted } from '#core/cluster.ts';
import type { SiteConfig } from '#core/site.ts';
import { pretendToWrite, writeArticle } from '../write.ts';

/** What rewriting stored articles needs. */
interface Rewriting {
	readonly catalog: Catalog;
	readonly contentDir: string;
	readonly site: SiteConfig;
	/** Tells the catalog alone. */
	readonly isDryRun?: boolean;
}

/**
 * Gives the reprints of articles that are gone a new first: the oldest that is left becomes one of its own, the others
 * point at it. What a person has locked stays.
 */
export function mendReprints(content: Rewriting, gone: readonly string[]): void {
	for (const id of gone) {
		const [first, ...others] = freeReprintsOf(content, id);
		if (first === undefined) continue;
		setOriginal(content, first.id, () => undefined);
		for (const other of others) setOriginal(content, other.id, () => first.id);
	}
}

/**
 * Decides anew about the reprints of an article that is about to be stored as a reprint itself, so that none points at
 * one: each leads to the first of all, or is one of its own where it resembles none any more. Called before the article
 * is written: a run killed in between finds it an original still, and the next one goes on.
 */
export function passOnReprints(content: Rewriting, path: string, document: ArticleDocument): void {
	const { id, reprintOf } = document.article;
	const copies = reprintOf === undefined ? [] : freeReprintsOf(content, id);
	if (copies.length === 0) return;
	putArticle(content.catalog, pretendToWrite(content.contentDir, path, document), content);
	for (const copy of copies) setOriginal(content, copy.id, (article) => findOriginal(content, article));
}

function freeReprintsOf({ catalog }: Rewriting, id: string): ListedArticle[] {
	return reprintsOf(catalog, id).filter(({ locked }) => locked?.includes('reprintOf') !== true);
}

function findOriginal({ catalog }: Rewriting, { id, source, fingerprint, publishedAt }: Article): string | undefined {
	if (fingerprint === undefined) return undefined;
	const place = { published: Date.parse(publishedAt), id };
	return findReprinted({ source, fingerprint }, reprintCandidates(catalog, fingerprint, place));
}

function setOriginal(content: Rewriting, id: string, decide: (article: Article) => string | undefined): void {
	const { catalog, contentDir, site } = content;
	const path = findPlaced(catalog, id)?.path;
	if (path === undefined) return;
	const { article, body } = getArticleDocument(contentDir, path);
	const original = decide(article);
	const { reprintOf: _, ...rest } = article;
	const mended = original === undefined ? rest : { ...rest, reprintOf: original };
	const write = content.isDryRun === true ? pretendToWrite : writeArticle;
	putArticle(catalog, write(contentDir, path, { article: mended, body }), { site });
}
