import { expect, test } from 'vitest';
import { costBetween, measure, parseTimes } from './cost.ts';
import { descendants, type ProcessState, parseProc, parsePs } from './processes.ts';

test('reads what a shell says of its children, whatever its decimal sign', () => {
	expect(parseTimes('0m0.010s 0m0.020s\n1m2.500s 0m0.250s\n')).toBeCloseTo(62.75);
	expect(parseTimes('0m0,010s 0m0,020s\n0m2,500s 0m0,250s\n')).toBeCloseTo(2.75);
	expect(parseTimes('')).toBe(0);
});

test('counts fields of a process behind its name, which may hold brackets and spaces', () => {
	const behind = Array.from({ length: 50 }, (_, index) => (index === 0 ? 'S' : String(index + 3)));
	const state = parseProc(7, `7 (a (b) c) ${behind.join(' ')}`, 'VmHWM:\t  4096 kB\nVmRSS:\t  2048 kB\n');
	expect(state).toEqual({ key: '7 22', pid: 7, parent: 4, cpuS: (14 + 15) / 100, rssMiB: 2, peakMiB: 4 });
});

test('a process that has ended but was not waited for holds no memory', () => {
	expect(parseProc(7, '7 (node) Z 1 2', 'State:\tZ (zombie)\n')).toMatchObject({ rssMiB: 0, peakMiB: 0 });
});

test('reads the table of ps', () => {
	expect(parsePs('    1     0  2048   0:01.50\n   20     1  1024 1-02:03:04\n')).toEqual([
		{ key: '1', pid: 1, parent: 0, cpuS: 1.5, rssMiB: 2, peakMiB: 2 },
		{ key: '20', pid: 20, parent: 1, cpuS: 93_784, rssMiB: 1, peakMiB: 1 },
	]);
});

test('a family keeps those whose parent is gone', () => {
	const state = (pid: number, parent: number): ProcessState => ({
		key: String(pid),
		pid,
		parent,
		cpuS: 0,
		rssMiB: 0,
		peakMiB: 0,
	});
	const states = [state(1, 0), state(10, 1), state(11, 10), state(12, 1), state(13, 12), state(14, 1)];
	const pids = descendants(states, 10, new Set([12])).map(({ pid }) => pid);
	expect(pids.sort()).toEqual([10, 11, 12, 13]);
});

test('what a step cost lies between two instants', () => {
	const samples = [
		{ at: 0, cpuS: 0, mostMiB: 10, totalMiB: 10 },
		{ at: 100, cpuS: 1, mostMiB: 50, totalMiB: 80 },
		{ at: 200, cpuS: 3, mostMiB: 20, totalMiB: 90 },
	];
	expect(costBetween(samples, 50, 150)).toEqual({ wallS: 0.1, cpuS: 1.5, peakMiB: 50, totalPeakMiB: 80 });
	expect(costBetween(samples, 150, 900)).toEqual({ wallS: 0.75, cpuS: 1, peakMiB: 20, totalPeakMiB: 90 });
	expect(costBetween([], 0, 10)).toEqual({ wallS: 0.01, cpuS: 0, peakMiB: 0, totalPeakMiB: 0 });
});

/** Burns 0.3 CPU seconds, however many processes share the machine. */
const WORK =
	'for (let spent = 0; spent < 300_000; ) { const { user, system } = process.cpuUsage(); spent = user + system; }';

test.skipIf(process.platform === 'win32')('measures a command with the processes that it starts', async () => {
	const script = `${WORK} require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(WORK)}]); console.log('done');`;
	const run = await measure({ command: process.execPath, args: ['-e', script], cwd: '.', env: process.env });
	expect(run).toMatchObject({ code: 0, stdout: 'done\n' });
	expect(run.stoppedAt).toBeUndefined();
	expect(run.wallS).toBeGreaterThan(0.5);
	expect(run.cpuS).toBeGreaterThan(0.55);
	expect(run.peakMiB).toBeGreaterThan(10);
	expect(run.totalPeakMiB).toBeGreaterThan(run.peakMiB);
});

test.skipIf(process.platform === 'win32')('stops a command at its limit', async () => {
	const args = ['-e', 'setTimeout(() => {}, 60_000)'];
	const run = await measure({ command: process.execPath, args, cwd: '.', env: process.env, limitS: 0.5 });
	expect(run.stoppedAt).toBe('time');
	expect(run.code).not.toBe(0);
	expect(run.wallS).toBeLessThan(20);
});
