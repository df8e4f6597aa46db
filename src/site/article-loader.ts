import type { LiveLoader } from 'astro/loaders';
import { readBody } from '#catalog/documents.ts';
import { findPlaced, type ListedArticle } from '#catalog/queries.ts';
import { limitBody } from '#core/rights.ts';
import { markdownToHtml } from './markdown.ts';
import { getSite, type Site } from './site.ts';

/**
 * Live loader of articles over catalog and Markdown files: nothing is held in Astro's content store. The catalog checked
 * each file by the schema when it took it in, so the frontmatter is not read again.
 */
export function articleLoader(): LiveLoader<ListedArticle, { id: string }, Record<string, never>, Error> {
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
): Promise<{ id: string; data: ListedArticle; rendered: { html: string } } | undefined> {
	const article = findPlaced(site.catalog, id);
	if (article === undefined) return undefined;
	const body = readBody(site.catalog.contentDir, article);
	const rights = site.sources.get(article.source)?.rights;
	const pictures = rights?.images === 'copy' ? article.pictures : [];
	const html = rights === undefined ? '' : markdownToHtml(limitBody(body, rights), pictures);
	return { id, data: article, rendered: { html } };
}
