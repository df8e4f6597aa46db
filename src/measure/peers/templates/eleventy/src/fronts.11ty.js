import { headlines, page, teasers } from '../lib/html.js';

export const data = {
	pagination: { data: 'collections.fronts', size: 1, alias: 'front' },
	permalink: ({ front }) => front.url,
};

export function render({ site, front: { lang, url, title, items } }) {
	const main = `<h1 class="unseen">${site.name}, ${title}</h1><div class="front">${teasers(items.slice(0, 20))}${headlines(items.slice(20))}</div>`;
	return page({ site, lang, title, url, feed: `${url}rss.xml`, main });
}
