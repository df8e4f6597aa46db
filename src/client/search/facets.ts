import type { FacetTable } from '#core/search/index-files.ts';
import type { QueryFilters } from '#core/search/query.ts';

/** What readers choose articles by, apart from tags, which few do. */
export const FACETS = ['lang', 'source', 'topic', 'year'] as const;
export type FacetName = (typeof FACETS)[number];

/** How many articles have which value. */
export type FacetCounts = Readonly<Record<FacetName, Readonly<Record<string, number>>>>;

/** The facets of a shard's articles, by their number. */
export interface Facets {
	readonly count: number;
	/** Days since 1970. */
	dayNumber(page: number): number;
	valuesOf(page: number, facet: FacetName): readonly string[];
}

const DAY_MS = 86_400_000;

/** Days from 1970 to a day. */
export function dayNumber(day: string): number {
	return Date.parse(day) / DAY_MS;
}

/** Days that were asked for: many articles share each. */
const knownDays = new Map<number, string>();

/** The day that is so many after the first of 1970. */
export function toDay(number: number): string {
	const day = knownDays.get(number) ?? new Date(number * DAY_MS).toISOString().slice(0, 10);
	knownDays.set(number, day);
	return day;
}

export function toFacets(table: FacetTable): Facets {
	let day = table.first === '' ? 0 : dayNumber(table.first);
	const days = Int32Array.from(table.days, (step) => {
		day += step;
		return day;
	});
	const dayOf = (page: number): number => days[page] ?? 0;
	const name = (names: readonly string[], place: number | undefined): string => names[place ?? -1] ?? '';
	return {
		count: days.length,
		dayNumber: dayOf,
		valuesOf(page, facet) {
			if (facet === 'lang') return [name(table.langs, table.lang[page])];
			if (facet === 'source') return [name(table.sources, table.source[page])];
			if (facet === 'year') return [toDay(dayOf(page)).slice(0, 4)];
			return (table.topic[page] ?? []).map((place) => name(table.topics, place));
		},
	};
}

/** An article whose facets can be counted. */
interface Faceted {
	valuesOf(facet: FacetName): readonly string[];
}

/** Counts of an answer of which some articles were left out; those of a facet that was chosen stay, since they tell of others. */
export function countAgain(before: FacetCounts, left: readonly Faceted[], filters: QueryFilters): FacetCounts {
	const { lang, source, topic, from, to } = filters;
	const isChosen = { lang: lang[0], source: source[0], topic: topic[0], year: from ?? to };
	const counts = { lang: {}, source: {}, topic: {}, year: {} };
	for (const facet of FACETS) {
		const values = Map.groupBy(
			left.flatMap((article) => article.valuesOf(facet)),
			(value) => value,
		);
		counts[facet] =
			isChosen[facet] === undefined
				? Object.fromEntries(Array.from(values, ([value, all]) => [value, all.length]))
				: before[facet];
	}
	return counts;
}

/** Takes articles or leaves them, and counts them by facets. */
export interface FacetFilter {
	/** True where an article is what the filters ask for. It is counted too. */
	take(facets: Facets, page: number): boolean;
	counts(): FacetCounts;
}

/**
 * A filter that counts, of each facet, the articles that all the other filters leave: so a reader who chose a language
 * sees what another one would give.
 */
export function facetFilter(filters: QueryFilters): FacetFilter {
	const counted: Record<FacetName, Map<string, number>> = {
		lang: new Map(),
		source: new Map(),
		topic: new Map(),
		year: new Map(),
	};
	const from = filters.from === undefined ? Number.NEGATIVE_INFINITY : dayNumber(filters.from);
	const to = filters.to === undefined ? Number.POSITIVE_INFINITY : dayNumber(filters.to);
	const wanted = { lang: new Set(filters.lang), source: new Set(filters.source), topic: new Set(filters.topic) };
	const fits = (facets: Facets, page: number, facet: FacetName): boolean => {
		if (facet === 'year') return from <= facets.dayNumber(page) && facets.dayNumber(page) <= to;
		const set = wanted[facet];
		return set.size === 0 || facets.valuesOf(page, facet).some((value) => set.has(value));
	};
	return {
		counts: () => ({
			lang: Object.fromEntries(counted.lang),
			source: Object.fromEntries(counted.source),
			topic: Object.fromEntries(counted.topic),
			year: Object.fromEntries(counted.year),
		}),
		take(facets, page) {
			const missed = FACETS.filter((facet) => !fits(facets, page, facet));
			for (const facet of missed.length === 0 ? FACETS : missed) {
				if (missed.length > 1) break;
				for (const value of facets.valuesOf(page, facet)) {
					counted[facet].set(value, (counted[facet].get(value) ?? 0) + 1);
				}
			}
			return missed.length === 0;
		},
	};
}
