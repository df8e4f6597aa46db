import { resolveWebUrl } from '#core/url.ts';
import { oneLine, plainLine } from '#ingest/text/plain-line.ts';
import { given } from '../given.ts';
import type { FeedItem } from './adapter.ts';
import type { FeedFields, FeedLink, FeedText } from './feed-document.ts';
import { lineOf, readFields } from './feed-fields.ts';
import { findPicture } from './feed-picture.ts';
import { htmlOf, readText } from './feed-text.ts';
import type { XmlNode } from './xml.ts';
import { childOf, childrenOf, innerHtml } from './xml-node.ts';

/** A text without its tags from which on a description without `content:encoded` is the article, not its teaser. */
const WHOLE_TEXT_LENGTH = 600;
/** Longer than any headline. */
const MAX_LINE = 10_000;
/** More tags than anybody reads. */
const MAX_TAGS = 100;

/** What holds for an entry that does not say otherwise. */
export interface FeedDefaults {
	/** Address of the feed, for want of it that of its site. */
	readonly base: string | undefined;
	readonly lang: string | undefined;
	/** Who writes what names no author. */
	readonly authors: readonly string[];
}

/** An item of RSS, RDF or CDF or an entry of Atom as ingest takes it. */
export function toItem(node: XmlNode, fields: FeedFields, defaults: FeedDefaults): FeedItem {
	const base = node.base ?? defaults.base;
	const url = findUrl(node, fields, base);
	const published = fields.published ?? fields.date ?? fields.created ?? fields.updated;
	const title = titleOf(fields);
	const origin = childOf(node, 'source');
	const authors = [fields, ...(origin === undefined ? [] : [readFields(origin)])]
		.map(namesOf)
		.find((names) => names.length > 0);
	const image = findPicture(node);
	const comments = findComments(node, fields.links);
	return {
		identity: [...new Set([fields.id ?? '', url ?? ''])].filter((identity) => identity !== ''),
		...given('url', url),
		...given('title', title === '' ? undefined : title),
		...textsOf(fields, defaults.base),
		...given('published', published),
		...given('updated', fields.updated),
		dateFrom: 'feed',
		authors: authors ?? defaults.authors,
		tags: tagsOf(node),
		...given('lang', fields.lang ?? defaults.lang),
		...given('image', image),
		...given('commentsUrl', resolveWebUrl(comments, base)),
		...given('sourceName', origin === undefined ? undefined : sourceNameOf(origin)),
	};
}

/** RSS writes the name of an entry's origin as it is, Atom as the title of a feed. */
function sourceNameOf(origin: XmlNode): string | undefined {
	const title = childOf(origin, 'title');
	const name = plainLine(title === undefined ? innerHtml(origin) : htmlOf(readText(title)));
	return name === '' ? undefined : name;
}

/** The names of the authors; an address alone is nobody's name. */
export function namesOf({ authors }: FeedFields): string[] {
	return [...new Set(authors.flatMap(({ name }) => name ?? []))];
}

function titleOf({ title }: FeedFields): string {
	if (title === undefined) return '';
	return title.type === 'text/plain' ? oneLine(title.value.slice(0, MAX_LINE)) : plainLine(title.value);
}

/** The original address where a service counts clicks, else what the entry links to. */
function findUrl(node: XmlNode, { link }: FeedFields, base: string | undefined): string | undefined {
	const original = lineOf(node, 'feedburner:origlink', 'pheedo:origlink');
	return resolveWebUrl(original, base) ?? resolveWebUrl(link, base);
}

/** Whole text and teaser, told apart by name and, where there is one alone, by length. */
function textsOf(
	{ contents, summary }: FeedFields,
	base: string | undefined,
): Pick<FeedItem, 'html' | 'text' | 'summary'> {
	const whole = longest(contents);
	if (whole === undefined && summary === undefined) return {};
	const short = summary === undefined ? undefined : toHtml(summary, base);
	if (whole !== undefined) {
		const isSame = summary?.value === whole.value;
		return { ...bodyOf(whole, base), ...given('summary', isSame ? undefined : short) };
	}
	if (summary === undefined || short === undefined) return {};
	return short.length >= WHOLE_TEXT_LENGTH && plainLine(short).length >= WHOLE_TEXT_LENGTH
		? bodyOf(summary, base)
		: { summary: short };
}

function bodyOf(text: FeedText, base: string | undefined): Pick<FeedItem, 'html' | 'text'> {
	return text.type === 'text/plain' ? { text: text.value } : { html: toHtml(text, base) };
}

/** The fullest of the whole texts; what is no text, such as a picture in Base64, is none. */
function longest(contents: readonly FeedText[]): FeedText | undefined {
	let best: FeedText | undefined;
	for (const content of contents) {
		if (content.value === '' || /^(image|audio|video|application\/(?!xhtml|xml))/.test(content.type)) continue;
		if (best === undefined || content.value.length > best.value.length) best = content;
	}
	return best;
}

/** Links below an `xml:base` are resolved; others are meant against the article's page, which is known later. */
function toHtml(text: FeedText, base: string | undefined): string {
	return htmlOf(text, text.base === base ? undefined : text.base);
}

function tagsOf(node: XmlNode): string[] {
	const categories = childrenOf(node, 'category').map(
		(category) => category.attributes['label'] ?? category.attributes['term'] ?? innerHtml(category),
	);
	const subjects = childrenOf(node, 'dc:subject').flatMap((subject) => innerHtml(subject).split(/[,;]/));
	const keywords = childrenOf(node, 'media:keywords').flatMap((words) => innerHtml(words).split(','));
	return [...new Set([...categories, ...subjects, ...keywords].slice(0, MAX_TAGS).map(plainLine))].filter(
		(tag) => tag !== '',
	);
}

/** The page of the comments: never their feed. */
function findComments(node: XmlNode, links: readonly FeedLink[]): string | undefined {
	const replies = links.find(({ rel, type }) => rel === 'replies' && !/xml/.test(type ?? ''));
	return lineOf(node, 'comments') ?? replies?.href ?? lineOf(node, 'wfw:comment');
}
