import { findByPermalink, findNeighbours, type ListedArticle, type PlacedArticle } from '#catalog/queries.ts';
import type { Picture, TopicAssignment } from '#core/article.ts';
import { localIso } from '#core/day.ts';
import { editionList, sourceList, tagList } from '#core/list.ts';
import { limitPicture, limitText } from '#core/rights.ts';
import type { Rights } from '#core/source.ts';
import { tagKey } from '#core/tag.ts';
import { formatInstant, formatList } from '#i18n/dates.ts';
import { translatorFor } from '#i18n/translate.ts';
import { FEED_FORMATS } from '#site/feeds/formats.ts';
import type { Site } from '../site.ts';
import { absoluteUrl, feedUrl, frontUrl, hubUrl, periodUrl, sectionUrl } from '../urls.ts';
import { hasCard } from './card.ts';
import {
	type Alternate,
	type FeedLink,
	findTopic,
	frontAlternates,
	type Link,
	sourceLink,
	sourceName,
	topicLink,
} from './links.ts';
import { type NoticeView, noticesBeside } from './notices.ts';
import { type RelatedArticle, relatedArticles } from './related.ts';
import { rememberLast } from './remember.ts';
import { copiesOf, findPublished, type Headline, rightsOf, toHeadline } from './teaser.ts';

/** A topic of an article and why it stands there. */
export interface TopicReason extends Link {
	/** In words of the interface: `слова в тексте: ЮНЕСКО`. */
	readonly why: string;
}

/** Everything that an article's page shows beside the text itself, which is rendered from the article's file. */
export interface ArticleView {
	readonly id: string;
	readonly lang: string;
	readonly url: string;
	/** SHA-256 of the article's file: stands for the text. */
	readonly digest: string;
	readonly title: string;
	/** On the site's clock, with offset. */
	readonly publishedAt: string;
	/** True where the source gave no date, so that `publishedAt` is when the article was first seen. */
	readonly isUndated: boolean;
	readonly updatedAt?: string;
	/** What was wrong and is put right, oldest first, on the site's clock. */
	readonly corrections: readonly { readonly at: string; readonly text: string }[];
	readonly removedAt?: string;
	/** The page of its day. */
	readonly dayUrl: string;
	readonly section?: string;
	readonly authors: readonly string[];
	readonly picture?: Picture;
	/** True where link previews are given a card of its own in place of a picture. */
	readonly hasCard: boolean;
	readonly source: Link;
	readonly homepage?: string;
	/** Address of the original. */
	readonly originalUrl?: string;
	readonly commentsUrl?: string;
	readonly rights: Rights;
	readonly excerpt: string;
	readonly permalink: string;
	/** How to cite the article, in one line. */
	readonly citation: string;
	readonly topics: readonly TopicReason[];
	readonly tags: readonly (Link | { readonly label: string })[];
	readonly copies: readonly Link[];
	readonly reprintOf?: Headline;
	readonly related: readonly RelatedArticle[];
	readonly previous?: Headline;
	readonly next?: Headline;
	readonly notices: readonly NoticeView[];
	readonly breadcrumbs: readonly Link[];
	readonly feed: FeedLink;
	/** Page that says how to report a mistake, where the edition has one. */
	readonly contactUrl?: string;
	readonly alternates: readonly Alternate[];
}

/** Parameters of an article's page as Astro gives them. */
export interface ArticleParams {
	readonly lang?: string | undefined;
	readonly year?: string | undefined;
	readonly month?: string | undefined;
	readonly day?: string | undefined;
	readonly slug?: string | undefined;
}

/** What the page of an article shows, or `undefined` where nothing stands under that permalink. */
export const articleView = rememberLast(makeArticleView);

