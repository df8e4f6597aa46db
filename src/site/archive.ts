import type { Catalog } from '#catalog/catalog.ts';
import { countArticles, countInPeriod, countPeriods, type PeriodCount } from '#catalog/queries.ts';
import type { ListName } from '#core/list.ts';
import { type Period, periodBounds, periodKind, periodsOf, thirdPeriodOf } from '#core/period.ts';

/** Articles that a hub shows; a list with no more has no archive. */
export const HUB_SIZE = 50;
/** Articles of a period above which it is split. */
const LEAF_SIZE = 100;

/** A page of a list's archive: a leaf shows its articles, a split shows its parts with their counts. */
export type ArchivePage =
	| { readonly kind: 'leaf'; readonly period: Period; readonly count: number }
	| { readonly kind: 'split'; readonly period: Period; readonly count: number; readonly parts: readonly PeriodCount[] };

/** Lengths of the periods that a year, a month and a third of a month split into. */
const PART_LENGTH = { year: 7, month: 9, third: 10 } as const;

/** An edition's own archive is a calendar: it always splits down to days. */
function isEdition(list: ListName): boolean {
	return !list.includes('/');
}

/** False where a list's hub shows everything. */
export function hasArchive(catalog: Catalog, list: ListName): boolean {
	return isEdition(list) || countArticles(catalog, list) > HUB_SIZE;
}

/** The years of a list's archive with their counts, oldest first; empty where it has none. */
export function archiveYears(catalog: Catalog, list: ListName): PeriodCount[] {
	return hasArchive(catalog, list) ? countPeriods(catalog, list, { length: 4 }) : [];
}

/**
 * The page a list has for a period, or `undefined` where it has none: because nothing was published then, or
 * because a wider period is a leaf already. The split depends on the counts alone, so each article of a list
 * has exactly one leaf.
 */
export function findArchivePage(catalog: Catalog, list: ListName, period: Period): ArchivePage | undefined {
	if (!hasArchive(catalog, list)) return undefined;
	const count = countInPeriod(catalog, list, period);
	if (count === 0 || (isEdition(list) && periodKind(period) === 'third')) return undefined;
	const isBelowLeaf = archiveParents(list, period).some((wider) => isLeaf(list, countInPeriod(catalog, list, wider)));
	return isBelowLeaf ? undefined : toPage(catalog, list, { period, count });
}

/** Every page of a list's archive, parents before their parts. */
export function* archivePages(catalog: Catalog, list: ListName): Generator<ArchivePage> {
	for (const year of archiveYears(catalog, list)) yield* below(catalog, list, year);
}

/** The wider periods above a page of a list's archive, widest first: all of them have pages, since it has one. */
export function archiveParents(list: ListName, period: Period): Period[] {
	const wider = periodsOf(periodBounds(period).first).filter(({ length }) => length < period.length);
	return isEdition(list) ? wider.filter((above) => periodKind(above) !== 'third') : wider;
}

/** The pages of one year of a list's archive. */
export function* archivePagesOfYear(catalog: Catalog, list: ListName, year: Period): Generator<ArchivePage> {
	for (const page of archiveYears(catalog, list)) if (page.period === year) yield* below(catalog, list, page);
}

function* below(catalog: Catalog, list: ListName, part: PeriodCount): Generator<ArchivePage> {
	const page = toPage(catalog, list, part);
	yield page;
	if (page.kind === 'split') for (const next of page.parts) yield* below(catalog, list, next);
}

function toPage(catalog: Catalog, list: ListName, { period, count }: PeriodCount): ArchivePage {
	const kind = periodKind(period);
	if (kind === 'day' || isLeaf(list, count)) return { kind: 'leaf', period, count };
	const length = isEdition(list) && kind === 'month' ? 10 : PART_LENGTH[kind];
	return { kind: 'split', period, count, parts: partsOf(catalog, list, { within: period, length }) };
}

/** True where a list's archive shows the parts of a year, month or third with so many articles on pages of their own. */
export function isSplit(list: ListName, count: number): boolean {
	return !isLeaf(list, count);
}

/** True where a period wider than a day is not split. */
function isLeaf(list: ListName, count: number): boolean {
	return !isEdition(list) && count <= LEAF_SIZE;
}

/** The parts of a period; the days of a third of a month are those of its month that lie in it. */
function partsOf(catalog: Catalog, list: ListName, select: { within: Period; length: 7 | 9 | 10 }): PeriodCount[] {
	const { within, length } = select;
	if (periodKind(within) !== 'third') return countPeriods(catalog, list, select);
	const days = countPeriods(catalog, list, { length, within: within.slice(0, 7) });
	return days.filter((day) => thirdAbove(day.period) === within);
}

function thirdAbove(period: Period): Period {
	return period.length === 10 ? thirdPeriodOf(period) : period;
}
