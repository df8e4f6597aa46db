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
	readonly editions: readonly { readonly lang: string; readonly name: string; readonly url?: string }[];
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
		sections: (['sources', 'topics', 'tags', 'notices'] as const).map((section) => ({
			url: sectionUrl(lang, section),
			label: t(`section.${section}`),
		})),
		pages: site.pages
			.filter((page) => page.lang === lang)
			.toSorted((a, b) => rank(a.id) - rank(b.id) || (a.id < b.id ? -1 : 1))
			.map(({ id, title }) => ({ url: sectionUrl(lang, id), label: title })),
		feed: { url: feedUrl(editionList(lang)), label: t('list.feed') },
		isDemo: site.isDemo,
		editions: site.config.editions.map((edition) => {
			const url = alternates.find((alternate) => alternate.lang === edition)?.url;
			return { lang: edition, name: languageName(edition), ...(edition === lang || url === undefined ? {} : { url }) };
		}),
	};
}
