import { dirname } from 'node:path';
import type { AstroIntegration } from 'astro';

/** Vite's module that fetches styles and parts ahead of an `import()`. */
const HELPER = /vite\/preload-helper/;

/** Lets `import()` in the browser fetch what it names and no more: the helper that Vite puts around it weighs more than the script of a page. */
export function plainImports(): AstroIntegration {
	return {
		name: 'jarchy-plain-imports',
		hooks: {
			'astro:config:setup': ({ updateConfig }) => {
				updateConfig({
					vite: {
						plugins: [
							{
								name: 'jarchy-plain-imports',
								enforce: 'pre',
								// One for each folder of scripts: a helper that several pages share would be a request more on each.
								resolveId: (id, importer = '') => (HELPER.test(id) ? `${id}?of=${dirname(importer)}` : undefined),
								load: (id) => (HELPER.test(id) ? 'export const __vitePreload = (load) => load();' : undefined),
							},
						],
					},
				});
			},
		},
	};
}
