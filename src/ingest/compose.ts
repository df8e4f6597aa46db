import { type Article, type ArticleDocument, mediaPath, type Picture } from '#core/article.ts';
import { fingerprintOf } from '#core/cluster.ts';
import { excerptOf } from '#core/excerpt.ts';
import { limitPicture, limitText } from '#core/rights.ts';
import type { Rights } from '#core/source.ts';
import type { Draft } from './draft.ts';
import type { CopiedPictures } from './spool.ts';
import { textToMarkdown } from './text/to-markdown.ts';

/** Width that a picture in a body is addressed by; browsers choose another by the widths listed beside it. */
const BODY_WIDTH = 960;
/** Frontmatter is read up to 64 KB: lists that could outgrow it are cut. */
const MAX_PICTURES_LENGTH = 12_000;
const MIN_SUMMARY = 60;

type OptionalField = 'url' | 'section' | 'image' | 'pictures' | 'fingerprint' | 'commentsUrl';

/** The fields of {@link CONTENT_FIELDS}; what is undefined is absent from the article. */
export type ContentFields = Pick<Article, 'title' | 'authors' | 'tags' | 'excerpt'> & {
	readonly [K in OptionalField]?: Article[K] | undefined;
};

/** What an article says, as far as its source's rights go: everything of it that depends on its draft alone. */
export interface Content {
	readonly fields: ContentFields;
	readonly body: string;
}

/** Fields of an article that come from its draft alone. */
export const CONTENT_FIELDS = [
	'url',
	'title',
	'authors',
	'section',
	'tags',
	'image',
	'pictures',
	'excerpt',
	'fingerprint',
	'commentsUrl',
] as const;

/** A draft cut to the rights of its source, its pictures replaced by our copies. */
export function composeContent(draft: Draft, rights: Rights, copied: CopiedPictures): Content {
	const { image, rest } = chooseImage(draft, rights.images === 'copy' ? copied : {});
	const limited = limitText(draft.text, rights);
	const placed =
		rights.text === 'full'
			? placePictures(draft.markdown, draft, rest)
			: { body: textToMarkdown(limited), pictures: [] };
	const { url, title, authors, section, tags, commentsUrl } = draft;
	return {
		fields: {
			url,
			title,
			authors: [...authors],
			section,
			tags: [...tags],
			image,
			pictures: placed.pictures.length === 0 ? undefined : placed.pictures,
			excerpt: excerptOf(rights.text === 'full' ? teaserOf(draft) : limited),
			fingerprint: fingerprintOf(draft.text),
			commentsUrl,
		},
		body: placed.body.trim(),
	};
}

/** What is stored of an article, cut to what its source allows today just as its draft would be. @param text whole or stored text, plain */
export function limitContent({ fields, body }: Content, text: string, rights: Rights): Content {
	const isFull = rights.text === 'full';
	const limited = limitText(text, rights);
	const pictures = rights.images === 'copy' && isFull ? fields.pictures : undefined;
	return {
		fields: {
			...fields,
			image: limitPicture(fields.image, rights),
			pictures,
			excerpt: isFull ? fields.excerpt : excerptOf(limited),
		},
		body: (isFull ? keepPictures(body, pictures ?? []) : textToMarkdown(limited)).trim(),
	};
}

/** A stored body without our own pictures that are not listed any more. */
function keepPictures(body: string, pictures: readonly Picture[]): string {
	const kept = new Set(pictures.map(({ original }) => original));
	const text = body.replace(OWN_PICTURE, (written, original: string) => (kept.has(original) ? written : ''));
	return closeGaps(text);
}

const OWN_PICTURE = /!\[(?:[^[\]\\]|\\.)*\]\(\/media\/[0-9a-f]{2}\/([0-9a-f]{64})-\d+\.webp\)/g;

/** A body without the empty lines, and the line breaks before nothing, that pictures leave. */
function closeGaps(body: string): string {
	return body.replace(/(?<!\\)((?:\\\\)*)\\(?=\n\s*\n|\s*$)/g, '$1').replace(/\n{3,}/g, '\n\n');
}

/** The content that a document of the content folder holds. */
export function contentOf({ article, body }: ArticleDocument): Content {
	const { url, title, authors, section, tags, image, pictures, excerpt, fingerprint, commentsUrl } = article;
	return {
		fields: { url, title, authors, section, tags, image, pictures, excerpt, fingerprint, commentsUrl },
		body: body.trim(),
	};
}

/** A body without its pictures, to compare what it says. */
export function wordsOf(body: string): string {
	return body
		.replace(/!\[(?:[^[\]\\]|\\.)*\]\([^()\s]*\)/g, '')
		.replace(/\s+/g, ' ')
		.trim();
}

/** The source's own teaser where it says something, else the text itself. */
function teaserOf({ summary, text, isWhole }: Draft): string {
	return isWhole && summary !== undefined && summary.length >= MIN_SUMMARY ? summary : text;
}

/** The lead picture, for want of one the first of the body; the body then shows the others. */
function chooseImage({ image, images }: Draft, copied: CopiedPictures): { image?: Picture; rest: CopiedPictures } {
	const candidates = [...(image === undefined ? [] : [image]), ...images].flatMap(
		({ url }) => pictureAt(copied, url) ?? [],
	);
	const lead = candidates[0];
	if (lead === undefined) return { rest: {} };
	const described = candidates.find(({ original, alt }) => original === lead.original && alt !== '') ?? lead;
	const merged = { ...described, ...lead, alt: lead.alt || described.alt, credit: lead.credit || described.credit };
	return {
		image: merged,
		rest: Object.fromEntries(Object.entries(copied).filter(([, { original }]) => original !== lead.original)),
	};
}

/** Markdown with its pictures pointing to our copies, each at its first place, and without those that have none. */
function placePictures(
	markdown: string,
	{ images }: Draft,
	copied: CopiedPictures,
): { body: string; pictures: Picture[] } {
	const pictures = new Map<string, Picture>();
	let length = 0;
	const named = new Set(images.map(({ url }) => url));
	const body = markdown.replace(/!\[((?:[^[\]\\]|\\.)*)\]\(([^()\s]*)\)/g, (written, alt: string, url: string) => {
		if (!named.has(url)) return written;
		const picture = pictureAt(copied, url);
		if (picture === undefined || pictures.has(picture.original)) return '';
		length += JSON.stringify(picture).length;
		if (length > MAX_PICTURES_LENGTH) return '';
		pictures.set(picture.original, picture);
		const width = picture.widths.findLast((candidate) => candidate <= BODY_WIDTH) ?? picture.widths[0] ?? picture.width;
		return `![${alt}](/${mediaPath(picture.original, width)})`;
	});
	return { body: closeGaps(body), pictures: [...pictures.values()] };
}

/** Addresses come from outside: `constructor` is one like any other. */
function pictureAt(copied: CopiedPictures, url: string): Picture | undefined {
	return Object.hasOwn(copied, url) ? copied[url] : undefined;
}
