/**
 * Builds the fixture site of the browser tests, the demo in a scratch folder, and serves it on a free port:
 * `node e2e/serve.ts` prints the address. Playwright runs this once for all tests.
 */
import { spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Later than every article of the demo; its notices run around this day. */
const NOW = '2026-11-01T00:00:00Z';

const root = join(import.meta.dirname, '..');
const scratch = join(root, '.scratch', 'e2e');
const env = {
	...process.env,
	CONTENT_DIR: join(scratch, 'content'),
	CACHE_DIR: join(scratch, 'cache'),
	DIST_DIR: join(scratch, 'dist'),
};

rmSync(scratch, { recursive: true, force: true });
cpSync(join(root, 'content', 'demo'), env.CONTENT_DIR, { recursive: true });
const isBuilt = (await runToEnd('ingest.ts', ['--now', NOW])) && (await runToEnd('build.ts', []));
if (isBuilt) serve();
else process.exitCode = 1;

/** Runs a command and says whether all went well; shows its output only where it did not. */
function runToEnd(script: string, args: readonly string[]): Promise<boolean> {
	const child = spawn(process.execPath, [join(root, 'scripts', script), ...args], {
		cwd: root,
		env,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const output: Uint8Array[] = [];
	child.stdout.on('data', (chunk: Uint8Array) => output.push(chunk));
	child.stderr.on('data', (chunk: Uint8Array) => output.push(chunk));
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code, signal) => {
			if (code !== 0) {
				const end = signal === null ? `exit code ${code}` : `signal ${signal}`;
				process.stderr.write(`The fixture site could not be built: scripts/${script} ended with ${end} and said:\n`);
				process.stderr.write(Buffer.concat(output));
			}
			resolve(code === 0);
		});
	});
}

/** Serves until this process is told to end, and then takes its child along. */
function serve(): void {
	const args = [join(root, 'scripts', 'preview.ts'), '--port', '0'];
	const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
	child.once('exit', (code) => {
		process.exitCode = code ?? 0;
	});
}
