import { setTimeout as sleep } from 'node:timers/promises';

/** Sees to it that a host is asked a few things at one time, and those some way apart. */
export interface HostGates {
	/** Does `work` when it is its turn with the host. */
	pass<T>(host: string, gapMs: number, work: () => Promise<T>): Promise<T>;
}

interface Gate {
	active: number;
	nextAt: number;
	readonly waiting: (() => void)[];
}

/** Gates for one run; everything that asks a host shares the one of that host. */
export function openHostGates(atOnce: number): HostGates {
	const gates = new Map<string, Gate>();
	return {
		async pass(host, gapMs, work) {
			const gate = gates.get(host) ?? { active: 0, nextAt: 0, waiting: [] };
			gates.set(host, gate);
			await enter(gate, atOnce);
			try {
				const now = performance.now();
				const startAt = Math.max(now, gate.nextAt);
				gate.nextAt = startAt + gapMs;
				if (startAt > now) await sleep(startAt - now);
				return await work();
			} finally {
				leave(gate);
			}
		},
	};
}

async function enter(gate: Gate, atOnce: number): Promise<void> {
	if (gate.active < atOnce) gate.active++;
	else await new Promise<void>((resolve) => gate.waiting.push(resolve));
}

/** Whoever waits longest takes the place over. */
function leave(gate: Gate): void {
	const next = gate.waiting.shift();
	if (next === undefined) gate.active--;
	else next();
}
