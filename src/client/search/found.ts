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
