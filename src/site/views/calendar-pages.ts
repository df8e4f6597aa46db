import { countPeriods } from '#catalog/queries.ts';
import { editionList } from '#core/list.ts';
import { type Period, parsePeriodPath } from '#core/period.ts';
import { formatWeekdayDate } from '#i18n/dates.ts';
import { translatorFor } from '#i18n/translate.ts';
import { findArchivePage } from '../archive.ts';
import type { Site } from '../site.ts';
import { frontUrl, periodUrl } from '../urls.ts';
import { type ArchiveView, archiveView, periodLink } from './archive-view.ts';
import { buildCalendar, type CalendarMonth, monthsOfYear } from './calendar.ts';
import { type Alternate, type Link, listAlternates } from './links.ts';
import { rememberLast } from './remember.ts';

/** A year, month or day of an edition: the months as calendars, or the articles of the day. */
export interface CalendarView {
	readonly lang: string;
	readonly url: string;
	readonly heading: string;
	readonly archive: ArchiveView;
	readonly months: readonly CalendarMonth[];
	readonly breadcrumbs: readonly Link[];
	readonly alternates: readonly Alternate[];
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
	return {
		lang,
		url,
		heading: headingOf(lang, archive),
		archive,
		months: monthsOf(site, lang, archive.period),
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

function alternatesOf(site: Site, lang: string, period: Period): Alternate[] {
	return listAlternates(site, lang, editionList).map((front) => {
		const stands = findArchivePage(site.catalog, editionList(front.lang), period) !== undefined;
		return { ...front, isEquivalent: false, ...(stands ? { url: periodUrl(editionList(front.lang), period) } : {}) };
	});
}
