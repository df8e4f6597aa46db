import { listsBelow } from '#catalog/queries.ts';
import type { Site } from './site.ts';
import { absoluteUrl } from './urls.ts';
import { rightsOf } from './views/teaser.ts';

/** Crawlers that gather texts for language models, by the names that their makers publish. */
const AI_CRAWLERS = [
	'AI2Bot',
	'Amazonbot',
	'Applebot-Extended',
	'Bytespider',
	'CCBot',
	'ClaudeBot',
	'anthropic-ai',
	'cohere-ai',
	'Diffbot',
	'FacebookBot',
	'Google-Extended',
	'GPTBot',
	'ImagesiftBot',
	'Meta-ExternalAgent',
	'OAI-SearchBot',
	'omgili',
	'PanguBot',
	'PerplexityBot',
	'Timpibot',
	'Webzio-Extended',
	'YouBot',
];

/**
 * The site's robots.txt: everybody may read everything (articles that search engines may not show say so
 * themselves), but AI crawlers nothing as soon as one source refuses them, since lists hold texts of all sources.
 */
export function robotsTxt(site: Site): string {
	const groups = [
		['User-agent: *', 'Allow: /'],
		...(sourcesThatRefuseAi(site).length > 0
			? [[...AI_CRAWLERS.map((name) => `User-agent: ${name}`), 'Disallow: /']]
			: []),
		['/sitemap-index.xml', '/sitemap-news.xml'].map((path) => `Sitemap: ${absoluteUrl(site.config, path)}`),
	];
	return `${groups.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Ids of the sources, among those that the site shows or takes in, that let no AI crawler read their texts. */
export function sourcesThatRefuseAi(site: Site): string[] {
	const { config, sources, catalog } = site;
	const shown = config.editions.flatMap((lang) => listsBelow(catalog, `${lang}/sources`).map(({ key }) => key));
	const enabled = [...sources.values()].filter((source) => source.enabled).map(({ id }) => id);
	return [...new Set([...shown, ...enabled])].sort().filter((id) => rightsOf(site, id).ai === 'deny');
}
