import { mediaPath, type Picture } from '#core/article.ts';
import type { ListName } from '#core/list.ts';
import { editionList } from '#core/list.ts';
import { type Period, periodPath } from '#core/period.ts';

/** Path of a list's hub: `/ru/topics/sport/`. */
export function hubUrl(list: ListName): string {
	return `/${list}/`;
}

/** Path of a list's page for a period: `/ru/topics/sport/2021/07/`. */
export function periodUrl(list: ListName, period: Period): string {
	return hubUrl(list) + periodPath(period);
}

/** Path of an edition's front page. */
export function frontUrl(lang: string): string {
	return hubUrl(editionList(lang));
}

/** Path of a list's feed: the RSS one where no other file is named. */
export function feedUrl(list: ListName, file = 'rss.xml'): string {
	return hubUrl(list) + file;
}

/** Path of a list of feeds: `feeds`, `sources`. */
export function opmlUrl(name: string): string {
	return `/${name}.opml`;
}

/** Path of the style sheet that an edition's feeds are shown with in a browser. */
export function feedStyleUrl(lang: string): string {
	return `/${lang}/feed.css`;
}

/** Path of what tells browsers how to install an edition. */
export function appManifestUrl(lang: string): string {
	return `/${lang}/app.webmanifest`;
}

/** Path of the list of all topics, tags or sources of an edition, of its notices, search, or a page of text. */
export function sectionUrl(lang: string, section: string): string {
	return `/${lang}/${section}/`;
}

/** Path under which Astro renders an edition's 404 page; the file is the same without the last slash. */
export function notFoundUrl(lang: string): string {
	return `/${lang}/404.html/`;
}

/** Path of the search page, with a query where one is given. */
export function searchUrl(lang: string, query = ''): string {
	return `/${lang}/search/${query === '' ? '' : `?${new URLSearchParams({ q: query })}`}`;
}

/** Path of a picture of our own at one of its widths. */
export function mediaUrl({ original }: Pick<Picture, 'original'>, width: number): string {
	return `/${mediaPath(original, width)}`;
}

/** Path of the card of an article or edition, by the path of its page. */
export function cardUrl(pageUrl: string): string {
	return `${pageUrl}card.png`;
}

/** A path of ours with scheme and host. */
export function absoluteUrl(site: { readonly url: string }, path: string): string {
	return site.url + path;
}

/** Address that opens a letter with an article's title and link, for whoever shares it. */
export function mailUrl({ title, permalink }: { readonly title: string; readonly permalink: string }): string {
	return `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(permalink)}`;
}

/** Id of an article, or of a list's feed by its name, in every format for ever: `tag:<authority>,<year>:<id>` (RFC 4151). */
export function feedItemId(site: { readonly feedAuthority: string }, id: string): string {
	return `tag:${site.feedAuthority}:${id}`;
}
