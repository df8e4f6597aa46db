/** What a build does, in order; a merge has `merge` in place of `render` and `search`. */
export type BuildStep = 'sync' | 'bundle' | 'plan' | 'render' | 'search' | 'merge' | 'publish';

/** Told when a step begins and, where it takes long, how much of it is done. */
export type StepListener = (step: BuildStep, done?: number, total?: number) => void;

/** A stretch of a build. */
export interface StepTime {
	readonly step: BuildStep;
	/** Milliseconds since 1970. */
	readonly startedAt: number;
	/** Seconds by the clock. */
	readonly wallS: number;
}

/** The steps of a build, timed and told of. */
export interface Steps {
	begin(step: BuildStep): void;
	readonly advance: (done: number, total: number) => void;
	/** The steps in the order they ran; one that was left and taken up again stands twice. */
	end(): readonly StepTime[];
}

/** Begins to time steps. @param onProgress told when one begins and how far it is */
export function startSteps(onProgress: StepListener | undefined): Steps {
	const times: StepTime[] = [];
	let current: { step: BuildStep; startedAt: number; from: number } | undefined;
	const close = (): void => {
		if (current === undefined) return;
		const { from, ...begun } = current;
		times.push({ ...begun, wallS: (performance.now() - from) / 1000 });
	};
	return {
		begin(step) {
			close();
			current = { step, startedAt: Date.now(), from: performance.now() };
			onProgress?.(step);
		},
		advance(done, total) {
			if (current !== undefined) onProgress?.(current.step, done, total);
		},
		end() {
			close();
			return times;
		},
	};
}
