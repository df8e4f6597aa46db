import { countArticles, tagLabel } from '#catalog/queries.ts';
import type { ListName } from '#core/list.ts';
import { hasEdition } from '#core/site.ts';
import { type Translator, translatorFor } from '#i18n/translate.ts';
import { findSearch, findTopic, localText, sourceName, topicLabel } from '#site/views/links.ts';
import type { Site } from '../site.ts';

/** What a feed says about itself, in the language of its edition. */
export interface FeedTitle {
	readonly lang: string;
	readonly title: string;
	readonly description: string;
}

/** Title and description of a list's feed, or `undefined` where there is no such list. */
export function describeFeed(site: Site, list: ListName): FeedTitle | undefined {
	const [lang = '', ...rest] = list.split('/');
	if (!hasEdition(site.config, lang)) return undefined;
	const t = translatorFor(lang);
	if (rest.length === 0)
		return { lang, title: t('front.heading', { site: site.config.name }), description: t('site.description') };
	const about = describeList(site, { list, lang, t });
	if (about === undefined || !(about.isStanding || countArticles(site.catalog, list) > 0)) return undefined;
	return {
		lang,
		title: `${about.heading} · ${site.config.name}`,
		description: about.description ?? t('site.description'),
	};
}

interface ListTitle {
	readonly heading: string;
	readonly description?: string | undefined;
	/** True where the list's hub exists even while nothing stands in it. */
	readonly isStanding: boolean;
}

function describeList(
	site: Site,
	{ list, lang, t }: { list: ListName; lang: string; t: Translator },
): ListTitle | undefined {
	const [, group, key = '', from, source = ''] = list.split('/');
	if (group === 'tags')
		return { heading: t('tag.title', { tag: tagLabel(site.catalog, lang, key) }), isStanding: false };
	if (group === 'sources') {
		const found = site.sources.get(key);
		const heading = t('source.title', { source: sourceName(site, key) });
		return { heading, description: localText(site, found?.description, lang), isStanding: found?.enabled === true };
	}
	if (group === 'searches') {
		const search = findSearch(site, list);
		if (search === undefined) return undefined;
		const heading = t('savedSearch.title', { label: localText(site, search.labels, lang) ?? key });
		return { heading, description: localText(site, search.description, lang), isStanding: true };
	}
	if (group !== 'topics') return undefined;
	const topic = findTopic(site, key);
	const label = topicLabel(site, key, lang);
	const description = localText(site, topic?.description, lang);
	if (from === undefined)
		return { heading: t('topic.title', { topic: label }), description, isStanding: topic !== undefined };
	return {
		heading: t('topic.from', { topic: label, source: sourceName(site, source) }),
		description,
		isStanding: false,
	};
}
