import { findArticle, type ListedArticle, reprintsOf } from '#catalog/queries.ts';
import type { Picture } from '#core/article.ts';
import { localIso } from '#core/day.ts';
import { limitPicture, limitText } from '#core/rights.ts';
import { hasEdition } from '#core/site.ts';
import type { Rights } from '#core/source.ts';
import type { Site } from '../site.ts';
import { findTopic, type Link, nameLanguage, sourceLink, sourceName, topicLink } from './links.ts';

/** An article as lists and fronts announce it. */
export interface Teaser extends Omit<ListedHeadline, 'source' | 'sourceLang'> {
	readonly id: string;
	readonly source: Link;
	/** First topic. */
	readonly topic?: Link;
	/** As far as the source's rights go; empty otherwise. */
	readonly excerpt: string;
	readonly picture?: Picture;
}

/** A headline alone, as it stands beside other articles. */
export interface Headline {
	readonly url: string;
	readonly title: string;
	readonly lang: string;
	/** On the site's clock, with offset. */
	readonly publishedAt: string;
	readonly source: string;
	/** Identifiers of its source and, after it, of its topics, parted by spaces: what readers may mute. */
	readonly about: string;
	/** Language of the source's name, where it is known. */
	readonly sourceLang?: string;
}

/** A headline in a list of articles, with who else has the same text. */
export interface ListedHeadline extends Headline {
	/** Sources that published the same text, folded into this article. */
	readonly copies: readonly Link[];
	/** The source that a reprint was taken from. */
	readonly reprintOf?: Link;
}

/** What a source allows; one without a file allows no more than title and link. */
export function rightsOf(site: Site, sourceId: string): Rights {
	return site.sources.get(sourceId)?.rights ?? LINK_ONLY;
}

const LINK_ONLY: Rights = {
	text: 'link',
	images: 'none',
	searchEngines: false,
	ownSearch: false,
	feed: 'excerpt',
	ai: 'deny',
};

/** An article as a teaser, within its source's rights. */
export function toTeaser(site: Site, article: ListedArticle): Teaser {
	const rights = rightsOf(site, article.source);
	const picture = limitPicture(article.image, rights);
	const topic = article.topics.find(({ id }) => findTopic(site, id) !== undefined);
	const { sourceLang: _, ...headline } = toListedHeadline(site, article);
	return {
		...headline,
		id: article.id,
		source: sourceLink(site, article.source, article.lang),
		...(topic === undefined ? {} : { topic: topicLink(site, topic.id, article.lang) }),
		excerpt: limitText(article.excerpt, rights),
		...(picture === undefined ? {} : { picture }),
	};
}

/** An article as a headline in a list. */
export function toListedHeadline(site: Site, article: ListedArticle): ListedHeadline {
	const original = article.reprintOf === undefined ? undefined : findPublished(site, article.reprintOf);
	return {
		...toHeadline(site, article),
		copies: copiesOf(site, article),
		...(original === undefined
			? {}
			: { reprintOf: { url: original.permalink, label: sourceName(site, original.source), lang: original.lang } }),
	};
}

export function toHeadline(site: Site, article: ListedArticle): Headline {
	const sourceLang = nameLanguage(site, article.source);
	return {
		url: article.permalink,
		about: [article.source, ...article.topics.map(({ id }) => id)].join(' '),
		title: article.title,
		lang: article.lang,
		publishedAt: localIso(article.publishedAt, site.config.timeZone),
		source: sourceName(site, article.source),
		...(sourceLang === undefined ? {} : { sourceLang }),
	};
}

/** An article that has a page: it exists and its language has an edition. */
export function findPublished(site: Site, id: string): ListedArticle | undefined {
	const article = findArticle(site.catalog, id);
	return article !== undefined && hasEdition(site.config, article.lang) ? article : undefined;
}

/** The reprints of an article, as links under the names of their sources. */
export function copiesOf(site: Site, { id, hasReprints }: Pick<ListedArticle, 'id' | 'hasReprints'>): Link[] {
	if (hasReprints === false) return [];
	return reprintsOf(site.catalog, id)
		.filter(({ lang }) => hasEdition(site.config, lang))
		.map(({ permalink, source, lang }) => ({ url: permalink, label: sourceName(site, source), lang }));
}

/** Articles without the reprints whose original stands among them: there they are named under it. */
export function foldReprints(articles: readonly ListedArticle[]): ListedArticle[] {
	const ids = new Set(articles.map(({ id }) => id));
	return articles.filter(({ reprintOf }) => reprintOf === undefined || !ids.has(reprintOf));
}
