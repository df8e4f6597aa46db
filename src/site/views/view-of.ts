import type { Route } from '../routes.ts';
import type { Site } from '../site.ts';
import { articleView } from './article.ts';
import { calendarView } from './calendar-pages.ts';
import { articleCardView, editionCardView } from './card.ts';
import { frontView } from './front.ts';
import { searchesView, sourcesView, tagsView, topicsView } from './indexes.ts';
import { sourceView, tagView, topicSourceView, topicView } from './list.ts';
import { noticesView } from './notices.ts';
import { notFoundView, pageView, searchView } from './plain-pages.ts';
import { savedView, settingsView } from './reader-pages.ts';
import { savedSearchView } from './saved-search.ts';

/**
 * The value that a page shows, for whoever wants to know whether it changed; `undefined` where there is no such
 * page, and for outputs that are no pages. Plain JSON.
 */
export function viewOf(
	site: Site,
	{ kind, params }: Pick<Route, 'kind' | 'params'>,
): { readonly lang: string } | undefined {
	switch (kind) {
		case 'root':
			return frontView(site, { lang: site.config.defaultEdition });
		case 'rootNotFound':
			return notFoundView(site, { lang: site.config.defaultEdition });
		case 'front':
			return frontView(site, params);
		case 'article':
			return articleView(site, params);
		case 'year':
		case 'month':
		case 'day':
			return calendarView(site, params);
		case 'topics':
			return topicsView(site, params);
		case 'topic':
			return topicView(site, params);
		case 'topicSource':
			return topicSourceView(site, params);
		case 'tags':
			return tagsView(site, params);
		case 'tag':
			return tagView(site, params);
		case 'searches':
			return searchesView(site, params);
		case 'savedSearch':
			return savedSearchView(site, params);
		case 'sources':
			return sourcesView(site, params);
		case 'source':
			return sourceView(site, params);
		case 'search':
			return searchView(site, params);
		case 'notices':
			return noticesView(site, params);
		case 'settings':
			return settingsView(site, params);
		case 'saved':
			return savedView(site, params);
		case 'page':
			return pageView(site, params);
		case 'notFound':
			return notFoundView(site, params);
		case 'card':
			return articleCardView(site, params);
		case 'editionCard':
			return editionCardView(site, params);
		case 'feed':
		case 'atomFeed':
		case 'jsonFeed':
		case 'feedStyle':
		case 'appManifest':
		case 'sitemap':
		case 'opml':
		case 'llms':
		case 'robots':
			return undefined;
	}
}
