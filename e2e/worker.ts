import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { syncCatalog } from '#catalog/sync.ts';
import { makeTestContent } from '#catalog/test-content.ts';
import { siteConfig } from '#site.config';

/** Builds the project as `offline: false` in its configuration would have it. */
const BUILD = `
import { build } from 'astro';
const [root, outDir] = process.argv.slice(1);
await build({ root, outDir, logLevel: 'error', vite: { define: { OFFLINE: 'false' } } });
`;

/** The service worker of a site that gave reading without a network up, from a real build without articles. */
export async function workerOfSiteWithoutOffline(): Promise<string> {
	const content = makeTestContent();
	try {
		syncCatalog(content.open(), siteConfig);
		const outDir = join(content.contentDir, '..', 'without-offline');
		const root = join(import.meta.dirname, '..');
		const folders = { CONTENT_DIR: content.contentDir, CACHE_DIR: content.cacheDir };
		await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', BUILD, root, outDir], {
			cwd: root,
			env: { ...process.env, ...folders, ASTRO_OUTPUT: 'static', NODE_ENV: 'production' },
		});
		return readFileSync(join(outDir, 'sw.js'), 'utf8');
	} finally {
		content.dispose();
	}
}
