import { breadcrumbs, headlines, page } from '../lib/html.js';

export const data = {
	pagination: { data: 'collections.calendars', size: 1, alias: 'period' },
	permalink: ({ period }) => period.url,
};

export function render({ site, period: { lang, title, url, items, parts } }) {
	const list = items
		? headlines(items)
		: `<ul class="calendar">${parts.map((part) => `<li><a href="${part.url}">${part.name}</a> <span class="meta">${part.count}</span></li>`).join('')}</ul>`;
	const main = `${breadcrumbs(lang, [{ name: title }])}<header class="page-head"><h1>${title} — архив новостей</h1></header>${list}`;
	return page({ site, lang, title, url, main });
}
