import type { SiteConfig } from '#core/site.ts';

/** The only place that names editions, time zone, address and feed authority. `SITE_URL` overrides the address, `SITE_HOST` the host, `WEBSUB_HUB` and `INDEXNOW_KEY` who is told of changes. */
export const siteConfig: SiteConfig = {
	name: 'Jarchy',
	url: (process.env['SITE_URL'] || 'https://jarchy.example').replace(/\/+$/, ''),
	feedAuthority: 'jarchy.example,2026',
	editions: ['ru', 'ky', 'en'],
	defaultEdition: 'ru',
	timeZone: 'Asia/Bishkek',
	contact: 'hello@jarchy.example',
	webSubHub: process.env['WEBSUB_HUB'] || undefined,
	indexNowKey: process.env['INDEXNOW_KEY'] || undefined,
	offline: true,
	host: process.env['SITE_HOST'] || undefined,
};
