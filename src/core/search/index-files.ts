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

/** The index of some days, as `/pagefind/shards.json` names it. */
export interface Shard {
	/** Name of its folder. */
	readonly key: string;
	/** First and last day, `2021-07-29`. */
	readonly first: string;
	readonly last: string;
	/** Articles that appeared on them. */
	readonly count: number;
	/** Bytes that a first question of one word costs, about, without texts. */
	readonly bytes: number;
	/** Bytes that each word more costs, about. */
	readonly wordBytes: number;
	/** Digests in the names of its tables: what is read first, tags, and words to offer for misspelt ones. */
	readonly start: string;
	readonly tags: string;
	readonly words: string;
}

/** `shards.json`. */
export interface ShardList {
	/** Version of the code that made the indexes, which the page's script must be of too. */
	readonly version: string;
	/** Newest first. */
	readonly shards: readonly Shard[];
}
