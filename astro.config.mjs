import { defineConfig } from 'astro/config';
import { devCatalog } from './src/build/dev-catalog.ts';
import { plainImports } from './src/build/plain-imports.ts';
import { searchVersion, templateDigest } from './src/build/template.ts';
import { siteConfig } from './src/site.config.ts';

export default defineConfig({
	site: siteConfig.url,
	output: process.env.ASTRO_OUTPUT === 'static' ? 'static' : 'server',
	trailingSlash: 'always',
	devToolbar: { enabled: false },
	build: { inlineStylesheets: 'never' },
	security: { checkOrigin: false },
	// The content security policy allows neither inline scripts nor data: addresses.
	vite: {
		build: { emptyOutDir: false, assetsInlineLimit: 0 },
		// The one worker stands at the root, which is its scope, under a name that never changes.
		worker: { rolldownOptions: { output: { entryFileNames: 'sw.js' } } },
		define: {
			OFFLINE: siteConfig.offline !== false,
			SEARCH_VERSION: JSON.stringify(searchVersion(import.meta.dirname)),
			TEMPLATE: JSON.stringify(templateDigest(import.meta.dirname)),
		},
	},
	integrations: [devCatalog(), plainImports()],
});
