import type { SiteConfig } from '#core/site.ts';
import { translatorFor } from '#i18n/translate.ts';
import { frontUrl } from './urls.ts';

/** Colour of the page around the browser's own parts, in light and dark: `--paper` of the style sheet. */
export const THEME_COLORS = { light: '#fbf7ee', dark: '#171411' } as const;

/** What a browser must know to install an edition as an app. */
export function appManifest(config: SiteConfig, lang: string): string {
	const t = translatorFor(lang);
	const icon = (src: string, size: number, purpose: string) => ({
		src,
		sizes: `${size}x${size}`,
		type: 'image/png',
		purpose,
	});
	const manifest = {
		id: frontUrl(lang),
		name: t('front.title', { site: config.name }),
		short_name: config.name,
		description: t('site.description'),
		lang,
		dir: 'ltr',
		start_url: frontUrl(lang),
		scope: '/',
		display: 'minimal-ui',
		background_color: THEME_COLORS.light,
		theme_color: THEME_COLORS.light,
		icons: [
			icon('/icon-192.png', 192, 'any'),
			icon('/icon-512.png', 512, 'any'),
			icon('/icon-maskable-512.png', 512, 'maskable'),
		],
	};
	return `${JSON.stringify(manifest, undefined, '\t')}\n`;
}
