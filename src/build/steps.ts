/** What a build does, in order; a merge has `merge` in place of `render` and `search`. */
export type BuildStep = 'sync' | 'bundle' | 'plan' | 'render' | 'search' | 'merge' | 'publish';

/** Told when a step begins and, where it takes long, how much of it is done. */
export type StepListener = (step: BuildStep, done?: number, total?: number) => void;

/** The steps of a build, timed and told of. */
export interface Steps {
	begin(step: BuildStep): void;
	readonly advance: (done: number, total: number) => void;
	end(): ReadonlyMap<BuildStep, number>;
}

/** Begins to time steps. @param onProgress told when one begins and how far it is */
export function startSteps(onProgress: StepListener | undefined): Steps {
	const seconds = new Map<BuildStep, number>();
	let current: { step: BuildStep; startedAt: number } | undefined;
	const close = (): void => {
		if (current === undefined) return;
		const took = (performance.now() - current.startedAt) / 1000;
		seconds.set(current.step, (seconds.get(current.step) ?? 0) + took);
	};
	return {
		begin(step) {
			close();
			current = { step, startedAt: performance.now() };
			onProgress?.(step);
		},
		advance(done, total) {
			if (current !== undefined) onProgress?.(current.step, done, total);
		},
		end() {
			close();
			return seconds;
		},
	};
}
