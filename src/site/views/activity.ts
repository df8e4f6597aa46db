import { newestPeriods, type PeriodCount } from '#catalog/queries.ts';
import type { ListName } from '#core/list.ts';
import { editionOf } from '#core/list.ts';
import type { Period } from '#core/period.ts';
import { translatorFor } from '#i18n/translate.ts';
import type { Site } from '../site.ts';
import { periodLabel } from './archive-view.ts';

/** How many articles a list had day by day, month by month or year by year, up to its newest. */
export interface ActivityChart {
	/** What the chart shows, in words: `Новости по дням`. */
	readonly heading: string;
	/** A bar for each day, month or year, oldest first. */
	readonly counts: readonly number[];
	readonly most: number;
	/** Where the chart begins and ends, in words. */
	readonly first: string;
	readonly last: string;
	/** What it says, in a sentence or two. */
	readonly summary: string;
}

/** Units of a chart, finest first, each with the length of its periods and the bars that a chart has at least. */
const UNITS = [
	{ name: 'day', length: 10, fewest: 14 },
	{ name: 'month', length: 7, fewest: 12 },
	{ name: 'year', length: 4, fewest: 6 },
] as const;

type Unit = (typeof UNITS)[number];

/** Bars of a chart at the most: on a phone each is 5 pixels wide. */
const MOST_BARS = 60;
/** Articles below which a chart tells less than the list itself. */
const FEWEST_ARTICLES = 5;

/**
 * The chart of a list, in the finest unit whose newest bars hold either all of the list or an article each on
 * average. It ends with the newest article, so that it changes with the list alone.
 *
 * @param total how many articles the list has
 */
export function activityChart(site: Site, list: ListName, total: number): ActivityChart | undefined {
	if (total < FEWEST_ARTICLES) return undefined;
	for (const unit of UNITS) {
		const found = newestPeriods(site.catalog, list, { length: unit.length, limit: MOST_BARS });
		const bars = toBars(found, unit);
		const shown = bars.reduce((sum, { count }) => sum + count, 0);
		if (unit.name === 'year' || shown === total || shown >= MOST_BARS) return toChart(editionOf(list), unit, bars);
	}
	return undefined;
}

function toChart(lang: string, { name }: Unit, bars: readonly PeriodCount[]): ActivityChart {
	const t = translatorFor(lang);
	const most = Math.max(...bars.map(({ count }) => count));
	const peaks = bars.filter(({ count }) => count === most);
	const [first, last] = [bars[0], bars.at(-1)].map((bar) => (bar === undefined ? '' : periodLabel(lang, bar.period)));
	const count = bars.reduce((sum, bar) => sum + bar.count, 0);
	const span = t('chart.span', { first: first ?? '', last: last ?? '', articles: t('count.articles', { count }) });
	const [peak] = peaks;
	const summary =
		peak === undefined || peaks.length > 1
			? [span]
			: [
					span,
					t('chart.peak', { period: periodLabel(lang, peak.period), articles: t('count.articles', { count: most }) }),
				];
	return {
		heading: t(`chart.${name}`),
		counts: bars.map((bar) => bar.count),
		most,
		first: first ?? '',
		last: last ?? '',
		summary: summary.join(' '),
	};
}

/** A bar for each period up to the newest, those without articles too: as many as hold the found ones, within bounds. */
function toBars(found: readonly PeriodCount[], { name, fewest }: Unit): PeriodCount[] {
	const newest = found.at(-1)?.period;
	if (newest === undefined) return [];
	const counts = new Map(found.map(({ period, count }) => [period, count]));
	const back = Array.from({ length: MOST_BARS }, (_, steps) => {
		const period = stepBack(newest, name, steps);
		return { period, count: counts.get(period) ?? 0 };
	});
	const oldest = back.findLastIndex(({ count }) => count > 0);
	return back.slice(0, Math.max(fewest, oldest + 1)).reverse();
}

/** The period so many steps before another: `2024-03`, 3 months → `2023-12`. */
function stepBack(period: Period, unit: Unit['name'], steps: number): Period {
	const [year = 0, month = 1, day = 1] = period.split('-').map(Number);
	switch (unit) {
		case 'year':
			return String(year - steps).padStart(4, '0');
		case 'month':
			return new Date(Date.UTC(year, month - 1 - steps)).toISOString().slice(0, 7);
		case 'day':
			return new Date(Date.UTC(year, month - 1, day - steps)).toISOString().slice(0, 10);
	}
}
