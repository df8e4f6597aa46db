import { type ChildProcess, spawn } from 'node:child_process';
import { type ProcessSource, type ProcessState, processSource } from './processes.ts';

/** What a command cost, with all processes that it started. */
export interface Cost {
	/** Seconds by the clock, from the start of the first process to its end. */
	readonly wallS: number;
	/** CPU seconds, of the user and of the system, of all processes. */
	readonly cpuS: number;
	/** The most resident memory that one process had. */
	readonly peakMiB: number;
	/** The most resident memory that all had together at one sample; pages they share count once in each. */
	readonly totalPeakMiB: number;
}

/** Cost of a build by its pages; feeds and other files are in the cost, not in the count. */
export interface PerPage {
	readonly wallPerPageMs: number;
	readonly cpuPerPageMs: number;
}

/** A build's cost by its pages. */
export function perPage({ wallS, cpuS }: Pick<Cost, 'wallS' | 'cpuS'>, pages: number): PerPage {
	return { wallPerPageMs: (wallS * 1000) / pages, cpuPerPageMs: (cpuS * 1000) / pages };
}

/** A command to be measured. */
export interface Measured {
	readonly command: string;
	readonly args: readonly string[];
	readonly cwd: string;
	readonly env: NodeJS.ProcessEnv;
	/** Seconds, and memory of all processes together, above which it is stopped. */
	readonly limitS?: number;
	readonly limitMiB?: number;
}

/** How a measured command ran. */
export interface Run extends Cost {
	readonly code: number | undefined;
	/** Which limit it was stopped at. */
	readonly stoppedAt?: 'time' | 'memory';
	readonly stdout: string;
	readonly stderr: string;
	readonly samples: readonly Sample[];
}

/** What all processes of a command had used at an instant. */
export interface Sample {
	/** Milliseconds since 1970. */
	readonly at: number;
	/** Since the command began. */
	readonly cpuS: number;
	/** Resident memory of the largest process, and of all together. */
	readonly mostMiB: number;
	readonly totalMiB: number;
}

/** Text that is kept of what a command prints, from the end. */
const KEPT_CHARS = 200_000;

/**
 * Runs a command to its end and says what it cost.
 *
 * CPU is the larger of two figures: what the shell's `times` says of all processes that were waited for, exact to a
 * hundredth of a second, and the sum over all processes seen at a sample. The first misses a program whose parent
 * ends without waiting for it, the second the last moments of each. Memory is sampled (every 50 ms on Linux, where the
 * peak of a single process is the kernel's own, so that only what it grows in its last 50 ms is missed).
 */
export async function measure(measured: Measured): Promise<Run> {
	const source = processSource();
	const startedAt = performance.now();
	const child = spawn('sh', ['-c', '"$@"; code=$?; times >&3; exit $code', 'sh', measured.command, ...measured.args], {
		cwd: measured.cwd,
		env: measured.env,
		stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
	});
	const watch = watchFamily(child, source, measured);
	// Whoever ends the measuring ends what is measured, before anything is tidied away.
	process.prependOnceListener('exit', watch.stop);
	const [stdout, stderr, times] = [1, 2, 3].map((descriptor) => collect(child, descriptor));
	const { code, endedAt } = await ended(child).finally(() => {
		watch.end();
		process.off('exit', watch.stop);
	});
	const { samples, seenCpuS, peakMiB, stoppedAt } = watch.result();
	return {
		wallS: (endedAt - startedAt) / 1000,
		cpuS: Math.max(parseTimes(times?.() ?? ''), seenCpuS),
		peakMiB,
		totalPeakMiB: Math.max(0, ...samples.map(({ totalMiB }) => totalMiB)),
		code,
		...(stoppedAt === undefined ? {} : { stoppedAt }),
		stdout: stdout?.() ?? '',
		stderr: stderr?.() ?? '',
		samples,
	};
}

/** CPU seconds of a shell's children from what its `times` prints: the second line, user and system. */
export function parseTimes(text: string): number {
	const children = text.trim().split('\n')[1] ?? '';
	const parts = [...children.matchAll(/(\d+)m([\d.,]+)s/g)];
	return parts.reduce(
		(sum, [, minutes, seconds = '']) => sum + Number(minutes) * 60 + Number(seconds.replace(',', '.')),
		0,
	);
}

