import type { Site } from './site.ts';
import { absoluteUrl } from './urls.ts';

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
export function robotsTxt({ config, sources }: Site): string {
	const isRefused = [...sources.values()].some(({ enabled, rights }) => enabled && rights?.ai === 'deny');
	const groups = [
		['User-agent: *', 'Allow: /'],
		...(isRefused ? [[...AI_CRAWLERS.map((name) => `User-agent: ${name}`), 'Disallow: /']] : []),
		[`Sitemap: ${absoluteUrl(config, '/sitemap-index.xml')}`],
	];
	return `${groups.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
