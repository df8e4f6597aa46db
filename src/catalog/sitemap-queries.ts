import type { Day } from '#core/day.ts';
import type { Catalog } from './catalog.ts';

/** How many articles of a day their sources have withdrawn. */
export interface WithdrawnCount {
	readonly lang: string;
	readonly source: string;
	readonly day: Day;
	readonly count: number;
}

/** Counts of articles that their sources have withdrawn, by language, source and day. */
export function countWithdrawn(catalog: Catalog): WithdrawnCount[] {
	const rows = catalog.all(
		'SELECT lang, source, day, count(*) AS count FROM article WHERE removed_at IS NOT NULL GROUP BY lang, source, day',
	);
	return rows.map(({ lang, source, day, count }) => ({
		lang: String(lang),
		source: String(source),
		day: String(day),
		count: Number(count),
	}));
}

/** When an article of a source, an edition and a day last changed. */
export interface DayChange {
	readonly lang: string;
	readonly source: string;
	readonly day: Day;
	/** Milliseconds since 1970. */
	readonly changed: number;
}

/** The last change of each source's articles of a day, those withdrawn left out; read from an index alone. */
export function latestChanges(catalog: Catalog): DayChange[] {
	const rows = catalog.all(
		'SELECT lang, source, day, max(changed) AS changed FROM article WHERE removed_at IS NULL GROUP BY lang, source, day',
	);
	return rows.map(({ lang, source, day, changed }) => ({
		lang: String(lang),
		source: String(source),
		day: String(day),
		changed: Number(changed),
	}));
}
