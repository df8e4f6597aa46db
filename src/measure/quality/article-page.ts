import type { Nodes } from 'hast';
import { fromParse5 } from 'hast-util-from-parse5';
import { parseFragment } from 'parse5';
import type { Rights, Source } from '#core/source.ts';
import type { FeedItem, FoundImage } from '#ingest/adapters/adapter.ts';
import { composeContent } from '#ingest/compose.ts';
import type { Draft } from '#ingest/draft.ts';
import { toPicture } from '#ingest/images.ts';
import { normalizeItem } from '#ingest/normalize.ts';
import type { CopiedPictures } from '#ingest/spool.ts';
import { markdownToHtml } from '#site/markdown.ts';
import { toInlineJson } from '#site/seo.ts';

const RIGHTS: Rights = {
	text: 'full',
	images: 'copy',
	searchEngines: true,
	ownSearch: true,
	feed: 'full',
	ai: 'allow',
};

const SOURCE: Source = {
	id: 'outside',
	name: 'Outside',
	lang: 'en',
	timeZone: 'UTC',
	enabled: true,
	feeds: [],
	follow: 'never',
	rights: RIGHTS,
};

/** Stands for the files of whatever picture the text names. */
const FILES = { original: '0'.repeat(64), widths: [320, 960], width: 960, height: 640 };

/** A page as a reader gets it, and its parts. */
export interface ArticlePage {
	/** The whole page. */
	readonly html: string;
	readonly title: string;
	/** What a reader sees of the text. */
	readonly text: string;
}

/**
 * The page that comes of a string from outside which stands everywhere in an item: as its text, either as HTML or
 * plain, as title, byline, section, tag, guid, every address and the words of its picture. It goes the whole way:
 * item → draft → content → page.
 */
export function pageFor(outside: string, kind: 'html' | 'text'): ArticlePage {
	const image: FoundImage = { url: outside, alt: outside, credit: outside, caption: outside };
	const item: FeedItem = {
		identity: [outside],
		url: outside,
		title: outside,
		[kind]: outside,
		dateFrom: 'feed',
		published: '2026-11-01T00:00:00Z',
		authors: [outside],
		section: outside,
		tags: [outside],
		commentsUrl: outside,
		image,
		imageCredit: outside,
	};
	const draft = normalizeItem(item, {
		source: SOURCE,
		now: '2026-11-02T00:00:00Z',
		location: 'https://outside.example/rss',
		warn: () => undefined,
	});
	return draft === undefined ? { html: '', title: '', text: '' } : pageOf(draft);
}

function pageOf(draft: Draft): ArticlePage {
	const found = [...draft.images, ...(draft.image === undefined ? [] : [draft.image])];
	const copied: CopiedPictures = Object.fromEntries(found.map((one, index) => [one.url, pictureOf(one, index)]));
	const { fields, body } = composeContent(draft, RIGHTS, copied);
	const { title, authors, tags, section, url, commentsUrl, image, excerpt } = fields;
	const text = markdownToHtml(body, fields.pictures);
	const linked = {
		'@type': 'NewsArticle',
		headline: title,
		author: authors,
		description: excerpt,
		url,
		keywords: tags,
	};
	const parts = [
		`<!doctype html><html lang="${escapeHtml(draft.lang)}"><head><title>${escapeHtml(title)}</title>`,
		`<meta name="description" content="${escapeHtml(excerpt)}">`,
		`<script type="application/ld+json">${toInlineJson(linked)}</script></head><body>`,
		`<p>${escapeHtml(section ?? '')}</p><h1>${escapeHtml(title)}</h1><p>${escapeHtml(authors.join(', '))}</p>`,
		...[url, commentsUrl].map((address) =>
			address === undefined ? '' : `<a href="${escapeHtml(address)}">original</a>`,
		),
		...(image === undefined
			? []
			: [
					`<img src="/media/x.webp" alt="${escapeHtml(image.alt)}"><p>${escapeHtml(`${image.caption} ${image.credit}`)}</p>`,
				]),
		`<div id="text">${text}</div>`,
		...tags.map((tag) => `<li>${escapeHtml(tag)}</li>`),
		'</body></html>',
	];
	return { html: parts.join('\n'), title, text: textOf(fromParse5(parseFragment(text, { scriptingEnabled: false }))) };
}

function pictureOf(found: FoundImage, index: number) {
	return toPicture({ ...FILES, original: String(index).padStart(64, '0') }, found);
}

function textOf(node: Nodes): string {
	if (node.type === 'text') return node.value;
	return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** As Astro writes values into its templates. */
function escapeHtml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
}
