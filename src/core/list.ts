import type { Article } from './article.ts';
import { tagKey } from './tag.ts';

/** Name of a list of articles; its hub stands at `/<list>/`: `ru`, `ru/topics/sport`, `ru/topics/sport/from/24kg`, … */
export type ListName = string;

/** The list of everything in an edition. */
export const editionList = (lang: string): ListName => lang;
/** The edition that a list belongs to. */
export const editionOf = (list: ListName): string => list.split('/')[0] ?? list;
export const topicList = (lang: string, topic: string): ListName => `${lang}/topics/${topic}`;
export const topicSourceList = (lang: string, topic: string, source: string): ListName =>
	`${lang}/topics/${topic}/from/${source}`;
export const sourceList = (lang: string, source: string): ListName => `${lang}/sources/${source}`;
/** The list of the answers of a saved search. */
export const searchList = (lang: string, search: string): ListName => `${lang}/searches/${search}`;
export const tagList = (lang: string, key: string): ListName => `${lang}/tags/${key}`;

/**
 * Every list an article stands in by itself, those of saved searches aside, in a fixed order without repeats. A reprint stands in its edition and its
 * source only, since topics and tags name the original.
 */
export function listsOf(article: Pick<Article, 'lang' | 'source' | 'reprintOf' | 'topics' | 'tags'>): ListName[] {
	const { lang, source } = article;
	const own = [editionList(lang), sourceList(lang, source)];
	if (article.reprintOf !== undefined) return own;
	const topics = article.topics.flatMap(({ id }) => [topicList(lang, id), topicSourceList(lang, id, source)]);
	const tags = article.tags.map(tagKey).filter((key) => key !== '');
	return [...new Set([...own, ...topics, ...tags.map((key) => tagList(lang, key))])];
}
