import { readFileSync } from 'node:fs';

const site = JSON.parse(readFileSync(new URL('../src/_data/site.json', import.meta.url), 'utf8'));
const PAGE = 50;

/** Everything that pages list is made once, from the articles in order of date. */
let made;

export function addCollections(config) {
	config.on('eleventy.before', () => {
		made = undefined;
	});
	const collection = (name) =>
		config.addCollection(name, (api) => {
			made ??= make(api.getFilteredByGlob('src/articles/**/*.md'));
			return made[name];
		});
	for (const name of ['fronts', 'hubs', 'indexes', 'calendars', 'feeds', 'articles']) collection(name);
}

function make(articles) {
	const groups = { fronts: [], hubs: [], indexes: [], calendars: [], feeds: [], articles };
	for (const lang of site.editions) {
		const own = articles.filter(({ data }) => data.lang === lang);
		for (const [at, article] of own.entries()) {
			article.data.previous = own[at - 1];
			article.data.next = own[at + 1];
		}
		const newest = own.toReversed();
		groups.fronts.push({ lang, url: `/${lang}/`, title: 'Новости Кыргызстана', items: newest.slice(0, 70) });
		groups.feeds.push(feed({ lang, url: `/${lang}/`, title: 'Новости Кыргызстана', items: newest }));
		const lists = {
			topics: new Map(site.topics.map(({ id, name }) => [id, { id, name, items: [] }])),
			tags: new Map(),
			sources: new Map(site.sources.map(({ id, name }) => [id, { id, name, items: [] }])),
		};
		for (const article of newest) {
			const { topics, tagLinks, source } = article.data;
			for (const topic of topics) put(lists.topics, topic, article);
			for (const tag of tagLinks) put(lists.tags, tag, article);
			put(lists.sources, source, article);
		}
		for (const [section, list] of Object.entries(lists)) addHubs(groups, { lang, section, list });
		addCalendar(groups, lang, newest);
	}
	return groups;
}

function put(lists, { id, name }, article) {
	const list = lists.get(id) ?? { id, name, items: [] };
	lists.set(id, list);
	list.items.push(article);
}

function addHubs(groups, { lang, section, list }) {
	const entries = [...list.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
	groups.indexes.push({
		lang,
		title: section,
		url: `/${lang}/${section}/`,
		entries: entries.map(({ id, name, items }) => ({ name, url: `/${lang}/${section}/${id}/`, count: items.length })),
	});
	for (const { id, name, items } of entries) {
		const base = `/${lang}/${section}/${id}/`;
		const pageCount = Math.max(1, Math.ceil(items.length / PAGE));
		const urlOf = (number) => (number === 1 ? base : `${base}page/${number}/`);
		for (let number = 1; number <= pageCount; number++) {
			groups.hubs.push({
				lang,
				section,
				title: name,
				url: urlOf(number),
				feed: `${base}rss.xml`,
				total: items.length,
				number,
				pageCount,
				newer: number > 1 ? urlOf(number - 1) : undefined,
				older: number < pageCount ? urlOf(number + 1) : undefined,
				items: items.slice((number - 1) * PAGE, number * PAGE),
			});
		}
		groups.feeds.push(feed({ lang, url: base, title: name, items }));
	}
}

function feed({ lang, url, title, items }) {
	return { lang, url: `${url}rss.xml`, home: url, title, items: items.slice(0, PAGE) };
}

function addCalendar({ calendars }, lang, newest) {
	const days = Map.groupBy(newest, ({ url }) => url.split('/').slice(2, 5).join('/'));
	const months = Map.groupBy(days.keys(), (day) => day.slice(0, 7));
	const years = Map.groupBy(months.keys(), (month) => month.slice(0, 4));
	const counted = (periods) => periods.map((name) => ({ name, url: `/${lang}/${name}/`, count: countOf(days, name) }));
	for (const [day, items] of days) calendars.push({ lang, title: day, url: `/${lang}/${day}/`, items });
	for (const [month, its] of months)
		calendars.push({ lang, title: month, url: `/${lang}/${month}/`, parts: counted(its) });
	for (const [year, its] of years) calendars.push({ lang, title: year, url: `/${lang}/${year}/`, parts: counted(its) });
}

function countOf(days, period) {
	let count = 0;
	for (const [day, items] of days) if (day.startsWith(period)) count += items.length;
	return count;
}
