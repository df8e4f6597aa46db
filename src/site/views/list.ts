import { countArticles, listArticles, listsBelow, tagLabel } from '#catalog/queries.ts';
import { type ListName, sourceList, tagList, topicList, topicSourceList } from '#core/list.ts';
import { parsePeriodPath } from '#core/period.ts';
import { translatorFor } from '#i18n/translate.ts';
import { findArchivePage, HUB_SIZE } from '../archive.ts';
import type { Site } from '../site.ts';
import { frontUrl, hubUrl, periodUrl, sectionUrl } from '../urls.ts';
import { type ActivityChart, activityChart } from './activity.ts';
import { type ArchiveView, archiveView } from './archive-view.ts';
import {
	type Alternate,
	type CountedLink,
	type FeedLink,
	feedLinks,
	findTopic,
	type Link,
	listAlternates,
	localText,
	sourceLink,
	sourceName,
	topicLabel,
	topicLink,
} from './links.ts';
import { rememberLast } from './remember.ts';
import { type SourceProfile, sourceProfile } from './source-profile.ts';
import { foldReprints, type ListedHeadline, type Teaser, toListedHeadline, toTeaser } from './teaser.ts';
import { type TimelineYear, timelineOf } from './timeline.ts';

/** Articles that a hub shows with their first words. */
const HUB_TEASERS = 8;

/** A list of articles: its hub, or one page of its archive. */
export interface ListView {
	readonly lang: string;
	readonly list: ListName;
	readonly url: string;
	/** What the list is of: a topic, a tag, a source. */
	readonly label: string;
	readonly heading: string;
	readonly description?: string;
	readonly count: number;
	/** The newest articles, on the hub. */
	readonly articles: readonly Teaser[];
	/** Those after them, on the hub: headlines alone, so that a list that changes often stays light. */
	readonly more: readonly ListedHeadline[];
	/** Years of the archive with their months, on the hub. */
	readonly timeline: readonly TimelineYear[];
	/** How busy the list was of late, on the hub of a topic or source. */
	readonly activity?: ActivityChart;
	/** The page of the archive, where it is not the hub. */
	readonly archive?: ArchiveView;
	/** Links to narrower lists, largest first: a topic by source, a source by topic. */
	readonly parts: readonly CountedLink[];
	readonly profile?: SourceProfile;
	/** What a saved search asks, in sentences, and where the search page is asked the same. */
	readonly asked?: { readonly sentences: readonly string[]; readonly searchUrl: string };
	readonly breadcrumbs: readonly Link[];
	readonly feeds: readonly FeedLink[];
	readonly alternates: readonly Alternate[];
	readonly emptyText: string;
}

/** Parameters of a list's page as Astro gives them. */
export interface ListParams {
	readonly lang?: string | undefined;
	readonly topic?: string | undefined;
	readonly source?: string | undefined;
	readonly tag?: string | undefined;
	readonly search?: string | undefined;
	/** Path of an archive page: `2021/07/01-10`. */
	readonly period?: string | undefined;
}

/** What tells one kind of list from another. */
export type ListKind = Pick<ListView, 'label' | 'heading' | 'breadcrumbs' | 'emptyText'> &
	Partial<Pick<ListView, 'description' | 'parts' | 'profile' | 'asked'>> & {
		readonly lang: string;
		readonly list: ListName;
		readonly inEdition: (lang: string) => ListName;
		/** True where the hub shows how busy the list was. */
		readonly hasActivity?: boolean;
	};

/** What the page of a topic shows, or `undefined` where there is no such topic or page. */
export const topicView = rememberLast(makeTopicView);

function makeTopicView(site: Site, { lang = '', topic = '', period }: ListParams): ListView | undefined {
	const found = findTopic(site, topic);
	const list = topicList(lang, topic);
	if (found === undefined && countArticles(site.catalog, list) === 0) return undefined;
	const t = translatorFor(lang);
	const label = topicLabel(site, topic, lang);
	const description = localText(site, found?.description, lang);
	const sources = listsBelow(site.catalog, `${list}/from`).map(({ key, list: below, count }) => ({
		url: hubUrl(below),
		label: sourceName(site, key),
		count,
	}));
	return listView(site, period, {
		lang,
		list,
		label,
		heading: t('topic.title', { topic: label }),
		...(description === undefined ? {} : { description }),
		parts: byCount(sources),
		hasActivity: true,
		breadcrumbs: [
			home(lang),
			{ url: sectionUrl(lang, 'topics'), label: t('section.topics') },
			{ url: hubUrl(list), label },
		],
		emptyText: t('list.empty'),
		inEdition: (other) => topicList(other, topic),
	});
}

/** What the page of a topic as one source reports it shows. */
export const topicSourceView = rememberLast(makeTopicSourceView);

function makeTopicSourceView(
	site: Site,
	{ lang = '', topic = '', source = '', period }: ListParams,
): ListView | undefined {
	const list = topicSourceList(lang, topic, source);
	if (countArticles(site.catalog, list) === 0) return undefined;
	const t = translatorFor(lang);
	const names = { topic: topicLabel(site, topic, lang), source: sourceName(site, source) };
	return listView(site, period, {
		lang,
		list,
		label: t('topic.from', names),
		heading: t('topic.from', names),
		breadcrumbs: [
			home(lang),
			{ url: sectionUrl(lang, 'topics'), label: t('section.topics') },
			topicLink(site, topic, lang),
			{ url: hubUrl(list), label: names.source },
		],
		emptyText: t('list.empty'),
		inEdition: (other) => topicSourceList(other, topic, source),
	});
}

