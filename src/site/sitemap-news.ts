import { type ListedArticle, listArticles } from '#catalog/queries.ts';
import { dayOf } from '#core/day.ts';
import { editionList } from '#core/list.ts';
import type { Site } from './site.ts';
import { absoluteUrl } from './urls.ts';
import { escapeXml } from './xml.ts';

/** What Google News reads: no more than two days, and a thousand articles. */
const WINDOW_MS = 48 * 3_600_000;
const MAX_ARTICLES = 1000;

/** The news sitemap: the newest articles among those that `isIndexed` lets search engines show, as of the build's own instant. */
export function newsSitemap(site: Site, isIndexed: (article: ListedArticle) => boolean): string {
	const until = Date.parse(site.asOf);
	const first = dayOf(new Date(until - WINDOW_MS).toISOString(), site.config.timeZone);
	const last = dayOf(site.asOf, site.config.timeZone);
	const newest = site.config.editions
		.flatMap((lang) => listArticles(site.catalog, editionList(lang), { range: { first, last } }))
		.filter((article) => isIndexed(article) && isInWindow(article, until))
		.toSorted((a, b) => Date.parse(b.publishedAt) - Date.parse(a.publishedAt) || (a.id < b.id ? 1 : -1))
		.slice(0, MAX_ARTICLES);
	const lines = [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">',
		...newest.map((article) => entry(site, article)),
		'</urlset>',
	];
	return `${lines.join('\n')}\n`;
}

function isInWindow({ publishedAt }: ListedArticle, until: number): boolean {
	const at = Date.parse(publishedAt);
	return at > until - WINDOW_MS && at <= until;
}

function entry({ config }: Site, { permalink, lang, title, publishedAt }: ListedArticle): string {
	const publication = `<news:publication><news:name>${escapeXml(config.name)}</news:name><news:language>${escapeXml(lang)}</news:language></news:publication>`;
	return `<url><loc>${escapeXml(absoluteUrl(config, permalink))}</loc><news:news>${publication}<news:publication_date>${escapeXml(publishedAt)}</news:publication_date><news:title>${escapeXml(title)}</news:title></news:news></url>`;
}
