import { parseDate } from '#core/date.ts';
import type { Source } from '#core/source.ts';
import type { AdapterWarning, FeedItem } from './adapters/adapter.ts';
import type { Fetcher } from './fetch/fetch.ts';
import { given } from './given.ts';
import { decodeText } from './input/decode.ts';
import { failureOf } from './mistake.ts';
import { extractArticle } from './page/extract.ts';

const END_OF_TIME = '9999-01-01T00:00:00Z';

/**
 * The item with the text of its page, where its source wants that and the feed gave no more than a teaser. A page
 * that cannot be had leaves the item as it is, with a warning.
 */
export async function followItem(
	item: FeedItem,
	source: Source,
	tools: { fetcher: Fetcher; warn: (warning: AdapterWarning) => void },
): Promise<FeedItem> {
	const isShort = item.html === undefined && item.text === undefined;
	const { url } = item;
	if (source.follow !== 'whenShort' || source.rights?.text !== 'full' || !isShort || url === undefined) return item;
	try {
		const page = await tools.fetcher.fetchBytes(url, { accept: 'text/html,application/xhtml+xml' });
		const found = extractArticle(decodeText(page.bytes, page.contentType).text, {
			url: page.url,
			selectors: source.selectors,
			source: source.id,
		});
		if (!found.ok) throw found.error;
		for (const warning of found.warnings) tools.warn(warning);
		const { html, image, authors, tags, section, published, canonicalUrl } = found.article;
		return {
			...item,
			html,
			pageIdentity: [page.url, ...(canonicalUrl === undefined ? [] : [canonicalUrl])],
			authors: item.authors.length > 0 ? item.authors : authors,
			tags: item.tags.length > 0 ? item.tags : tags,
			...given('section', item.section ?? section),
			...given('image', item.image ?? image),
			...(published !== undefined && !hasDate(item) ? { published, dateFrom: 'page' } : {}),
		};
	} catch (thrown) {
		const error = failureOf(thrown, url);
		tools.warn({ code: 'PAGE_NOT_FOLLOWED', details: { title: item.title ?? url, reason: error.message } });
		return error.code === 'FETCH_GONE' ? { ...item, isGone: true } : item;
	}
}

function hasDate({ published = '' }: FeedItem): boolean {
	return parseDate(published, { timeZone: 'UTC', now: END_OF_TIME, relativeTo: '2000-01-01T00:00:00Z' }) !== undefined;
}
