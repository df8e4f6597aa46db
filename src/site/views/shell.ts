import { editionList } from '#core/list.ts';
import { languageName, translatorFor } from '#i18n/translate.ts';
import type { Site } from '../site.ts';
import { feedUrl, frontUrl, sectionUrl } from '../urls.ts';
import { type Alternate, frontAlternates, type Link, topicLink } from './links.ts';

/** What stands around every page of an edition. It depends on the small collections alone, not on the articles. */
export interface ShellView {
	readonly lang: string;
	readonly siteName: string;
	readonly frontUrl: string;
	readonly searchUrl: string;
	readonly topics: readonly Link[];
	/** Press directory, tags, archive and the like. */
	readonly sections: readonly Link[];
	/** Agreement, contact, about. */
	readonly pages: readonly Link[];
	readonly feed: Link;
	readonly isDemo: boolean;
	/** All editions in the order of the switch; the page's own has no address. */
	readonly editions: readonly EditionLink[];
}

/** An edition in the language switch. */
export interface EditionLink {
	readonly lang: string;
	readonly name: string;
	readonly url?: string;
	/** Name of the front page in that language, where the switch leads there for want of the same thing. */
	readonly frontName?: string;
}

/** Order of the pages of text in the footer; others follow by name. */
const PAGE_ORDER = ['about', 'agreement', 'contact'];

/** What stands around a page of an edition, given the pages that stand for it in the others. */
export function shellView(
	site: Site,
	lang: string,
	alternates: readonly Alternate[] = frontAlternates(site, lang),
): ShellView {
	const t = translatorFor(lang);
	const rank = (id: string): number => (PAGE_ORDER.includes(id) ? PAGE_ORDER.indexOf(id) : PAGE_ORDER.length);
	return {
		lang,
		siteName: site.config.name,
		frontUrl: frontUrl(lang),
		searchUrl: sectionUrl(lang, 'search'),
		topics: site.topics.map(({ id }) => topicLink(site, id, lang)),
		sections: [
			...(['sources', 'topics', 'tags'] as const).map((section) => sectionLink(lang, section)),
			{ url: `${frontUrl(lang)}#archive-parts`, label: t('section.archive') },
			...(['notices', 'saved', 'settings'] as const).map((section) => sectionLink(lang, section)),
		],
		pages: site.pages
			.filter((page) => page.lang === lang)
			.toSorted((a, b) => rank(a.id) - rank(b.id) || (a.id < b.id ? -1 : 1))
			.map(({ id, title }) => ({ url: sectionUrl(lang, id), label: title })),
		feed: { url: feedUrl(editionList(lang)), label: t('list.feed') },
		isDemo: site.isDemo,
		editions: site.config.editions.map((edition) => editionLink(edition, alternates)),
	};
}

function sectionLink(lang: string, section: 'sources' | 'topics' | 'tags' | 'notices' | 'saved' | 'settings'): Link {
	return { url: sectionUrl(lang, section), label: translatorFor(lang)(`section.${section}`) };
}

/** The page's own edition has no alternate, hence no address. */
function editionLink(edition: string, alternates: readonly Alternate[]): EditionLink {
	const alternate = alternates.find(({ lang }) => lang === edition);
	const link = { lang: edition, name: languageName(edition) };
	if (alternate === undefined) return link;
	const isFront = alternate.url === frontUrl(edition) && !alternate.isEquivalent;
	return { ...link, url: alternate.url, ...(isFront ? { frontName: translatorFor(edition)('frame.home') } : {}) };
}
