import { breadcrumbs, escape, headlines, page, teasers } from '../lib/html.js';

export const data = {
	pagination: { data: 'collections.hubs', size: 1, alias: 'hub' },
	permalink: ({ hub }) => hub.url,
};

export function render({ site, hub }) {
	const { lang, section, title, url, feed, total, number, pageCount, newer, older, items } = hub;
	const crumbs = breadcrumbs(lang, [{ name: section, url: `/${lang}/${section}/` }, { name: title }]);
	const pager = `<nav class="pager">${newer ? `<a href="${newer}" rel="prev">Новее</a>` : ''} <span>${number} / ${pageCount}</span> ${older ? `<a href="${older}" rel="next">Старше</a>` : ''}</nav>`;
	const main = `${crumbs}<header class="page-head"><h1>Новости Кыргызстана: «${escape(title)}»</h1><p class="meta facts"><span>${total} новостей</span> <a href="${feed}">RSS-лента</a></p></header><div class="page-grid">${number === 1 ? teasers(items.slice(0, 10)) : ''}${headlines(number === 1 ? items.slice(10) : items)}${pager}</div>`;
	return page({ site, lang, title, url, feed, main });
}
