import type { ListedArticle } from '#catalog/queries.ts';
import { countArticles, listArticles } from '#catalog/queries.ts';
import { localIso } from '#core/day.ts';
import { editionList, topicList } from '#core/list.ts';
import { languageName } from '#i18n/translate.ts';
import type { Site } from '../site.ts';
import { frontUrl, hubUrl } from '../urls.ts';
import { type ArchivePart, yearLinks } from './archive-view.ts';
import { type CoveredEvent, mostCovered } from './coverage.ts';
import {
	type Alternate,
	type CountedLink,
	type FeedLink,
	feedLinks,
	type Link,
	otherEditions,
	sectionAlternates,
	topicLabel,
} from './links.ts';
import { activeNotices, type NoticeView } from './notices.ts';
import { foldReprints, type Headline, type Teaser, toHeadline, toTeaser } from './teaser.ts';

/** Newest articles that the front page chooses its lead from. */
const LEAD_FROM = 6;
/** How long after it appeared an article gains weight from being reprinted. */
const FRESH_MS = 36 * 3_600_000;
/** Articles under a lead with a picture, and under one without, which leaves more room. */
const SECONDARY = { pictured: 4, bare: 8 };
/** Headlines in the column of the most recent. */
const LATEST = 10;
/** Articles that the upper part of the page is made from. */
const NEWEST = 24;
/** Articles of a topic on the front page. */
const PER_TOPIC = 4;
/** Headlines of each other edition. */
const PER_EDITION = 3;

/** How much of the page's width a topic's part takes on a large screen. */
export type SectionWidth = 'whole' | 'half' | 'third';

/** A topic's part of the front page: its first article, then headlines. */
export interface FrontSection {
	readonly topic: CountedLink;
	readonly articles: readonly Teaser[];
	readonly width: SectionWidth;
}

/** An edition's front page. */
export interface FrontView {
	readonly lang: string;
	readonly url: string;
	/** When the newest article appeared. */
	readonly newestAt?: string;
	readonly lead?: Teaser;
	readonly secondary: readonly Teaser[];
	readonly latest: readonly Teaser[];
	/** What the most sources report of late; empty where nothing is reported twice. */
	readonly covered: readonly CoveredEvent[];
	readonly sections: readonly FrontSection[];
	/** Newest headlines of the other editions. */
	readonly elsewhere: readonly { readonly edition: Link; readonly articles: readonly Headline[] }[];
	readonly years: readonly ArchivePart[];
	readonly notices: readonly NoticeView[];
	readonly feeds: readonly FeedLink[];
	readonly alternates: readonly Alternate[];
}

/** What an edition's front page shows. */
export function frontView(site: Site, { lang = '' }: { readonly lang?: string | undefined }): FrontView | undefined {
	if (!site.config.editions.includes(lang)) return undefined;
	const newest = listArticles(site.catalog, editionList(lang), { limit: NEWEST });
	const tease = (article: ListedArticle): Teaser => toTeaser(site, article);
	const own = foldEvents(foldReprints(newest));
	const lead = chooseLead(site, own.slice(0, LEAD_FROM));
	const rest = own.filter((article) => article !== lead);
	const leadTeaser = lead === undefined ? undefined : tease(lead);
	const room = leadTeaser?.picture === undefined ? SECONDARY.bare : SECONDARY.pictured;
	const secondary = rest.slice(0, room);
	const shown = new Set([lead, ...secondary].map((article) => article?.id));
	return {
		lang,
		url: frontUrl(lang),
		...(newest[0] === undefined ? {} : { newestAt: localIso(newest[0].publishedAt, site.config.timeZone) }),
		...(leadTeaser === undefined ? {} : { lead: leadTeaser }),
		secondary: secondary.map(tease),
		latest: rest.slice(room, room + LATEST).map(tease),
		covered: mostCovered(site, lang),
		sections: inRows(topicSections(site, lang, shown)),
		elsewhere: otherEditions(site, lang).flatMap((other) => elsewhere(site, other)),
		years: yearLinks(site, editionList(lang)),
		notices: activeNotices(site, lang),
		feeds: feedLinks(editionList(lang)),
		alternates: sectionAlternates(site, lang, frontUrl),
	};
}

