import { putArticle } from '#catalog/article-rows.ts';
import { getArticleDocument } from '#catalog/documents.ts';
import { findPlaced, reprintsOf } from '#catalog/queries.ts';
import type { OpenContent } from './open-content.ts';
import { writeArticle } from './write.ts';

/**
 * Gives the reprints of articles that are gone a new first: the oldest that is left becomes one of its own, the others
 * point at it. What a person has locked stays.
 */
export function mendReprints(content: OpenContent, gone: readonly string[]): void {
	for (const id of gone) {
		const free = reprintsOf(content.catalog, id).filter(({ locked }) => locked?.includes('reprintOf') !== true);
		const [first, ...others] = free;
		if (first === undefined) continue;
		setOriginal(content, first.id, undefined);
		for (const other of others) setOriginal(content, other.id, first.id);
	}
}

function setOriginal({ catalog, contentDir, site }: OpenContent, id: string, original: string | undefined): void {
	const path = findPlaced(catalog, id)?.path;
	if (path === undefined) return;
	const { article, body } = getArticleDocument(contentDir, path);
	const { reprintOf: _, ...rest } = article;
	const mended = original === undefined ? rest : { ...rest, reprintOf: original };
	putArticle(catalog, writeArticle(contentDir, path, { article: mended, body }), { site });
}
