import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { type Cost, measure } from './cost.ts';

/** An environment without what npm puts into that of its scripts, as a user's shell has it. */
export function shellEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const own = Object.entries(env).filter(([name]) => !/^npm_|^INIT_CWD$|^NODE_OPTIONS$/.test(name));
	const path = (env['PATH'] ?? '')
		.split(delimiter)
		.filter((folder) => !(folder.endsWith(`node_modules${sep}.bin`) || folder.endsWith('node-gyp-bin')));
	return { ...Object.fromEntries(own), PATH: path.join(delimiter) };
}

/** What `npm run` of a script that does nothing costs: npm, a shell, no more. */
export async function measureNpm(scratchDir: string): Promise<Cost> {
	const cwd = join(scratchDir, 'npm-start');
	mkdirSync(cwd, { recursive: true });
	writeFileSync(join(cwd, 'package.json'), JSON.stringify({ name: 'nothing', private: true, scripts: { build: ':' } }));
	const command = { command: 'npm', args: ['run', 'build', '--', '--json'], cwd, env: shellEnv(process.env) };
	// The first one reads npm itself from the disk.
	await measure(command);
	const { wallS, cpuS, peakMiB, totalPeakMiB } = await measure(command);
	return { wallS, cpuS, peakMiB, totalPeakMiB };
}
