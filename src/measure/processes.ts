import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** A process as a sample finds it. */
export interface ProcessState {
	/** Tells it from an earlier one with the same number. */
	readonly key: string;
	readonly pid: number;
	readonly parent: number;
	/** CPU seconds of this process alone, so far. */
	readonly cpuS: number;
	/** Resident memory; pages that processes share count once in each. */
	readonly rssMiB: number;
	/** The most that it ever was; what it is where the system does not say. */
	readonly peakMiB: number;
}

/** Where the states of processes come from. */
export interface ProcessSource {
	readonly name: 'proc' | 'ps';
	/** Pause between two samples that costs the machine little. */
	readonly everyMs: number;
	/** A process and all that descend from it; those of `known` stay in even when their parent is gone. */
	family(root: number, known: ReadonlySet<number>): ProcessState[];
}

/** `/proc` where there is one (Linux), else the program `ps` (macOS, BSD), which is slower and knows no peaks. */
export function processSource(): ProcessSource {
	return existsSync('/proc/self/stat') ? procSource() : psSource();
}

/** Ticks of the kernel's CPU clock in a second, the same on every Linux in use. */
const TICKS = 100;

function procSource(): ProcessSource {
	// Processes of others are asked for their parent once, not at every sample.
	let strangers = new Set<number>();
	return {
		name: 'proc',
		everyMs: 50,
		family(root, known) {
			const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
			const present = pids.map(Number);
			strangers = new Set(present.filter((pid) => strangers.has(pid)));
			const states = present
				.filter((pid) => !strangers.has(pid))
				.map(readProcess)
				.filter((state) => state !== undefined);
			const family = descendants(states, root, known);
			const ours = new Set(family.map(({ pid }) => pid));
			for (const { pid } of states) if (!ours.has(pid)) strangers.add(pid);
			return family;
		},
	};
}

function readProcess(pid: number): ProcessState | undefined {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
		return parseProc(pid, stat, readFileSync(`/proc/${pid}/status`, 'latin1'));
	} catch {
		// It ended while it was looked at.
		return undefined;
	}
}

/** A process from the texts of its `/proc/<pid>/stat` and `/proc/<pid>/status`. */
export function parseProc(pid: number, stat: string, status: string): ProcessState {
	// The name in brackets may hold anything; fields are counted from behind it, the first one there being the third.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const field = (number: number): number => Number(fields[number - 3]);
	const kib = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
	return {
		key: `${pid} ${field(22)}`,
		pid,
		parent: field(4),
		cpuS: (field(14) + field(15)) / TICKS,
		rssMiB: kib('VmRSS') / 1024,
		peakMiB: kib('VmHWM') / 1024,
	};
}

function psSource(): ProcessSource {
	return {
		name: 'ps',
		everyMs: 250,
		family(root, known) {
			const text = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,time='], { encoding: 'utf8' });
			return descendants(parsePs(text), root, known);
		},
	};
}

/** Processes from what `ps -A -o pid=,ppid=,rss=,time=` prints. */
export function parsePs(text: string): ProcessState[] {
	return text
		.split('\n')
		.map((line) => line.trim().split(/\s+/))
		.filter((fields) => fields.length >= 4)
		.map(([pid = '', parent, rss, time = '']) => {
			const rssMiB = Number(rss) / 1024;
			return { key: pid, pid: Number(pid), parent: Number(parent), cpuS: parseTime(time), rssMiB, peakMiB: rssMiB };
		});
}

/** Seconds of `[[days-]hours:]minutes:seconds`. */
function parseTime(text: string): number {
	const [days, clock = ''] = text.includes('-') ? text.split('-') : ['0', text];
	return clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) + Number(days) * 86_400;
}

/** Those of some processes that are `root`, known, or descend from one that is. */
export function descendants(states: readonly ProcessState[], root: number, known: ReadonlySet<number>): ProcessState[] {
	const children = Map.groupBy(states, ({ parent }) => parent);
	const found = new Map<number, ProcessState>();
	const queue = states.filter(({ pid }) => pid === root || known.has(pid));
	for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
		if (found.has(state.pid)) continue;
		found.set(state.pid, state);
		queue.push(...(children.get(state.pid) ?? []));
	}
	return [...found.values()];
}
