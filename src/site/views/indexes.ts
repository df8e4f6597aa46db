import { countArticles, listsBelow, tagLabel } from '#catalog/queries.ts';
import { editionList, editionOf, type ListName, searchList, sourceList, topicList } from '#core/list.ts';
import { questionIn } from '#core/saved-search.ts';
import type { Topic } from '#core/topic.ts';
import { languageName, localeOf, translatorFor } from '#i18n/translate.ts';
import type { Site } from '../site.ts';
import { frontUrl, hubUrl, sectionUrl } from '../urls.ts';
import { type Alternate, type CountedLink, type Link, localText, nameLanguage, sectionAlternates } from './links.ts';
import { type SourceProfile, sourceProfile } from './source-profile.ts';

/** Tags that the index names; rarer ones are found through articles and search. */
const MOST_TAGS = 1000;

/** What every index of lists shows. */
export interface IndexView {
	readonly section: 'topics' | 'tags' | 'sources' | 'searches';
	readonly lang: string;
	readonly url: string;
	readonly breadcrumbs: readonly Link[];
	readonly alternates: readonly Alternate[];
}

/** The index of topics or saved searches. */
export interface DirectoryView extends IndexView {
	readonly entries: readonly (CountedLink & { readonly description?: string })[];
}

/** The index of tags, by first letter. */
export interface TagsView extends IndexView {
	readonly groups: readonly { readonly letter: string; readonly tags: readonly CountedLink[] }[];
}

/** The press directory. */
export interface SourcesView extends IndexView {
	readonly sources: readonly (CountedLink & {
		readonly profile: SourceProfile;
		readonly elsewhere: readonly CountedLink[];
	})[];
}

interface Params {
	readonly lang?: string | undefined;
}

/** What the index of topics shows, in menu order. */
export function topicsView(site: Site, { lang = '' }: Params): DirectoryView | undefined {
	if (!site.config.editions.includes(lang)) return undefined;
	const entries = site.topics.map((topic) => directoryEntry(site, topicList(lang, topic.id), topic));
	return { ...indexOf(site, lang, 'topics'), entries };
}

/** What the index of saved searches shows: those that ask something in this edition, in the order of the alphabet. */
export function searchesView(site: Site, { lang = '' }: Params): DirectoryView | undefined {
	if (!site.config.editions.includes(lang)) return undefined;
	const collator = new Intl.Collator(localeOf(lang));
	const entries = site.searches
		.filter((search) => questionIn(search, lang) !== undefined)
		.map((search) => directoryEntry(site, searchList(lang, search.id), search))
		.toSorted((a, b) => collator.compare(a.label, b.label) || (a.url < b.url ? -1 : 1));
	return { ...indexOf(site, lang, 'searches'), entries };
}

function directoryEntry(
	site: Site,
	list: ListName,
	{ id, labels, description }: Pick<Topic, 'id' | 'labels' | 'description'>,
): DirectoryView['entries'][number] {
	const lang = editionOf(list);
	const text = localText(site, description, lang);
	const link = {
		url: hubUrl(list),
		label: localText(site, labels, lang) ?? id,
		count: countArticles(site.catalog, list),
	};
	return text === undefined ? link : { ...link, description: text };
}

/** What the index of tags shows: the most used, in the order of the alphabet. */
export function tagsView(site: Site, { lang = '' }: Params): TagsView | undefined {
	if (!site.config.editions.includes(lang)) return undefined;
	const collator = new Intl.Collator(localeOf(lang));
	const tags = listsBelow(site.catalog, `${editionList(lang)}/tags`)
		.toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
		.slice(0, MOST_TAGS)
		.map(({ list, key, count }) => ({ url: hubUrl(list), label: tagLabel(site.catalog, lang, key), count }))
		.toSorted((a, b) => collator.compare(a.label, b.label) || (a.url < b.url ? -1 : 1));
	const groups = Map.groupBy(tags, ({ label }) => firstLetter(label, lang));
	return {
		...indexOf(site, lang, 'tags'),
		groups: Array.from(groups, ([letter, members]) => ({ letter, tags: members })),
	};
}

/** What the press directory shows: every source that publishes, with what it has in this edition and the others. */
export function sourcesView(site: Site, { lang = '' }: Params): SourcesView | undefined {
	if (!site.config.editions.includes(lang)) return undefined;
	const collator = new Intl.Collator(localeOf(lang));
	const countIn = (edition: string, id: string): number => countArticles(site.catalog, sourceList(edition, id));
	const sources = Array.from(site.sources.values())
		.filter(({ id, enabled }) => enabled || countIn(lang, id) > 0)
		.map(({ id, name }) => ({
			url: hubUrl(sourceList(lang, id)),
			label: name,
			count: countIn(lang, id),
			profile: sourceProfile(site, id, lang),
			elsewhere: site.config.editions
				.filter((edition) => edition !== lang)
				.map((edition) => ({
					url: hubUrl(sourceList(edition, id)),
					label: languageName(edition),
					lang: edition,
					count: countIn(edition, id),
				}))
				.filter(({ count }) => count > 0),
			...languageOfName(site, id, lang),
		}))
		.toSorted((a, b) => b.count - a.count || collator.compare(a.label, b.label) || (a.url < b.url ? -1 : 1));
	return { ...indexOf(site, lang, 'sources'), sources };
}

function indexOf(site: Site, lang: string, section: IndexView['section']): IndexView {
	const t = translatorFor(lang);
	const url = sectionUrl(lang, section);
	return {
		section,
		lang,
		url,
		breadcrumbs: [
			{ url: frontUrl(lang), label: t('frame.home') },
			{ url, label: t(`section.${section}`) },
		],
		alternates: sectionAlternates(site, lang, (other) => sectionUrl(other, section)),
	};
}

function languageOfName(site: Site, id: string, lang: string): { readonly lang?: string } {
	const named = nameLanguage(site, id);
	return named === undefined || named === lang ? {} : { lang: named };
}

function firstLetter(label: string, lang: string): string {
	const first = /[\p{L}\p{N}]/u.exec(label)?.[0] ?? '#';
	return /\p{N}/u.test(first) ? '0–9' : first.toLocaleUpperCase(localeOf(lang));
}