/** What the page of a tag shows, or `undefined` where nothing carries it. */
export const tagView = rememberLast(makeTagView);

function makeTagView(site: Site, { lang = '', tag = '', period }: ListParams): ListView | undefined {
	const list = tagList(lang, tag);
	if (countArticles(site.catalog, list) === 0) return undefined;
	const t = translatorFor(lang);
	const label = tagLabel(site.catalog, lang, tag);
	return listView(site, period, {
		lang,
		list,
		label,
		heading: t('tag.title', { tag: label }),
		breadcrumbs: [
			home(lang),
			{ url: sectionUrl(lang, 'tags'), label: t('section.tags') },
			{ url: hubUrl(list), label },
		],
		emptyText: t('list.empty'),
		inEdition: (other) => tagList(other, tag),
	});
}

/** What the page of a source shows: who it is, what it allows, what it published in this edition. */
export const sourceView = rememberLast(makeSourceView);

function makeSourceView(site: Site, { lang = '', source = '', period }: ListParams): ListView | undefined {
	const list = sourceList(lang, source);
	if (site.sources.get(source)?.enabled !== true && countArticles(site.catalog, list) === 0) return undefined;
	const t = translatorFor(lang);
	const { label } = sourceLink(site, source, lang);
	const profile = sourceProfile(site, source, lang);
	return listView(site, period, {
		lang,
		list,
		label,
		heading: t('source.title', { source: label }),
		...(profile.description === undefined ? {} : { description: profile.description }),
		profile,
		parts: topicsOf(site, lang, source),
		hasActivity: true,
		breadcrumbs: [
			home(lang),
			{ url: sectionUrl(lang, 'sources'), label: t('section.sources') },
			{ url: hubUrl(list), label },
		],
		emptyText: t('list.emptySource'),
		inEdition: (other) => sourceList(other, source),
	});
}

/** What a source reports about, as links to the lists of each topic as it reports it. */
function topicsOf(site: Site, lang: string, source: string): CountedLink[] {
	const topics = site.topics.map(({ id }) => {
		const list = topicSourceList(lang, id, source);
		return { url: hubUrl(list), label: topicLabel(site, id, lang), count: countArticles(site.catalog, list) };
	});
	return byCount(topics.filter(({ count }) => count > 0));
}

/** The hub of a list, or a page of its archive; `undefined` where there is no such page. */
export function listView(site: Site, periodPath: string | undefined, kind: ListKind): ListView | undefined {
	const { inEdition, hasActivity, ...texts } = kind;
	const { lang, list } = kind;
	const common = {
		parts: [],
		...texts,
		count: countArticles(site.catalog, list),
		feeds: feedLinks(list),
	};
	if (periodPath === undefined) {
		const activity = hasActivity === true ? activityChart(site, list, common.count) : undefined;
		return {
			...common,
			...hub(site, list),
			...(activity === undefined ? {} : { activity }),
			alternates: listAlternates(site, lang, inEdition),
		};
	}
	const period = parsePeriodPath(periodPath);
	const archive = period === undefined ? undefined : archiveView(site, list, period);
	if (archive === undefined) return undefined;
	// A page of the archive shows nothing that changes with other pages of its list.
	const { profile: _profile, asked: _asked, ...own } = common;
	return {
		...own,
		url: periodUrl(list, archive.period),
		count: archive.count,
		parts: [],
		articles: [],
		more: [],
		timeline: [],
		archive,
		breadcrumbs: [
			...kind.breadcrumbs,
			...archive.parents,
			{ url: periodUrl(list, archive.period), label: archive.label },
		],
		alternates: archiveAlternates(site, kind, archive.period),
	};
}

function hub(site: Site, list: ListName): Pick<ListView, 'url' | 'articles' | 'more' | 'timeline'> {
	const newest = foldReprints(listArticles(site.catalog, list, { limit: HUB_SIZE }));
	return {
		url: hubUrl(list),
		articles: newest.slice(0, HUB_TEASERS).map((article) => toTeaser(site, article)),
		more: newest.slice(HUB_TEASERS).map((article) => toListedHeadline(site, article)),
		timeline: timelineOf(site, list),
	};
}

/** The same period in another edition where its list has that page, else what the hub's switch offers. */
function archiveAlternates(site: Site, { lang, inEdition }: ListKind, period: string): Alternate[] {
	return listAlternates(site, lang, inEdition).map((hubAlternate) => {
		const list = inEdition(hubAlternate.lang);
		const stands = findArchivePage(site.catalog, list, period) !== undefined;
		return { ...hubAlternate, isEquivalent: false, ...(stands ? { url: periodUrl(list, period) } : {}) };
	});
}

function home(lang: string): Link {
	return { url: frontUrl(lang), label: translatorFor(lang)('frame.home') };
}

function byCount<T extends CountedLink>(links: readonly T[]): T[] {
	return links.toSorted((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}
