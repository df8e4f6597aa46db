import { defineConfig } from 'astro/config';
import { devCatalog } from './src/build/dev-catalog.ts';
import { plainImports } from './src/build/plain-imports.ts';
import { siteConfig } from './src/site.config.ts';

export default defineConfig({
	site: siteConfig.url,
	output: process.env.ASTRO_OUTPUT === 'static' ? 'static' : 'server',
	trailingSlash: 'always',
	devToolbar: { enabled: false },
	build: { inlineStylesheets: 'never' },
	security: { checkOrigin: false },
	// The content security policy allows neither inline scripts nor data: addresses.
	vite: { build: { emptyOutDir: false, assetsInlineLimit: 0 } },
	integrations: [devCatalog(), plainImports()],
});
