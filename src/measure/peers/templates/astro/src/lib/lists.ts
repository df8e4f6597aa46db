import { type CollectionEntry, getCollection } from 'astro:content';
import site from '../site.json' with { type: 'json' };

export type Article = CollectionEntry<'articles'>;

export interface List {
	lang: string;
	section: string;
	id: string;
	name: string;
	/** Newest first. */
	items: Article[];
}

/** Articles newest first, and the lists that they stand in: made once, used by every page. */
async function make() {
	const articles = await getCollection('articles');
	const time = new Map(articles.map((article) => [article.id, Date.parse(article.data.date)]));
	articles.sort((a, b) => (time.get(b.id) ?? 0) - (time.get(a.id) ?? 0));
	const byLang = new Map<string, Article[]>(site.editions.map((lang) => [lang, []]));
	const lists = new Map<string, List>();
	const days = new Map<string, Article[]>();
	for (const lang of site.editions) {
		for (const { id, name } of site.topics) open(lists, { lang, section: 'topics', id, name });
		for (const { id, name } of site.sources) open(lists, { lang, section: 'sources', id, name });
	}
	for (const article of articles) {
		const { lang, topics, tags, source, permalink } = article.data;
		byLang.get(lang)?.push(article);
		for (const topic of topics) open(lists, { lang, section: 'topics', ...topic }).items.push(article);
		for (const tag of tags) open(lists, { lang, section: 'tags', ...tag }).items.push(article);
		open(lists, { lang, section: 'sources', ...source }).items.push(article);
		const day = permalink.split('/').slice(1, 5).join('/');
		const ofDay = days.get(day);
		if (ofDay === undefined) days.set(day, [article]);
		else ofDay.push(article);
	}
	return { articles, byLang, lists: [...lists.values()], days };
}

function open(lists: Map<string, List>, list: Omit<List, 'items'>): List {
	const key = `${list.lang}/${list.section}/${list.id}`;
	const known = lists.get(key) ?? { ...list, items: [] };
	lists.set(key, known);
	return known;
}

let made: ReturnType<typeof make> | undefined;

export function getLists(): ReturnType<typeof make> {
	made ??= make();
	return made;
}

/** Counts of a period's parts: `ru/2026` → its months, `ru/2026/10` → its days. */
export async function getParts(length: 2 | 3): Promise<Map<string, Map<string, number>>> {
	const { days } = await getLists();
	const parts = new Map<string, Map<string, number>>();
	for (const [day, items] of days) {
		const path = day.split('/');
		const period = path.slice(0, length).join('/');
		const part = path.slice(0, length + 1).join('/');
		const counts = parts.get(period) ?? new Map<string, number>();
		parts.set(period, counts.set(part, (counts.get(part) ?? 0) + items.length));
	}
	return parts;
}
