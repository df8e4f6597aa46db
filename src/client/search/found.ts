/** The articles of a shard that have a word, one a row. */
export interface Found {
	/** Numbers of the articles in the shard, oldest first. */
	readonly pages: Uint32Array;
	readonly scores: Float32Array;
	/** 1 where the title has the word. */
	readonly inTitle: Uint8Array;
	/** Places of the word in the texts. */
	readonly places: readonly (readonly number[])[];
}

/** What a result shows. */
export interface HitText {
	readonly url: string;
	readonly title: string;
	readonly source: string;
	/** Instant with the offset of the site's time zone. */
	readonly date: string;
	readonly lang: string;
	/** Its source and its topics: what readers may mute. */
	readonly about: string;
	/** How many reprints of it are not shown. */
	readonly foldedCount?: number;
	/** Words parted by U+200B. */
	readonly content: string;
}
