/** Figures by name; shares are between 0 and 1. */
export type Metrics = Readonly<Record<string, number>>;

/** How well one set of a suite came out. */
export interface Score {
	readonly suite: string;
	readonly set: string;
	/** How many documents, sentences or pairs were judged. */
	readonly items: number;
	readonly metrics: Metrics;
	/** The same figures of other tools: as published, or measured in this run. */
	readonly peers: Readonly<Record<string, Metrics>>;
}

/** Where a suite finds its data. */
export interface SuiteData {
	/** Folder in the format of `data/<suite>/`. */
	readonly dir: string;
	/** A second folder of such data, judged or learned from besides, as the suite says. */
	readonly also: string | undefined;
	/** Sets that are wanted; all where absent. A suite may judge others besides. */
	readonly sets?: ReadonlySet<string> | undefined;
	/** Told at which place the right answer to a question stood, 0 where at none; for suites that ask questions. */
	readonly onAnswer?: ((set: string, question: string, place: number) => void) | undefined;
}

/** One thing that ingest decides, judged on real data with known results. */
export interface Suite {
	readonly name: string;
	/** Another name that it goes by. */
	readonly alias?: string;
	/** Folder of its data below all real data; absent: of its own name. */
	readonly folder?: string;
	/** Second folder of its data below all real data. */
	readonly also?: string;
	/** What is judged, in one sentence. */
	readonly summary: string;
	/**
	 * The scores of the sets that the folder holds, in a fixed order; none where it holds no file of the suite.
	 *
	 * @param onProgress is told how many items of a set are done
	 */
	score(data: SuiteData, onProgress: (set: string, done: number, total: number) => void): AsyncIterable<Score>;
}
