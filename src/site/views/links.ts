import { countArticles } from '#catalog/queries.ts';
import type { ListName } from '#core/list.ts';
import { editionList, editionOf, searchList, sourceList, topicList } from '#core/list.ts';
import { questionIn, type SavedSearch } from '#core/saved-search.ts';
import type { Topic } from '#core/topic.ts';
import { translatorFor } from '#i18n/translate.ts';
import { feedFormatsOf } from '#site/feeds/formats.ts';
import type { Site } from '../site.ts';
import { feedUrl, frontUrl, hubUrl } from '../urls.ts';

/** A link as a page shows it. */
export interface Link {
	readonly url: string;
	readonly label: string;
	/** Language of the label, where it is another than the page's. */
	readonly lang?: string;
}

/** A feed, as heads and pages link to it. */
export interface FeedLink extends Link {
	/** Its media type. */
	readonly type: string;
}

/** A link with the number of articles behind it. */
export interface CountedLink extends Link {
	readonly count: number;
}

/** The page that stands for a page in another edition. */
export interface Alternate {
	readonly lang: string;
	readonly url: string;
	/** True where both show the same thing, so that search engines may be told. */
	readonly isEquivalent: boolean;
}

/** The feeds of a list, RSS first. */
export function feedLinks(list: ListName): FeedLink[] {
	const label = translatorFor(editionOf(list))('list.feed');
	return feedFormatsOf(list).map(({ kind, file, type, name }) => ({
		url: feedUrl(list, file),
		label: kind === 'feed' ? label : name,
		type,
	}));
}

/** A localized text in a language, else in the default edition's, else in any. */
export function localText(
	site: Site,
	texts: Readonly<Record<string, string>> | undefined,
	lang: string,
): string | undefined {
	return texts?.[lang] ?? texts?.[site.config.defaultEdition] ?? Object.values(texts ?? {})[0];
}

/** Name of a topic in an edition; its id where the topic is gone. */
export function topicLabel(site: Site, id: string, lang: string): string {
	return localText(site, findTopic(site, id)?.labels, lang) ?? id;
}

export function findTopic(site: Site, id: string): Topic | undefined {
	return site.topics.find((topic) => topic.id === id);
}

/** The saved search whose list that is; `undefined` where it is none, or asks nothing in that edition. */
export function findSearch(site: Site, list: ListName): SavedSearch | undefined {
	const search = site.searches.find(({ id }) => searchList(editionOf(list), id) === list);
	return search === undefined || questionIn(search, editionOf(list)) === undefined ? undefined : search;
}

export function topicLink(site: Site, id: string, lang: string): Link {
	return { url: hubUrl(topicList(lang, id)), label: topicLabel(site, id, lang) };
}

/** Name under which a source is credited; its id where its file is gone. */
export function sourceName(site: Site, id: string): string {
	return site.sources.get(id)?.name ?? id;
}

export function sourceLink(site: Site, id: string, lang: string): Link {
	const named = nameLanguage(site, id);
	const link = { url: hubUrl(sourceList(lang, id)), label: sourceName(site, id) };
	return named === undefined || named === lang ? link : { ...link, lang: named };
}

/** Language of a source's name: the source's own, if the name is in that language's letters. */
export function nameLanguage(site: Site, id: string): string | undefined {
	const source = site.sources.get(id);
	if (source === undefined) return undefined;
	const isCyrillic = new Intl.Locale(source.lang).maximize().script === 'Cyrl';
	return /\p{Script=Cyrillic}/u.test(source.name) === isCyrillic ? source.lang : undefined;
}

/**
 * What the language switch offers on a list's page: the same list in each other edition where `exists` says that
 * it has one, else the edition's front page.
 *
 * @param inEdition name of the list in another edition
 */
export function listAlternates(site: Site, lang: string, inEdition: (lang: string) => ListName): Alternate[] {
	return otherEditions(site, lang).map((other) => {
		const list = inEdition(other);
		const stands = list === editionList(other) || isStanding(site, list) || countArticles(site.catalog, list) > 0;
		return { lang: other, url: stands ? hubUrl(list) : frontUrl(other), isEquivalent: stands };
	});
}

/** A language switch that leads to the same path in each other edition. */
export function sectionAlternates(site: Site, lang: string, urlIn: (lang: string) => string): Alternate[] {
	return otherEditions(site, lang).map((other) => ({ lang: other, url: urlIn(other), isEquivalent: true }));
}

/** A language switch that leads to the front pages: there is no such thing in the other editions. */
export function frontAlternates(site: Site, lang: string): Alternate[] {
	return otherEditions(site, lang).map((other) => ({ lang: other, url: frontUrl(other), isEquivalent: false }));
}

export function otherEditions(site: Site, lang: string): string[] {
	return site.config.editions.filter((edition) => edition !== lang);
}

/** Hubs of topics, enabled sources and, where they ask something, saved searches stand in every edition, even while nothing is in them. */
function isStanding(site: Site, list: ListName): boolean {
	const [, group, id = '', ...rest] = list.split('/');
	if (rest.length > 0) return false;
	if (group === 'searches') return findSearch(site, list) !== undefined;
	if (group === 'topics') return findTopic(site, id) !== undefined;
	return group === 'sources' && site.sources.get(id)?.enabled === true;
}
