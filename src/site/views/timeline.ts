import { countPeriods } from '#catalog/queries.ts';
import { editionOf, type ListName } from '#core/list.ts';
import type { Period } from '#core/period.ts';
import { formatMonth, formatMonthInitial } from '#i18n/dates.ts';
import { archiveYears, isSplit } from '../archive.ts';
import type { Site } from '../site.ts';
import { periodUrl } from '../urls.ts';
import { heatOf, monthsOfYear } from './calendar.ts';
import type { CountedLink } from './links.ts';

/** A month of a timeline. */
export interface TimelineMonth {
	/** `Июль`. */
	readonly label: string;
	/** `И`. */
	readonly initial: string;
	readonly count: number;
	/** Page of the month, where the archive has one. */
	readonly url?: string;
	/** How busy it was beside the other months: 0 nothing, 4 the most. */
	readonly heat: number;
}

/** A year of a list's archive with its months. */
export interface TimelineYear extends CountedLink {
	readonly months: readonly TimelineMonth[];
}

/** When a list had how many articles, year by year, newest first, with the pages of its archive; empty where it has none. */
export function timelineOf(site: Site, list: ListName): TimelineYear[] {
	const years = archiveYears(site.catalog, list);
	if (years.length === 0) return [];
	const counts = new Map(countPeriods(site.catalog, list, { length: 7 }).map(({ period, count }) => [period, count]));
	const most = Math.max(...counts.values());
	const lang = editionOf(list);
	return years.toReversed().map(({ period: year, count }) => {
		const month = (period: Period): TimelineMonth => {
			const ofMonth = counts.get(period) ?? 0;
			return {
				label: formatMonth(lang, period),
				initial: formatMonthInitial(lang, period),
				count: ofMonth,
				heat: heatOf(ofMonth, most),
				...(ofMonth > 0 && isSplit(list, count) ? { url: periodUrl(list, period) } : {}),
			};
		};
		return { url: periodUrl(list, year), label: year, count, months: monthsOfYear(year).map(month) };
	});
}