function makeArticleView(site: Site, { lang, year, month, day, slug }: ArticleParams): ArticleView | undefined {
	const article = findByPermalink(site.catalog, `/${lang}/${year}/${month}/${day}/${slug}/`);
	if (article === undefined || !site.config.editions.includes(article.lang)) return undefined;
	const source = site.sources.get(article.source);
	const rights = rightsOf(site, article.source);
	const picture = limitPicture(article.image, rights);
	const { updatedAt, corrections = [], removedAt, section, url, commentsUrl } = article;
	const local = (instant: string): string => localIso(instant, site.config.timeZone);
	return {
		id: article.id,
		lang: article.lang,
		url: article.permalink,
		digest: article.sha256,
		title: article.title,
		publishedAt: local(article.publishedAt),
		isUndated: article.dateFrom === 'firstSeen',
		...(updatedAt === undefined ? {} : { updatedAt: local(updatedAt) }),
		corrections: corrections.map(({ at, text }) => ({ at: local(at), text })),
		...(removedAt === undefined ? {} : { removedAt: local(removedAt) }),
		dayUrl: periodUrl(editionList(article.lang), article.day),
		...(section === undefined ? {} : { section }),
		authors: article.authors,
		...(picture === undefined ? {} : { picture }),
		hasCard: hasCard(site, article),
		source: sourceLink(site, article.source, article.lang),
		...(source?.homepage === undefined ? {} : { homepage: source.homepage }),
		...(url === undefined ? {} : { originalUrl: url }),
		...(commentsUrl === undefined ? {} : { commentsUrl }),
		rights,
		excerpt: limitText(article.excerpt, rights),
		permalink: absoluteUrl(site.config, article.permalink),
		citation: citationOf(site, article),
		...surroundings(site, article),
	};
}

/** What leads from an article to others. */
function surroundings(
	site: Site,
	article: PlacedArticle,
): Pick<
	ArticleView,
	| 'topics'
	| 'tags'
	| 'copies'
	| 'reprintOf'
	| 'related'
	| 'previous'
	| 'next'
	| 'notices'
	| 'breadcrumbs'
	| 'feed'
	| 'contactUrl'
	| 'alternates'
> {
	const { lang } = article;
	const { previous, next } = findNeighbours(site.catalog, article);
	const original = article.reprintOf === undefined ? undefined : findPublished(site, article.reprintOf);
	const topics = article.topics.filter(({ id }) => findTopic(site, id) !== undefined);
	return {
		topics: topics.map((topic) => ({ ...topicLink(site, topic.id, lang), why: whyInWords(topic, lang) })),
		tags: article.tags.map((label) => (article.reprintOf === undefined ? toTagLink(lang, label) : { label })),
		copies: copiesOf(site, article),
		...(original === undefined ? {} : { reprintOf: toHeadline(site, original) }),
		related: relatedArticles(site, article),
		...(previous === undefined ? {} : { previous: toHeadline(site, previous) }),
		...(next === undefined ? {} : { next: toHeadline(site, next) }),
		notices: noticesBeside(site, article),
		breadcrumbs: breadcrumbsOf(site, article, topics),
		feed: feedOf(article),
		...contactOf(site, lang),
		alternates: frontAlternates(site, lang),
	};
}

/** Front page, first topic, or the source where there is no topic. */
function breadcrumbsOf(site: Site, article: ListedArticle, [topic]: readonly TopicAssignment[]): Link[] {
	const { lang } = article;
	const home = { url: frontUrl(lang), label: translatorFor(lang)('frame.home') };
	return [home, topic === undefined ? sourceLink(site, article.source, lang) : topicLink(site, topic.id, lang)];
}

function contactOf(site: Site, lang: string): Pick<ArticleView, 'contactUrl'> {
	const hasContact = site.pages.some((page) => page.lang === lang && page.id === 'contact');
	return hasContact ? { contactUrl: sectionUrl(lang, 'contact') } : {};
}

function feedOf({ lang, source }: ListedArticle): FeedLink {
	const [{ file, type }] = FEED_FORMATS;
	return { url: feedUrl(sourceList(lang, source), file), type, label: translatorFor(lang)('source.feed') };
}

/** A tag without a letter that has a Latin form has no page. */
function toTagLink(lang: string, label: string): Link | { readonly label: string } {
	const key = tagKey(label);
	return key === '' ? { label } : { url: hubUrl(tagList(lang, key)), label };
}

function whyInWords({ by, evidence }: TopicAssignment, lang: string): string {
	const t = translatorFor(lang);
	switch (by) {
		case 'rule':
			return t('article.whyRule', { evidence: formatList(lang, evidence) });
		case 'model':
			return t('article.whyModel', { evidence: formatList(lang, evidence) });
		case 'person':
			return t('article.whyPerson');
	}
}

function citationOf(site: Site, { lang, title, source, publishedAt, url, permalink }: ListedArticle): string {
	return translatorFor(lang)('article.citation', {
		title,
		source: sourceName(site, source),
		date: formatInstant(lang, localIso(publishedAt, site.config.timeZone), 'date'),
		url: url ?? absoluteUrl(site.config, permalink),
	});
}
