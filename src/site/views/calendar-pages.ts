import { countPeriods } from '#catalog/queries.ts';
import { editionList } from '#core/list.ts';
import { type Period, parsePeriodPath } from '#core/period.ts';
import { formatDayOfMonth, formatWeekdayDate } from '#i18n/dates.ts';
import { translatorFor } from '#i18n/translate.ts';
import { findArchivePage } from '../archive.ts';
import type { Site } from '../site.ts';
import { frontUrl, periodUrl } from '../urls.ts';
import { type ArchiveView, archiveView, periodLink } from './archive-view.ts';
import {
	buildCalendar,
	type CalendarDay,
	type CalendarMonth,
	daysOf,
	type HeatRange,
	heatRanges,
	monthsOfYear,
} from './calendar.ts';
import { type Alternate, type Link, listAlternates } from './links.ts';
import { rememberLast } from './remember.ts';

/** A year, month or day of an edition: the months as calendars, or the articles of the day. */
export interface CalendarView {
	readonly lang: string;
	readonly url: string;
	readonly heading: string;
	readonly archive: ArchiveView;
	/** Months with articles. */
	readonly months: readonly CalendarMonth[];
	/** All days at a glance, on the page of a year. */
	readonly heat?: YearHeat;
	/** What the shades of the days stand for. */
	readonly legend: readonly HeatRange[];
	readonly breadcrumbs: readonly Link[];
	readonly alternates: readonly Alternate[];
}

/** The days of a year as one picture. */
export interface YearHeat {
	/** What it shows, and what it says, in words. */
	readonly heading: string;
	readonly summary: string;
	readonly months: readonly Period[];
	readonly days: readonly CalendarDay[];
}

/** Parameters of a calendar page as Astro gives them. */
export interface CalendarParams {
	readonly lang?: string | undefined;
	readonly year?: string | undefined;
	readonly month?: string | undefined;
	readonly day?: string | undefined;
}

/** What an edition's page of a year, month or day shows, or `undefined` where nothing was published then. */
export const calendarView = rememberLast(makeCalendarView);

function makeCalendarView(site: Site, { lang = '', year = '', month, day }: CalendarParams): CalendarView | undefined {
	const period = parsePeriodPath([year, month, day].filter((part) => part !== undefined).join('/'));
	const archive = period === undefined ? undefined : archiveView(site, editionList(lang), period);
	if (archive === undefined) return undefined;
	const url = periodUrl(editionList(lang), archive.period);
	const months = monthsOf(site, lang, archive.period);
	const days = daysOf(months);
	return {
		lang,
		url,
		heading: headingOf(lang, archive),
		archive,
		months: months.filter(({ count }) => count > 0),
		...(archive.period.length === 4 ? { heat: yearHeat(lang, archive, months) } : {}),
		legend: heatRanges(Math.max(0, ...days.map(({ count }) => count))),
		breadcrumbs: [
			{ url: frontUrl(lang), label: translatorFor(lang)('frame.home') },
			...archive.parents,
			periodLink(editionList(lang), archive.period),
		],
		alternates: alternatesOf(site, lang, archive.period),
	};
}

function headingOf(lang: string, { period, label }: ArchiveView): string {
	const isDay = period.length === 10;
	return translatorFor(lang)(isDay ? 'archive.day' : 'archive.year', {
		period: isDay ? formatWeekdayDate(lang, period) : label,
	});
}

function monthsOf(site: Site, lang: string, period: Period): CalendarMonth[] {
	if (period.length === 10) return [];
	return buildCalendar({
		months: period.length === 4 ? monthsOfYear(period) : [period],
		days: countPeriods(site.catalog, editionList(lang), { length: 10, within: period }),
		urlOf: (part) => periodUrl(editionList(lang), part),
	});
}

function yearHeat(lang: string, { period, count }: ArchiveView, months: readonly CalendarMonth[]): YearHeat {
	const t = translatorFor(lang);
	const days = daysOf(months);
	const busiest = days.toSorted((a, b) => b.count - a.count);
	const [first, second] = busiest;
	const peak =
		first === undefined || first.count === second?.count
			? []
			: [
					t('chart.peak', {
						period: formatDayOfMonth(lang, first.day),
						articles: t('count.articles', { count: first.count }),
					}),
				];
	const withNews = t('chart.daysWithNews', { count: days.filter((day) => day.count > 0).length });
	const all = t('chart.total', { period, articles: t('count.articles', { count }), days: withNews });
	return {
		heading: t('chart.calendar', { period }),
		summary: [all, ...peak].join(' '),
		months: months.map(({ month }) => month),
		days,
	};
}

function alternatesOf(site: Site, lang: string, period: Period): Alternate[] {
	return listAlternates(site, lang, editionList).map((front) => {
		const stands = findArchivePage(site.catalog, editionList(front.lang), period) !== undefined;
		return { ...front, isEquivalent: false, ...(stands ? { url: periodUrl(editionList(front.lang), period) } : {}) };
	});
}
