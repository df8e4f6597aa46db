import type { Day } from '../day.ts';

/** The facets of an index: names, and a list per facet of places among them, one entry an article, oldest first. */
export interface FacetTable {
	readonly first: Day;
	/** Days since the article before. */
	readonly days: readonly number[];
	readonly langs: readonly string[];
	readonly lang: readonly number[];
	readonly sources: readonly string[];
	readonly source: readonly number[];
	readonly topics: readonly string[];
	readonly topic: readonly (readonly number[])[];
}

/** What a result shows of an article. */
export interface HitText {
	readonly url: string;
	readonly title: string;
	/** Name of the source. */
	readonly source: string;
	/** Instant with the offset of the site's time zone. */
	readonly date: string;
	readonly lang: string;
	/** What readers may mute: source and topics, by id. */
	readonly about: string;
	/** How many reprints of it are not shown. */
	readonly foldedCount?: number;
	/** The text in its own spelling; words parted by U+200B. */
	readonly content: string;
}
