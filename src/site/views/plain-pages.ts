import { countPeriods } from '#catalog/queries.ts';
import { editionList } from '#core/list.ts';
import type { Page } from '#core/page.ts';
import { languageName, translatorFor } from '#i18n/translate.ts';
import { markdownToHtml } from '../markdown.ts';
import type { Site } from '../site.ts';
import { frontUrl, notFoundUrl, searchUrl, sectionUrl } from '../urls.ts';
import {
	type Alternate,
	frontAlternates,
	type Link,
	localText,
	otherEditions,
	sectionAlternates,
	topicLink,
} from './links.ts';

/** A page of text: agreement, contact, about. */
export interface PageView {
	readonly lang: string;
	readonly url: string;
	readonly title: string;
	readonly description: string;
	readonly html: string;
	readonly breadcrumbs: readonly Link[];
	readonly alternates: readonly Alternate[];
}

/** A choice of a search filter. */
export interface Choice {
	readonly value: string;
	readonly label: string;
	readonly lang?: string;
	/** What it is called in the other editions, parted by `|`. */
	readonly also?: string;
}

/** A question that shows what the search understands. */
export interface Example extends Link {
	readonly does: string;
}

/** The frame of the search page: what its filters offer. */
export interface SearchView {
	readonly lang: string;
	readonly url: string;
	readonly langs: readonly Choice[];
	readonly topics: readonly Choice[];
	readonly sources: readonly Choice[];
	/** Years with articles in any edition, the latest first, and those of this edition. */
	readonly years: readonly string[];
	readonly ownYears: readonly string[];
	readonly examples: readonly Example[];
	readonly breadcrumbs: readonly Link[];
	readonly alternates: readonly Alternate[];
}

/** An edition's page for an address that leads nowhere. */
export interface NotFoundView {
	readonly lang: string;
	readonly url: string;
	readonly topics: readonly Link[];
	readonly alternates: readonly Alternate[];
}

interface Params {
	readonly lang?: string | undefined;
	readonly page?: string | undefined;
}

/** What a page of text shows, or `undefined` where the edition has none of that name. */
export function pageView(site: Site, { lang = '', page = '' }: Params): PageView | undefined {
	const found = findPage(site, lang, page);
	if (found === undefined) return undefined;
	const url = sectionUrl(lang, page);
	return {
		lang,
		url,
		title: found.title,
		description: found.description,
		html: markdownToHtml(found.body),
		breadcrumbs: [
			{ url: frontUrl(lang), label: translatorFor(lang)('frame.home') },
			{ url, label: found.title },
		],
		alternates: otherEditions(site, lang).map((other) => {
			const stands = findPage(site, other, page) !== undefined;
			return { lang: other, url: stands ? sectionUrl(other, page) : frontUrl(other), isEquivalent: stands };
		}),
	};
}

/** What the search page offers to choose from. */
export function searchView(site: Site, { lang = '' }: Params): SearchView | undefined {
	if (!site.config.editions.includes(lang)) return undefined;
	const t = translatorFor(lang);
	const url = sectionUrl(lang, 'search');
	const topics = topicChoices(site, lang);
	const sources = searchableSources(site);
	return {
		lang,
		url,
		langs: site.config.editions.map((value) => ({ value, label: languageName(value), lang: value })),
		topics,
		sources,
		years: yearsOf(site, site.config.editions),
		ownYears: yearsOf(site, [lang]),
		examples: examplesOf(site, lang, { topic: topics[0], source: sources[0] }),
		breadcrumbs: [
			{ url: frontUrl(lang), label: t('frame.home') },
			{ url, label: t('section.search') },
		],
		alternates: sectionAlternates(site, lang, (other) => sectionUrl(other, 'search')),
	};
}

/** What an edition's 404 page offers instead. */
export function notFoundView(site: Site, { lang = '' }: Params): NotFoundView | undefined {
	if (!site.config.editions.includes(lang)) return undefined;
	return {
		lang,
		url: notFoundUrl(lang).slice(0, -1),
		topics: site.topics.map(({ id }) => topicLink(site, id, lang)),
		alternates: frontAlternates(site, lang),
	};
}

function findPage(site: Site, lang: string, id: string): Page | undefined {
	return site.pages.find((page) => page.lang === lang && page.id === id);
}

function topicChoices(site: Site, lang: string): Choice[] {
	return site.topics.map(({ id, labels }) => ({
		value: id,
		label: localText(site, labels, lang) ?? id,
		also: otherEditions(site, lang)
			.map((other) => localText(site, labels, other) ?? id)
			.join('|'),
	}));
}

/** Questions that show each operator at work, with names that the site has. */
function examplesOf(
	site: Site,
	lang: string,
	{ topic, source }: Readonly<Record<'topic' | 'source', Choice | undefined>>,
): Example[] {
	const t = translatorFor(lang);
	const operator = (name: 'topic' | 'source', { label }: Choice): string =>
		`${t(`search.operator.${name}`)}:${/^[\p{L}\p{N}.-]+$/u.test(label) ? label : `"${label.replaceAll('"', '')}"`}`;
	const examples = [
		{ label: t('search.help.phraseExample'), does: t('search.help.phrase') },
		{ label: t('search.help.excludeExample'), does: t('search.help.exclude') },
		...(topic === undefined ? [] : [{ label: operator('topic', topic), does: t('search.help.topic') }]),
		...(source === undefined ? [] : [{ label: operator('source', source), does: t('search.help.source') }]),
		{
			label: t('search.help.langExample', { lang: otherEditions(site, lang)[0] ?? lang }),
			does: t('search.help.lang', { langs: site.config.editions.join(', ') }),
		},
		{ label: t('search.help.datesExample'), does: t('search.help.dates') },
	];
	return examples.map((example) => ({ ...example, url: searchUrl(lang, example.label) }));
}

/** Sources whose articles our search may find. */
function searchableSources(site: Site): Choice[] {
	return Array.from(site.sources.values())
		.filter(({ rights }) => rights?.ownSearch === true)
		.map(({ id, name }) => ({ value: id, label: name }))
		.toSorted((a, b) => (a.label < b.label ? -1 : 1));
}

/** Years with articles in some editions, newest first. */
function yearsOf(site: Site, editions: readonly string[]): string[] {
	const years = editions.flatMap((lang) => countPeriods(site.catalog, editionList(lang), { length: 4 }));
	return [...new Set(years.map(({ period }) => period))].toSorted().reverse();
}
