import { getLiveEntry, render } from 'astro:content';
import type { ListedArticle } from '#catalog/queries.ts';

/**
 * The text of an article as a component.
 *
 * @throws ContentError where its file cannot be used: a live loader returns its errors, a page must stop.
 */
export async function renderBody(article: Pick<ListedArticle, 'id'>): Promise<Awaited<ReturnType<typeof render>>> {
	const { entry, error } = await getLiveEntry('articles', article.id);
	if (error !== undefined) throw error;
	if (entry === undefined) throw new Error(`Article ${article.id} is in the catalog but not in content/.`);
	return render(entry);
}
