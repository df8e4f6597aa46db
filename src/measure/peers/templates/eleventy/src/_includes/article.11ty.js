import { breadcrumbs, dateText, escape, page } from '../../lib/html.js';

export function render(data) {
	const {
		site,
		lang,
		title,
		excerpt,
		original,
		source,
		topics,
		tagLinks,
		related,
		published,
		content,
		previous,
		next,
	} = data;
	const { url } = data.page;
	const day = `/${lang}/${published.slice(0, 10).replaceAll('-', '/')}/`;
	const topicLinks = topics
		.map(({ id, name }) => `<li><a href="/${lang}/topics/${id}/">${escape(name)}</a></li>`)
		.join('');
	const address = site.url + url;
	return page({
		site,
		lang,
		title,
		description: excerpt,
		url,
		feed: `/${lang}/sources/${source.id}/rss.xml`,
		head: `<meta property="og:type" content="article"><meta property="article:published_time" content="${published}"><script type="application/ld+json">${structured(data, address)}</script>`,
		main: `${breadcrumbs(lang, [...topics.map(({ id, name }) => ({ name, url: `/${lang}/topics/${id}/` }))])}<div class="article-grid"><article class="article" lang="${lang}"><header class="article-head"><h1>${escape(title)}</h1><p class="dateline facts"><a href="${day}"><time datetime="${published}">${dateText(published)}</time></a> <span class="zone">Время: Бишкек, UTC+6</span></p><p class="source-line facts"><span>Источник: <a href="/${lang}/sources/${source.id}/">${escape(source.name)}</a></span> <a href="${original}" rel="noopener">Оригинал новости</a></p></header><div class="prose">${content}</div><footer class="reference"><section aria-labelledby="topics"><h2 id="topics">Темы</h2><ul class="tags">${topicLinks}</ul></section><section aria-labelledby="tags"><h2 id="tags">Теги</h2><ul class="tags">${tagLinks.map(({ id, name }) => `<li><a href="/${lang}/tags/${id}/">${escape(name)}</a></li>`).join('')}</ul></section><section aria-labelledby="permalink"><h2 id="permalink">Ссылка на новость</h2><p><a class="permalink" href="${address}">${address}</a></p><p>Оригинал новости: <a href="${original}" rel="noopener">${original}</a></p></section><section aria-labelledby="cite"><h2 id="cite">Как сослаться</h2><p class="citation">«${escape(title)}» // ${escape(source.name)}, ${dateText(published)}: ${original}</p><p class="meta">Права на текст и изображения принадлежат источнику. При использовании ссылка на источник обязательна: ${escape(source.name)}.</p></section></footer></article><div class="rail"><section class="related" aria-labelledby="related"><h2 class="label" id="related">Читайте также</h2><ol class="headlines">${related.map((link) => `<li><a href="${link.permalink}" lang="${link.lang}" hreflang="${link.lang}">${escape(link.title)}</a><p class="meta facts"><time datetime="${link.date}">${dateText(link.date)}</time></p></li>`).join('')}</ol></section></div></div><nav class="neighbours" aria-label="Соседние новости"><ul>${neighbour(previous, 'prev', 'Предыдущая новость')}${neighbour(next, 'next', 'Следующая новость')}</ul></nav>`,
	});
}

function neighbour(article, rel, label) {
	if (!article) return '';
	return `<li><a href="${article.url}" rel="${rel}"><span class="meta">${label}</span> ${escape(article.data.title)}</a></li>`;
}

function structured({ site, lang, title, excerpt, original, source, topics, tagLinks, published }, address) {
	const publisher = { '@type': 'NewsMediaOrganization', name: source.name, url: 'https://source.example/' };
	return JSON.stringify([
		{
			'@context': 'https://schema.org',
			'@type': 'NewsArticle',
			headline: title,
			description: excerpt,
			inLanguage: lang,
			datePublished: published,
			author: publisher,
			publisher,
			copyrightHolder: publisher,
			isBasedOn: original,
			mainEntityOfPage: address,
			url: address,
			articleSection: topics.map(({ name }) => name),
			keywords: tagLinks.map(({ name }) => name),
			isAccessibleForFree: true,
			sdPublisher: { '@type': 'Organization', name: site.name, url: site.url },
		},
		{
			'@context': 'https://schema.org',
			'@type': 'BreadcrumbList',
			itemListElement: [
				{ '@type': 'ListItem', position: 1, name: 'Главная', item: `${site.url}/${lang}/` },
				{ '@type': 'ListItem', position: 2, name: title, item: address },
			],
		},
	]).replaceAll('<', '\\u003c');
}