/** Articles without those that a newer one among them follows up: the event stands above once. */
function foldEvents(articles: readonly ListedArticle[]): ListedArticle[] {
	const followed = new Set(
		articles.flatMap(({ related }) => related.filter(({ reason }) => reason === 'story').map(({ id }) => id)),
	);
	return articles.filter(({ id }) => !followed.has(id));
}

/** The lead: of the newest articles an original before a reprint, then one with a picture, then the one most reprinted, then the newest. */
function chooseLead(site: Site, newest: readonly ListedArticle[]): ListedArticle | undefined {
	const weighed = newest.map((article, age) => {
		const { picture, copies, reprintOf } = toTeaser(site, article);
		const isFresh = Date.parse(newest[0]?.publishedAt ?? '') - Date.parse(article.publishedAt) <= FRESH_MS;
		const carried = isFresh ? Math.min(copies.length, 3) : 0;
		return { article, age, weight: (reprintOf === undefined ? 8 : 0) + (picture === undefined ? 0 : 4) + carried };
	});
	return weighed.toSorted((a, b) => b.weight - a.weight || a.age - b.age)[0]?.article;
}

/** A topic's part before it has its place in a row. */
type Section = Omit<FrontSection, 'width'>;

/** Topics in menu order with their newest articles that stand nowhere above; those with none are left out. */
function topicSections(site: Site, lang: string, shown: Set<string | undefined>): Section[] {
	return site.topics.flatMap(({ id }) => {
		const list = topicList(lang, id);
		const articles = listArticles(site.catalog, list, { limit: PER_TOPIC + shown.size })
			.filter((article) => !shown.has(article.id))
			.slice(0, PER_TOPIC);
		for (const article of articles) shown.add(article.id);
		if (articles.length === 0) return [];
		const topic = { url: hubUrl(list), label: topicLabel(site, id, lang), count: countArticles(site.catalog, list) };
		return [{ topic, articles: pictureFirst(articles.map((article) => toTeaser(site, article))) }];
	});
}

/** The newest with a picture comes first, the rest stay in order. */
function pictureFirst(teasers: readonly Teaser[]): Teaser[] {
	const first = teasers.find(({ picture }) => picture !== undefined) ?? teasers[0];
	return first === undefined ? [] : [first, ...teasers.filter((teaser) => teaser !== first)];
}

/**
 * Fuller parts first, in rows that leave no gap: one over the whole width, two rows of three, and so on; what is
 * left over fills its row.
 */
function inRows(sections: readonly Section[]): FrontSection[] {
	const fullFirst = sections.toSorted((a, b) => b.articles.length - a.articles.length);
	return fullFirst.map((section, at) => ({ ...section, width: widthAt(at, fullFirst.length) }));
}

/** The first of every seven parts takes the whole width, so that the page is no grid of equals. */
function widthAt(at: number, count: number): SectionWidth {
	const [block, place] = [Math.floor(at / 7), at % 7];
	if (place === 0) return 'whole';
	const inBlock = Math.min(count - block * 7, 7) - 1;
	const leftOver = inBlock % 3;
	if (place <= inBlock - leftOver) return 'third';
	return leftOver === 1 ? 'whole' : 'half';
}

function elsewhere(site: Site, lang: string): FrontView['elsewhere'] {
	const articles = foldReprints(listArticles(site.catalog, editionList(lang), { limit: PER_EDITION }));
	if (articles.length === 0) return [];
	return [
		{
			edition: { url: frontUrl(lang), label: languageName(lang), lang },
			articles: articles.map((article) => toHeadline(site, article)),
		},
	];
}
