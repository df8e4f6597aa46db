import { type ListedArticle, listArticles } from '#catalog/queries.ts';
import { editionList } from '#core/list.ts';
import type { Site } from '../site.ts';
import { type Link, sourceName } from './links.ts';
import { findPublished, type Headline, toHeadline } from './teaser.ts';

/** Newest articles of an edition that coverage is counted over: a bound, so that the front page costs the same at any size. */
const COUNTED = 300;
/** Events named as most covered. */
const SHOWN = 6;
/** Sources named under an event. */
const NAMED = 4;

/** An event that several sources report. */
export interface CoveredEvent {
	/** The first article on it, whose source is named first. */
	readonly first: Headline;
	/** How many sources report it. */
	readonly count: number;
	/** Other sources as links to their articles, the earliest first; no more than a few. */
	readonly others: readonly Link[];
}

/**
 * What the most sources report of late in an edition, the most reported first: reprints and articles on the same
 * event, counted once a source. Empty where nothing is reported twice.
 */
export function mostCovered(site: Site, lang: string): CoveredEvent[] {
	return eventsOf(site, lang)
		.map((articles) => articles.filter(({ source }, at) => articles.findIndex((each) => each.source === source) === at))
		.filter((articles) => articles.length > 1)
		.toSorted((a, b) => b.length - a.length || timeOf(b) - timeOf(a) || ((a[0]?.id ?? '') < (b[0]?.id ?? '') ? -1 : 1))
		.slice(0, SHOWN)
		.flatMap(([first, ...others]) => {
			if (first === undefined) return [];
			const links = others.slice(0, NAMED).map(({ permalink, source, lang: otherLang }) => ({
				url: permalink,
				label: sourceName(site, source),
				...(otherLang === lang ? {} : { lang: otherLang }),
			}));
			return [{ first: toHeadline(site, first), count: others.length + 1, others: links }];
		});
}

/** The newest articles by the event they tell of, each event's earliest article first. */
function eventsOf(site: Site, lang: string): ListedArticle[][] {
	const events = new Map<string, ListedArticle[]>();
	const eventOf = new Map<string, string>();
	for (const article of listArticles(site.catalog, editionList(lang), { limit: COUNTED }).reverse()) {
		const told = toldBefore(article);
		const event = told === undefined ? (article.story ?? article.id) : (eventOf.get(told) ?? told);
		eventOf.set(article.id, event);
		const articles = events.get(event) ?? originalOf(site, told);
		articles.push(article);
		events.set(event, articles);
	}
	return [...events.values()];
}

/** The earlier article that tells the same: relations look only backwards in time. */
function toldBefore({ reprintOf, related }: ListedArticle): string | undefined {
	return reprintOf ?? related.find(({ reason }) => reason === 'story')?.id;
}

/** An event whose first article is older than those counted, or in another edition, begins with it all the same. */
function originalOf(site: Site, id: string | undefined): ListedArticle[] {
	const original = id === undefined ? undefined : findPublished(site, id);
	return original === undefined ? [] : [original];
}

function timeOf([first]: readonly ListedArticle[]): number {
	return first === undefined ? 0 : Date.parse(first.publishedAt);
}