/** What the processes of a command used between two instants (milliseconds since 1970), from its samples. */
export function costBetween(samples: readonly Sample[], from: number, to: number): Cost {
	const within = samples.filter(({ at }) => at >= from && at <= to);
	return {
		wallS: (to - from) / 1000,
		cpuS: cpuAt(samples, to) - cpuAt(samples, from),
		peakMiB: Math.max(0, ...within.map(({ mostMiB }) => mostMiB)),
		totalPeakMiB: Math.max(0, ...within.map(({ totalMiB }) => totalMiB)),
	};
}

/** CPU seconds used up to an instant, as if used evenly between two samples. */
function cpuAt(samples: readonly Sample[], at: number): number {
	const next = samples.findIndex((sample) => sample.at >= at);
	if (next < 0) return samples.at(-1)?.cpuS ?? 0;
	const [before, after] = [samples[next - 1], samples[next]];
	if (before === undefined || after === undefined) return 0;
	return before.cpuS + ((after.cpuS - before.cpuS) * (at - before.at)) / (after.at - before.at);
}

interface Watch {
	readonly end: () => void;
	/** Ends all processes of the command. */
	readonly stop: () => void;
	result(): { samples: readonly Sample[]; seenCpuS: number; peakMiB: number; stoppedAt?: 'time' | 'memory' };
}

function watchFamily(child: ChildProcess, source: ProcessSource, { limitS, limitMiB }: Measured): Watch {
	const root = child.pid ?? 0;
	const startedAt = performance.now();
	const seen = new Map<string, ProcessState>();
	const samples: Sample[] = [];
	let peakMiB = 0;
	let known: ReadonlySet<number> = new Set([root]);
	let stoppedAt: 'time' | 'memory' | undefined;
	const sumCpu = (): number => [...seen.values()].reduce((sum, { cpuS }) => sum + cpuS, 0);
	const sample = (): void => {
		const family = source.family(root, known);
		known = new Set(family.map(({ pid }) => pid));
		for (const state of family) seen.set(state.key, state);
		// One that has ended has given its memory back.
		peakMiB = Math.max(peakMiB, ...family.map((state) => state.peakMiB));
		const totalMiB = family.reduce((sum, { rssMiB }) => sum + rssMiB, 0);
		samples.push({
			at: Date.now(),
			cpuS: sumCpu(),
			mostMiB: Math.max(0, ...family.map(({ rssMiB }) => rssMiB)),
			totalMiB,
		});
		if (totalMiB > (limitMiB ?? Number.POSITIVE_INFINITY)) stoppedAt ??= 'memory';
		if ((performance.now() - startedAt) / 1000 > (limitS ?? Number.POSITIVE_INFINITY)) stoppedAt ??= 'time';
		if (stoppedAt !== undefined) stop(family.filter(({ pid }) => pid !== root));
	};
	const timer = setInterval(sample, source.everyMs);
	return {
		end: () => clearInterval(timer),
		stop: () => stop(source.family(root, known)),
		result: () => ({
			samples,
			seenCpuS: sumCpu(),
			peakMiB,
			...(stoppedAt === undefined ? {} : { stoppedAt }),
		}),
	};
}

/** Ends processes; the shell that waits for them stays, to say what they cost. */
function stop(family: readonly ProcessState[]): void {
	for (const { pid } of family) {
		try {
			process.kill(pid, 'SIGKILL');
		} catch {
			// It has ended by itself.
		}
	}
}

function collect(child: ChildProcess, descriptor: number): () => string {
	let text = '';
	const stream = child.stdio[descriptor];
	if (stream !== undefined && stream !== null && 'setEncoding' in stream) {
		stream.setEncoding('utf8');
		stream.on('data', (chunk: string) => {
			text = (text + chunk).slice(-KEPT_CHARS);
		});
	}
	return () => text;
}

function ended(child: ChildProcess): Promise<{ code: number | undefined; endedAt: number }> {
	return new Promise((resolve, reject) => {
		let endedAt = 0;
		child.on('error', reject);
		child.on('exit', () => {
			endedAt = performance.now();
		});
		child.on('close', (code) => resolve({ code: code ?? undefined, endedAt }));
	});
}
