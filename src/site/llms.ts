import { editionList, topicList } from '#core/list.ts';
import { languageName, translatorFor } from '#i18n/translate.ts';
import { sourcesThatRefuseAi } from './robots.ts';
import type { Site } from './site.ts';
import { absoluteUrl, feedUrl, frontUrl, hubUrl, opmlUrl, sectionUrl } from './urls.ts';
import { sourceName, topicLabel } from './views/links.ts';

/**
 * `/llms.txt` (llmstxt.org): what the site is, its hubs and feeds, and the terms, which are those of robots.txt. In
 * English where there is such an edition, since that is what its readers know best.
 */
export function llmsTxt(site: Site): string {
	const { config, topics, pages } = site;
	const lang = config.editions.find((edition) => edition === 'en') ?? config.defaultEdition;
	const t = translatorFor(lang);
	const link = (label: string, path: string): string => `- [${oneLine(label)}](${absoluteUrl(config, path)})`;
	const sections = [
		[`# ${config.name}`, '', `> ${t('site.description')}`],
		[`## ${t('llms.terms')}`, '', ...termsOf(site, lang).map((term) => `- ${term}`)],
		[
			`## ${t('llms.editions')}`,
			'',
			...config.editions.map((edition) => link(languageName(edition), frontUrl(edition))),
			link(t('section.sources'), sectionUrl(lang, 'sources')),
			link(t('section.searches'), sectionUrl(lang, 'searches')),
			...pages.filter((page) => page.lang === lang).map((page) => link(page.title, sectionUrl(lang, page.id))),
		],
		[
			`## ${t('section.topics')}`,
			'',
			...topics.map(({ id }) => link(topicLabel(site, id, lang), hubUrl(topicList(lang, id)))),
		],
		[
			`## ${t('llms.feeds')}`,
			'',
			...config.editions.map((edition) => link(languageName(edition), feedUrl(editionList(edition)))),
			link(t('sources.ourFeeds'), opmlUrl('feeds')),
		],
	];
	return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function termsOf(site: Site, lang: string): string[] {
	const t = translatorFor(lang);
	const names = sourcesThatRefuseAi(site).map((id) => oneLine(sourceName(site, id)));
	return [
		t('frame.attribution'),
		names.length === 0 ? t('llms.allowed') : t('llms.refused', { sources: names.join(', ') }),
	];
}

/** Text in a line of Markdown. */
function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').replace(/[[\]]/g, '\\$&');
}
