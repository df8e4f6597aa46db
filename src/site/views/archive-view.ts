import { listArticles, type PeriodCount } from '#catalog/queries.ts';
import type { ListName } from '#core/list.ts';
import { type Period, periodBounds, periodKind } from '#core/period.ts';
import { formatDays, formatMonth } from '#i18n/dates.ts';
import { archiveParents, archiveYears, findArchivePage } from '../archive.ts';
import type { Site } from '../site.ts';
import { periodUrl } from '../urls.ts';
import { heatOf, lastDayOfMonth } from './calendar.ts';
import type { CountedLink, Link } from './links.ts';
import { foldReprints, type ListedHeadline, toListedHeadline } from './teaser.ts';

/** A part of a split archive page: its period as a link with its count. */
export interface ArchivePart extends CountedLink {
	/** How full it is beside the other parts: 1 to 4. */
	readonly heat: number;
}

/** A page of a list's archive: its articles, or the parts it is split into. */
export interface ArchiveView {
	readonly period: Period;
	readonly label: string;
	readonly count: number;
	readonly articles: readonly ListedHeadline[];
	readonly parts: readonly ArchivePart[];
	/** Wider periods of the same list, widest first. */
	readonly parents: readonly Link[];
}

/** What a list's archive shows for a period, or `undefined` where it has no such page. */
export function archiveView(site: Site, list: ListName, period: Period): ArchiveView | undefined {
	const page = findArchivePage(site.catalog, list, period);
	if (page === undefined) return undefined;
	const lang = langOf(list);
	const range = periodBounds(period);
	const articles = page.kind === 'leaf' ? foldReprints(listArticles(site.catalog, list, { range })) : [];
	return {
		period,
		label: periodLabel(lang, period),
		count: page.count,
		articles: articles.map((article) => toListedHeadline(site, article)),
		parts: page.kind === 'split' ? toParts(list, page.parts) : [],
		parents: archiveParents(list, period).map((parent) => periodLink(list, parent)),
	};
}

/** The years of a list's archive as links with counts, newest first. */
export function yearLinks(site: Site, list: ListName): ArchivePart[] {
	return toParts(list, archiveYears(site.catalog, list)).reverse();
}

/** A period in words: `Июль 2021 г.`. */
export function periodLabel(lang: string, period: Period): string {
	const { first, last } = periodBounds(period);
	const end = last.endsWith('31') ? lastDayOfMonth(last.slice(0, 7)) : last;
	return formatDays(lang, { first, last: end, kind: periodKind(period) });
}

/** A period as a link to its page in a list's archive. */
export function periodLink(list: ListName, period: Period): Link {
	return { url: periodUrl(list, period), label: periodLabel(langOf(list), period) };
}

function toParts(list: ListName, counts: readonly PeriodCount[]): ArchivePart[] {
	const most = Math.max(0, ...counts.map(({ count }) => count));
	return counts.map(({ period, count }) => ({
		url: periodUrl(list, period),
		label: partLabel(langOf(list), period),
		count,
		heat: heatOf(count, most),
	}));
}

/** A part names no more than its own place in the whole: a month of a year is just `Июль`. */
function partLabel(lang: string, period: Period): string {
	return periodKind(period) === 'month' ? formatMonth(lang, period) : periodLabel(lang, period);
}

function langOf(list: ListName): string {
	return list.split('/')[0] ?? list;
}
