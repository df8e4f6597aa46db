import { breadcrumbs, escape, page } from '../lib/html.js';

export const data = {
	pagination: { data: 'collections.indexes', size: 1, alias: 'index' },
	permalink: ({ index }) => index.url,
};

export function render({ site, index: { lang, title, url, entries } }) {
	const items = entries.map(
		(entry) => `<li><a href="${entry.url}">${escape(entry.name)}</a> <span class="meta">${entry.count}</span></li>`,
	);
	const main = `${breadcrumbs(lang, [{ name: title }])}<header class="page-head"><h1>${title}</h1></header><ul class="counted">${items.join('')}</ul>`;
	return page({ site, lang, title, url, main });
}
