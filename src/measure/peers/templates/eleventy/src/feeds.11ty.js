import { escape } from '../lib/html.js';

export const data = {
	pagination: { data: 'collections.feeds', size: 1, alias: 'feed' },
	permalink: ({ feed }) => feed.url,
	layout: false,
};

export function render({ site, feed: { lang, url, home, title, items } }) {
	return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${escape(title)} · ${site.name}</title><link>${site.url}${home}</link><description>Свежие новости</description><language>${lang}</language><atom:link href="${site.url}${url}" rel="self" type="application/rss+xml"/>${items.map((item) => entry(site, item)).join('')}</channel></rss>`;
}

function entry(site, { url, data, date, content }) {
	const whole = data.source.hasFullFeed ? `<content:encoded>${escape(content)}</content:encoded>` : '';
	return `<item><title>${escape(data.title)}</title><link>${site.url}${url}</link><guid isPermaLink="false">tag:bench.example,2026:${data.id}</guid><description>${escape(data.excerpt)}</description><pubDate>${date.toUTCString()}</pubDate>${whole}</item>`;
}
