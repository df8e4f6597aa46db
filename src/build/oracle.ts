import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Folders } from '#catalog/folders.ts';

/**
 * The same project built by plain static `astro build`, in a process of its own (Astro and the catalog read
 * their folders from the environment): what the app must render byte for byte. The catalog must be in sync.
 *
 * @throws Error where the build fails.
 */
export function buildStatically({
	root,
	contentDir,
	cacheDir,
	outDir,
}: Omit<Folders, 'distDir'> & { root: string; outDir: string }): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = fork(join(root, 'node_modules/astro/bin/astro.mjs'), ['build', '--silent', '--outDir', outDir], {
			cwd: root,
			env: {
				...process.env,
				CONTENT_DIR: contentDir,
				CACHE_DIR: cacheDir,
				ASTRO_OUTPUT: 'static',
				NODE_ENV: 'production',
			},
		});
		child.once('error', reject);
		child.once('exit', (code) =>
			code === 0 ? resolve() : reject(new Error(`astro build ended with exit code ${code}.`)),
		);
	});
}
