import { type DateLike, generateOpml, type Opml } from 'feedsmith';
import { editionList, type ListName, searchList, sourceList, topicList } from '#core/list.ts';
import { languageName, translatorFor } from '#i18n/translate.ts';
import type { Site } from '../site.ts';
import { absoluteUrl, feedUrl, hubUrl } from '../urls.ts';
import { withoutForbiddenCharacters } from '../xml.ts';
import { describeFeed } from './title.ts';

type Outline = Opml.Outline<DateLike>;

/** Names of the lists of feeds, without ending: our own, and those of the sources themselves. */
export const OPML_NAMES = ['feeds', 'sources'] as const;

/** A list of feeds as OPML 2.0, for feed readers to take in whole; `undefined` where there is none of that name. */
export function opml(site: Site, name: string): string | undefined {
	const t = translatorFor(site.config.defaultEdition);
	if (name === 'feeds') return write(site, t('sources.ourFeeds'), ourFeeds(site));
	if (name === 'sources') return write(site, t('sources.theirFeeds'), theirFeeds(site));
	return undefined;
}

function write({ config }: Site, title: string, outlines: Outline[]): string {
	// An empty body is no OPML, and feedsmith leaves it out.
	const body = { outlines: outlines.length === 0 ? [{ text: title }] : outlines };
	return withoutForbiddenCharacters(generateOpml({ head: { title: `${title} · ${config.name}` }, body }));
}

/**
 * Feeds of editions, topics, saved searches and sources, by edition and kind. Those of tags and of a topic by source, which come and go
 * with articles, are found on their hubs.
 */
function ourFeeds(site: Site): Outline[] {
	const searchesIn = (lang: string): ListName[] => site.searches.map(({ id }) => searchList(lang, id));
	const enabled = [...site.sources.values()].filter((source) => source.enabled);
	return site.config.editions.map((lang) => {
		const t = translatorFor(lang);
		const group = (text: string, lists: readonly ListName[]): Outline[] => {
			const outlines = lists.flatMap((list) => feedOutline(site, list));
			return outlines.length === 0 ? [] : [{ text, outlines }];
		};
		return {
			text: languageName(lang),
			outlines: [
				...feedOutline(site, editionList(lang)),
				...group(
					t('section.topics'),
					site.topics.map(({ id }) => topicList(lang, id)),
				),
				...group(t('section.searches'), searchesIn(lang)),
				...group(
					t('section.sources'),
					enabled.map(({ id }) => sourceList(lang, id)),
				),
			],
		};
	});
}

function feedOutline(site: Site, list: ListName): Outline[] {
	const about = describeFeed(site, list);
	if (about === undefined) return [];
	const { title, description, lang } = about;
	const xmlUrl = absoluteUrl(site.config, feedUrl(list));
	const htmlUrl = absoluteUrl(site.config, hubUrl(list));
	return [{ type: 'rss', text: title, title, description, language: lang, xmlUrl, htmlUrl, version: 'RSS2' }];
}

/** The feeds that sources themselves have on the web. */
function theirFeeds({ sources }: Site): Outline[] {
	return [...sources.values()]
		.filter(({ enabled }) => enabled)
		.flatMap(({ name, homepage = '', lang, feeds }) =>
			feeds
				.filter(isForEverybody)
				.map((xmlUrl) => ({ type: 'rss', text: name, title: name, language: lang, xmlUrl, htmlUrl: homepage })),
		);
}

/** True for an address on the web that names no secret: some publishers give partners addresses of their own. */
function isForEverybody(feed: string): boolean {
	if (!/^https?:\/\//i.test(feed)) return false;
	const url = URL.parse(feed);
	if (url === null || url.username !== '' || url.password !== '') return false;
	return !/(?:^|[?&_-])(?:api_?key|key|token|secret|auth|pass(?:word)?|sig(?:nature)?)=/i.test(url.search);
}
