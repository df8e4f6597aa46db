import { searchList } from '#core/list.ts';
import { queryNames, questionIn } from '#core/saved-search.ts';
import { neededWords, parseQuery, type Query } from '#core/search/query.ts';
import { formatDays } from '#i18n/dates.ts';
import { translatorFor } from '#i18n/translate.ts';
import type { Site } from '../site.ts';
import { frontUrl, hubUrl, searchUrl, sectionUrl } from '../urls.ts';
import { findSearch, localText, sourceName, topicLabel } from './links.ts';
import { type ListParams, type ListView, listView } from './list.ts';
import { rememberLast } from './remember.ts';

/** What the page of a saved search shows: what it asks, and what answers; `undefined` where there is none in the edition. */
export const savedSearchView = rememberLast(makeSavedSearchView);

function makeSavedSearchView(site: Site, { lang = '', search: id = '', period }: ListParams): ListView | undefined {
	const list = searchList(lang, id);
	const search = findSearch(site, list);
	const question = search === undefined ? undefined : questionIn(search, lang);
	if (search === undefined || question === undefined) return undefined;
	const t = translatorFor(lang);
	const label = localText(site, search.labels, lang) ?? id;
	const description = localText(site, search.description, lang);
	const names = queryNames({ ...site, editions: site.config.editions, sources: site.sources.values() });
	return listView(site, period, {
		lang,
		list,
		label,
		heading: t('savedSearch.title', { label }),
		...(description === undefined ? {} : { description }),
		asked: {
			sentences: sentencesOf(site, lang, { ...parseQuery(question, names), question }),
			searchUrl: searchUrl(lang, `${question} lang:${lang}`),
		},
		hasActivity: true,
		breadcrumbs: [
			{ url: frontUrl(lang), label: t('frame.home') },
			{ url: sectionUrl(lang, 'searches'), label: t('section.searches') },
			{ url: hubUrl(list), label },
		],
		emptyText: t('savedSearch.empty'),
		inEdition: (other) => searchList(other, id),
	});
}

/** What a question asks for, a sentence for each kind of condition. */
function sentencesOf(site: Site, lang: string, query: Query & { readonly question: string }): string[] {
	const t = translatorFor(lang);
	const { source, topic, tag, from, to } = query.filters;
	const inPhrases = query.phrases.flat();
	const quoted = (phrases: Query['phrases']): string[] =>
		phrases.map((phrase) => t('savedSearch.quoted', { words: asTyped(phrase, query.question) }));
	const words = neededWords(query)
		.map(({ text }) => text)
		.filter((text) => !inPhrases.includes(text));
	const without = [...query.excluded.map(({ text }) => text), ...quoted(query.excludedPhrases)];
	const named = (key: 'source' | 'topic' | 'tag', names: readonly string[]): string[] =>
		names.length === 0 ? [] : [t(`savedSearch.${key}`, { names: names.join(', ') })];
	const dated = (key: 'from' | 'to', day: string | undefined): string[] =>
		day === undefined
			? []
			: [t(`savedSearch.${key}`, { day: formatDays(lang, { first: day, last: day, kind: 'day' }) })];
	const worded = (key: 'words' | 'phrases' | 'without', texts: readonly string[]): string[] =>
		texts.length === 0 ? [] : [t(`savedSearch.${key}`, { words: texts.join(', ') })];
	return [
		...worded('words', words),
		...worded('phrases', quoted(query.phrases)),
		...worded('without', without),
		...named(
			'topic',
			topic.map((id) => topicLabel(site, id, lang)),
		),
		...named(
			'source',
			source.map((id) => sourceName(site, id)),
		),
		...named('tag', tag),
		...dated('from', from),
		...dated('to', to),
	];
}

/** The words of a phrase with what stands between them in the question, such as a hyphen. */
function asTyped(phrase: readonly string[], question: string): string {
	const words = phrase.map((word) => word.replace(/[^\p{L}\p{M}\p{N}]/gu, '.')).join('[^\\p{L}\\p{N}]+');
	return new RegExp(words, 'u').exec(question)?.[0] ?? phrase.join(' ');
}
