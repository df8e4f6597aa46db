const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escape(text) {
	return String(text).replace(/[&<>"]/g, (character) => ESCAPES[character]);
}

/** `31.10.2026 18:00` of an instant with its offset. */
export function dateText(iso) {
	return `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)} ${iso.slice(11, 16)}`;
}

export function teaser({ url, data }) {
	const { lang, title, excerpt, topics, source, published } = data;
	const [topic] = topics;
	const kicker = topic ? `<p class="kicker"><a href="/${lang}/topics/${topic.id}/">${escape(topic.name)}</a></p>` : '';
	return `<li><article class="teaser teaser-row"><div class="teaser-text">${kicker}<h2 class="headline"><a href="${url}">${escape(title)}</a></h2><p class="excerpt">${escape(excerpt)}</p><p class="meta facts"><a href="/${lang}/sources/${source.id}/">${escape(source.name)}</a> <time datetime="${published}">${dateText(published)}</time></p></div></article></li>`;
}

export function teasers(items) {
	return `<ol class="teasers">${items.map(teaser).join('')}</ol>`;
}

export function headlines(items) {
	const list = items.map(({ url, data: { title, published, source } }) => `<li><a href="${url}">${escape(title)}</a><p class="meta facts"><time datetime="${published}">${dateText(published).slice(0, 10)}</time> <span>${escape(source.name)}</span></p></li>`);
	return `<ol class="headlines">${list.join('')}</ol>`;
}

export function breadcrumbs(lang, parts) {
	const items = parts.map(
		({ name, url }) =>
			`<li>${url ? `<a href="${url}">${escape(name)}</a>` : `<span aria-current="page">${escape(name)}</span>`}</li>`,
	);
	return `<nav class="breadcrumbs" aria-label="Вы здесь"><ol><li><a href="/${lang}/">Главная</a></li>${items.join('')}</ol></nav>`;
}

const headers = new Map();

export function header(site, lang) {
	const known = headers.get(lang);
	if (known) return known;
	const made = `<a class="skip" href="#main">К содержанию</a><header class="masthead"><div class="masthead-top"><p class="nameplate"><a href="/${lang}/"><svg class="mark" viewBox="0 0 48 48" width="40" height="40" aria-hidden="true" focusable="false"><rect width="48" height="48" rx="3" class="mark-ground"></rect><path class="mark-horns" d="M24 8v32M24 24c-9 0-13-4-13-9a4 4 0 0 1 8 0M24 24c-9 0-13 4-13 9a4 4 0 0 0 8 0M24 24c9 0 13-4 13-9a4 4 0 0 0-8 0M24 24c9 0 13 4 13 9a4 4 0 0 1-8 0"></path></svg>${site.name}</a><span class="tagline">Новости Кыргызстана из многих источников, с поиском</span></p><nav class="editions" aria-label="Язык издания"><ul>${site.editions.map((edition) => `<li>${edition === lang ? `<span aria-current="true" lang="${edition}">${edition}</span>` : `<a href="/${edition}/" lang="${edition}" hreflang="${edition}">${edition}</a>`}</li>`).join('')}</ul></nav><search><form class="search-box" action="/${lang}/search/" method="get"><label class="unseen" for="q">Поиск новостей</label><input id="q" type="search" name="q" placeholder="Слова на ru, ky, en" autocomplete="off" enterkeyhint="search"><button type="submit">Найти</button></form></search></div><nav class="topic-menu" aria-label="Темы"><ul>${site.topics.map(({ id, name }) => `<li><a href="/${lang}/topics/${id}/">${escape(name)}</a></li>`).join('')}</ul></nav></header>`;
	headers.set(lang, made);
	return made;
}

export function footer(site, lang) {
	return `<footer class="colophon"><nav aria-label="О сайте"><ul><li><a href="/${lang}/sources/">Пресса</a></li><li><a href="/${lang}/topics/">Темы</a></li><li><a href="/${lang}/tags/">Теги</a></li><li><a href="/${lang}/rss.xml">RSS-лента</a></li></ul></nav><p><strong>${site.name}</strong> Новости Кыргызстана из многих источников, с поиском. При использовании материалов ссылка на источник обязательна.</p><p><a href="#top">Наверх</a></p></footer>`;
}

/** A whole page. */
export function page({ site, lang, title, description, url, feed, head = '', main }) {
	const address = site.url + url;
	const text = escape(description ?? title);
	const alternate = feed ? `<link rel="alternate" type="application/rss+xml" title="RSS" href="${feed}">` : '';
	return `<!DOCTYPE html><html lang="${lang}" id="top"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escape(title)} · ${site.name}</title><meta name="description" content="${text}"><meta name="robots" content="max-image-preview:large, max-snippet:-1"><link rel="canonical" href="${address}">${alternate}<meta property="og:title" content="${escape(title)}"><meta property="og:description" content="${text}"><meta property="og:url" content="${address}"><meta property="og:site_name" content="${site.name}"><meta property="og:locale" content="${lang}"><link rel="icon" href="/favicon.svg" type="image/svg+xml">${head}<link rel="stylesheet" href="/style.css"></head><body>${header(site, lang)}<main id="main" tabindex="-1">${main}</main>${footer(site, lang)}</body></html>`;
}
