import type { BuildStep } from '#build/steps.ts';
import type { DeployStep } from '#deploy/deploy.ts';

type Step = BuildStep | DeployStep;

/** Shows how far long work is. */
export interface Progress {
	/** Told when a step begins and, where it takes long, how much of it is done. */
	readonly step: (step: Step, done?: number, total?: number) => void;
	/** Takes the line away, so that other text can be printed. */
	clear(): void;
}

/** What a step counts, in the words of its line. */
const WORDS: Readonly<Record<Step, string>> = {
	sync: 'reading articles',
	bundle: 'bundling templates',
	plan: 'planning',
	render: 'rendering',
	search: 'indexing for search',
	merge: 'merging',
	publish: 'publishing',
	compare: 'comparing',
	upload: 'uploading',
	delete: 'deleting',
};

/** Seconds between two lines where nobody watches. */
const PLAIN_EVERY = 30;
/** Seconds before a rate tells anything. */
const SETTLED = 1;

/**
 * Progress of a build or a deploy: on a terminal one line that is rewritten, with counts, rate and time left; elsewhere (CI, a
 * file) plain lines, one for a step that takes long and then one every half minute.
 */
export function showProgress(out: NodeJS.WriteStream): Progress {
	const isTerminal = out.isTTY === true;
	let current: Step | undefined;
	let startedAt = 0;
	let shownAt = 0;
	const write = (text: string): void => {
		shownAt = performance.now();
		out.write(isTerminal ? `\r\u001b[K${text}` : `${text}\n`);
	};
	return {
		step(step, done, total) {
			const now = performance.now();
			if (step !== current) {
				current = step;
				startedAt = now;
				shownAt = now;
				if (isTerminal) write(WORDS[step]);
			}
			if (done === undefined || total === undefined) return;
			const wait = isTerminal ? 0.1 : PLAIN_EVERY;
			if ((now - shownAt) / 1000 < wait) return;
			write(`${WORDS[step]}: ${done} of ${total}${rateOf({ done, total, seconds: (now - startedAt) / 1000 })}`);
		},
		clear() {
			if (isTerminal && current !== undefined) out.write('\r\u001b[K');
		},
	};
}

function rateOf({ done, total, seconds }: { done: number; total: number; seconds: number }): string {
	if (seconds < SETTLED || done === 0) return '';
	const rate = done / seconds;
	return `, ${Math.round(rate)} a second, ${inWords((total - done) / rate)} left`;
}

function inWords(seconds: number): string {
	const whole = Math.ceil(seconds);
	return whole < 90 ? `${whole} s` : `${Math.ceil(whole / 60)} min`;
}
