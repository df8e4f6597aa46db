import { spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, runCommand } from './command.ts';

/** The day on which the demo is set: its articles are dated before, its notices run around it. */
const DEMO_NOW = '2026-11-01T09:00:00+06:00';

await runCommand(
	{
		name: 'start',
		summary: 'Takes in the sources, builds the site and serves it; shows the demo while content/sources/ is empty.',
		flags: { port: { type: 'string', value: 'N', help: 'port to listen on (default 4321)' } },
		example: 'npm start -- --port 8080',
	},
	async ({ texts }) => {
		const isDemo = process.env['CONTENT_DIR'] === undefined && !hasOwnSources('content/sources');
		const env = isDemo ? demoFolders() : {};
		if (isDemo)
			process.stdout.write('content/sources/ is empty: showing the demo of content/demo/, worked on in .demo/.\n');
		const ingested = await run('ingest', isDemo ? ['--now', DEMO_NOW] : [], env);
		if (ingested > EXIT.someFailed) return ingested;
		const built = await run('build', [], env);
		if (built !== EXIT.good) return built;
		return run('preview', texts['port'] === undefined ? [] : ['--port', texts['port']], env);
	},
);

function hasOwnSources(folder: string): boolean {
	return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.yaml'));
}

/** Lays the demo's inputs out in a folder that git ignores; what ingest made there before stays. */
function demoFolders(): Record<string, string> {
	for (const name of readdirSync('content/demo')) {
		const target = join('.demo/content', name);
		rmSync(target, { recursive: true, force: true });
		cpSync(join('content/demo', name), target, { recursive: true });
	}
	return { CONTENT_DIR: '.demo/content', CACHE_DIR: '.demo/cache', DIST_DIR: '.demo/dist' };
}

/** Runs another command of this folder to its end and gives its exit code. */
function run(command: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
	const script = join(import.meta.dirname, `${command}.ts`);
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [script, ...args], { stdio: 'inherit', env: { ...process.env, ...env } });
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
		child.once('error', reject);
		child.once('exit', (code) => resolve(code ?? EXIT.failed));
	});
}
