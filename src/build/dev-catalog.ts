import { join } from 'node:path';
import type { AstroIntegration } from 'astro';
import { openCatalog } from '#catalog/catalog.ts';
import { foldersFrom } from '#catalog/folders.ts';
import { syncCatalog } from '#catalog/sync.ts';
import { siteConfig } from '#site.config';

/** For `astro dev`: makes the catalog before the first page and again whenever a file of the content folder changes. */
export function devCatalog(): AstroIntegration {
	return {
		name: 'jarchy-dev-catalog',
		hooks: {
			'astro:server:setup': ({ server, logger }) => {
				const folders = foldersFrom(process.env);
				const catalog = openCatalog({ ...folders, site: siteConfig });
				const sync = (): void => {
					try {
						syncCatalog(catalog, siteConfig);
					} catch (error) {
						logger.error(error instanceof Error ? error.message : String(error));
					}
				};
				sync();
				server.watcher.add(
					['articles', 'sources', 'topics', 'notices', 'pages'].map((kind) => join(folders.contentDir, kind)),
				);
				server.watcher.on('all', (_event, path) => {
					if (!path.startsWith(folders.contentDir)) return;
					sync();
					server.ws.send({ type: 'full-reload' });
				});
			},
		},
	};
}
