import { translatorFor } from '#i18n/translate.ts';
import type { Site } from '../site.ts';
import { frontUrl, sectionUrl } from '../urls.ts';
import { type Alternate, type Link, localText, sectionAlternates } from './links.ts';
import type { Choice } from './plain-pages.ts';

/** The page of a reader's settings: what of them depends on the site. */
export interface SettingsView {
	readonly lang: string;
	readonly url: string;
	/** Sources and topics whose articles may be muted. */
	readonly sources: readonly Choice[];
	readonly topics: readonly Choice[];
	readonly breadcrumbs: readonly Link[];
	readonly alternates: readonly Alternate[];
}

/** What the settings of an edition offer, or `undefined` where there is no such edition. */
export function settingsView(
	site: Site,
	{ lang = '' }: { readonly lang?: string | undefined },
): SettingsView | undefined {
	if (!site.config.editions.includes(lang)) return undefined;
	const t = translatorFor(lang);
	const url = sectionUrl(lang, 'settings');
	return {
		lang,
		url,
		sources: Array.from(site.sources.values(), ({ id, name }) => ({ value: id, label: name })).toSorted((a, b) =>
			a.label < b.label ? -1 : 1,
		),
		topics: site.topics.map(({ id, labels }) => ({ value: id, label: localText(site, labels, lang) ?? id })),
		breadcrumbs: [
			{ url: frontUrl(lang), label: t('frame.home') },
			{ url, label: t('section.settings') },
		],
		alternates: sectionAlternates(site, lang, (other) => sectionUrl(other, 'settings')),
	};
}

/** The page of the articles that a reader saved. */
export interface SavedView {
	readonly lang: string;
	readonly url: string;
	readonly breadcrumbs: readonly Link[];
	readonly alternates: readonly Alternate[];
}

/** The frame of an edition's list of saved articles, or `undefined` where there is no such edition. */
export function savedView(site: Site, { lang = '' }: { readonly lang?: string | undefined }): SavedView | undefined {
	if (!site.config.editions.includes(lang)) return undefined;
	const t = translatorFor(lang);
	const url = sectionUrl(lang, 'saved');
	return {
		lang,
		url,
		breadcrumbs: [
			{ url: frontUrl(lang), label: t('frame.home') },
			{ url, label: t('section.saved') },
		],
		alternates: sectionAlternates(site, lang, (other) => sectionUrl(other, 'saved')),
	};
}
