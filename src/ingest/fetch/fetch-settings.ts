/** How long to wait for a server, and how far apart to ask it. */
export interface FetchSettings {
	/** Longest wait for a connection. */
	readonly connectMs: number;
	/** Longest silence before the headers and between two parts of a body. */
	readonly silenceMs: number;
	/** Longest time for one answer, however steadily it drips. */
	readonly totalMs: number;
	/** Shortest time between two requests to one host. */
	readonly gapMs: number;
	/** Requests to one host at one time. */
	readonly atOnce: number;
	/** Pauses before a request that failed in passing is made again: as many as there are tries beyond the first. */
	readonly retryPausesMs: readonly number[];
	/** A host that wants to be left alone no longer than this is waited for. */
	readonly patienceMs: number;
}

export const DEFAULT_SETTINGS: FetchSettings = {
	connectMs: 10_000,
	silenceMs: 15_000,
	totalMs: 60_000,
	gapMs: 250,
	atOnce: 2,
	retryPausesMs: [1000, 4000],
	patienceMs: 5000,
};
