import rss from '@astrojs/rss';
import type { APIContext } from 'astro';
import site from '../site.json' with { type: 'json' };
import type { Article } from './lists.ts';

export function feed(context: APIContext, lang: string, title: string, items: Article[]): Promise<Response> {
	return rss({
		title: `${title} · ${site.name}`,
		description: 'Свежие новости',
		site: context.site ?? site.url,
		customData: `<language>${lang}</language>`,
		items: items.slice(0, 50).map(({ data, rendered }) => ({
			title: data.title,
			link: data.permalink,
			description: data.excerpt,
			pubDate: new Date(data.date),
			...(data.source.hasFullFeed ? { content: rendered?.html ?? '' } : {}),
		})),
	});
}
