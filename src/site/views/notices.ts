import { localIso } from '#core/day.ts';
import { isActiveNotice, type Notice } from '#core/notice.ts';
import { translatorFor } from '#i18n/translate.ts';
import { markdownToHtml } from '../markdown.ts';
import type { Site } from '../site.ts';
import { frontUrl, sectionUrl } from '../urls.ts';
import { type Alternate, type Link, sectionAlternates } from './links.ts';

/** Small ads beside an article. */
const BESIDE_ARTICLE = 3;
/** A small ad stands beside articles of the time it runs and of 30 days before: when it ends, older pages need no rewriting. */
export const NOTICE_REACH_MS = 30 * 24 * 3_600_000;

/** A small ad. */
export interface NoticeView {
	readonly id: string;
	readonly title: string;
	readonly url?: string;
	readonly html: string;
	/** On the site's clock. */
	readonly endsAt: string;
}

/** The page of all small ads of an edition. */
export interface NoticesView {
	readonly lang: string;
	readonly url: string;
	readonly notices: readonly NoticeView[];
	readonly breadcrumbs: readonly Link[];
	readonly alternates: readonly Alternate[];
}

/** The small ads that run at the build's instant in a language, newest first; the first few where they stand beside news. */
export function activeNotices(site: Site, lang: string, limit = BESIDE_ARTICLE): NoticeView[] {
	return running(site, lang)
		.slice(0, limit)
		.map((notice) => toNoticeView(site, notice));
}

/** The small ads beside an article: those that began no later than {@link NOTICE_REACH_MS} after it appeared. */
export function noticesBeside(
	site: Site,
	{ lang, publishedAt }: { readonly lang: string; readonly publishedAt: string },
): NoticeView[] {
	const reaches = ({ startsAt }: Notice): boolean => Date.parse(startsAt) - NOTICE_REACH_MS <= Date.parse(publishedAt);
	return running(site, lang)
		.filter(reaches)
		.slice(0, BESIDE_ARTICLE)
		.map((notice) => toNoticeView(site, notice));
}

function running(site: Site, lang: string): Notice[] {
	return site.notices
		.filter((notice) => notice.lang === lang && isActiveNotice(notice, site.asOf))
		.toSorted((a, b) => Date.parse(b.startsAt) - Date.parse(a.startsAt) || (a.id < b.id ? -1 : 1));
}

function toNoticeView(site: Site, { id, title, url, body, endsAt }: Notice): NoticeView {
	return {
		id,
		title,
		...(url === undefined ? {} : { url }),
		html: markdownToHtml(body),
		endsAt: localIso(endsAt, site.config.timeZone),
	};
}

/** What an edition's page of small ads shows. */
export function noticesView(
	site: Site,
	{ lang = '' }: { readonly lang?: string | undefined },
): NoticesView | undefined {
	if (!site.config.editions.includes(lang)) return undefined;
	const t = translatorFor(lang);
	const url = sectionUrl(lang, 'notices');
	return {
		lang,
		url,
		notices: activeNotices(site, lang, site.notices.length),
		breadcrumbs: [
			{ url: frontUrl(lang), label: t('frame.home') },
			{ url, label: t('section.notices') },
		],
		alternates: sectionAlternates(site, lang, (other) => sectionUrl(other, 'notices')),
	};
}
