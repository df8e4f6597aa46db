export const data = { permalink: '/sitemap.xml', layout: false };

export function render({ site, collections }) {
	const { articles, fronts, hubs, indexes, calendars } = collections;
	const urls = [...fronts, ...hubs, ...indexes, ...calendars, ...articles].map(
		({ url }) => `<url><loc>${site.url}${url}</loc></url>`,
	);
	return `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</urlset>`;
}
