import type { LiveLoader } from 'astro/loaders';
import { getArticleDocument } from '#catalog/documents.ts';
import { findArticlePath } from '#catalog/queries.ts';
import type { Article } from '#core/article.ts';
import { limitText } from '#core/rights.ts';
import { markdownToHtml } from './markdown.ts';
import { getSite, type Site } from './site.ts';

/** Live loader of articles over catalog and Markdown files: nothing is held in Astro's content store. */
export function articleLoader(): LiveLoader<Article, { id: string }, Record<string, never>, Error> {
	return {
		name: 'jarchy-articles',
		async loadEntry({ filter }) {
			try {
				return await loadArticle(getSite(), filter.id);
			} catch (error) {
				return { error: error instanceof Error ? error : new Error(String(error)) };
			}
		},
		// No page may ask for the whole corpus.
		loadCollection: async () => ({ error: new Error('Articles are listed by the catalog: ask #catalog/queries.ts.') }),
	};
}

/** An article's text as HTML, cut to what its source allows today, whatever the file holds. */
export async function articleHtml(site: Site, id: string): Promise<string | undefined> {
	return (await loadArticle(site, id))?.rendered.html;
}

async function loadArticle(
	site: Site,
	id: string,
): Promise<{ id: string; data: Article; rendered: { html: string } } | undefined> {
	const path = findArticlePath(site.catalog, id);
	if (path === undefined) return undefined;
	const { article, body } = getArticleDocument(site.catalog.contentDir, path);
	const rights = site.sources.get(article.source)?.rights;
	const pictures = rights?.images === 'copy' ? article.pictures : [];
	const html = rights === undefined ? '' : markdownToHtml(limitText(body, rights), pictures);
	return { id, data: article, rendered: { html } };
}
