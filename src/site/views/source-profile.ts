import type { Rights } from '#core/source.ts';
import { languageName, translatorFor } from '#i18n/translate.ts';
import type { Site } from '../site.ts';
import { localText } from './links.ts';

/** Who a source is and what it allows, in words. */
export interface SourceProfile {
	readonly name: string;
	readonly description?: string;
	readonly homepage?: string;
	/** Name of its main language. */
	readonly language?: { readonly code: string; readonly name: string };
	readonly isDemo: boolean;
	/** What its rights allow, a sentence each. */
	readonly rights: readonly string[];
	/** Address of the licence, agreement or terms. */
	readonly evidence?: string;
}

/** The profile of a source; one without a file is known by its id alone. */
export function sourceProfile(site: Site, id: string, lang: string): SourceProfile {
	const source = site.sources.get(id);
	const rights = source?.rights;
	const description = localText(site, source?.description, lang);
	return {
		name: source?.name ?? id,
		...(description === undefined ? {} : { description }),
		...(source?.homepage === undefined ? {} : { homepage: source.homepage }),
		...(source === undefined ? {} : { language: { code: source.lang, name: languageName(source.lang) } }),
		isDemo: source?.demo === true,
		rights: rights === undefined ? [translatorFor(lang)('source.unknownRights')] : rightsInWords(lang, rights),
		...(rights?.evidence === undefined ? {} : { evidence: rights.evidence }),
	};
}

/** What a source's rights allow, a sentence each. */
function rightsInWords(lang: string, rights: Rights): string[] {
	const t = translatorFor(lang);
	return [
		t(`source.rightsText.${rights.text}`, rights.text === 'excerpt' ? { count: rights.words ?? 0 } : {}),
		t(`source.rightsImages.${rights.images}`),
		t(rights.searchEngines ? 'source.rightsSearch.yes' : 'source.rightsSearch.no'),
		...(rights.ownSearch ? [] : [t('source.rightsOwnSearch.no')]),
		t(`source.rightsAi.${rights.ai}`),
	];
}
