import { z } from 'astro/zod';
import { fileId, instant, langCode, webUrl } from './fields.ts';

/** Ten characters of base32 (`a-z2-7`) over SHA-256 of the first identity seen. */
const articleId = z.string().regex(/^[a-z2-7]{10}$/, 'expected an id of ten characters a-z, 2-7');

/** A picture of our own: files `content/media/<aa>/<original>-<width>.webp`, one per width. */
export const pictureSchema = z.strictObject({
	/** SHA-256 of the original bytes, in hex. */
	original: z.string().regex(/^[0-9a-f]{64}$/),
	/** Widths that exist as files, in pixels, ascending. */
	widths: z.array(z.int().min(1).max(4000)).min(1),
	/** Size of the original in pixels: gives the aspect ratio. */
	width: z.int().min(1),
	height: z.int().min(1),
	/** Text in place of the picture; empty where it is decoration. */
	alt: z.string(),
	/** Whom the picture is credited to, as the source says. */
	credit: z.string(),
	/** Text under the picture. */
	caption: z.string().optional(),
});

/** Why an article stands under a topic. */
export const topicAssignmentSchema = z.strictObject({
	id: fileId,
	/** What decided: the maintainer's rules, a model, or a person editing the file. */
	by: z.enum(['rule', 'model', 'person']),
	/** The words (rule) or the score (model) that decided. */
	evidence: z.array(z.string()),
});

/** A related article and what the two share. */
export const relatedSchema = z.strictObject({
	id: articleId,
	/** `story`: the same event; `tags`, `words`: shared tags or telling words; `topic`: no more than the topic. */
	reason: z.enum(['story', 'tags', 'words', 'topic']),
	/** The tags, words or topic that they share, most telling first. */
	shared: z.array(z.string()),
});

/** Frontmatter of `content/articles/yyyy/mm/dd/<slug>-<id>.md`; the body is the text as Markdown. */
export const articleSchema = z.strictObject({
	schema: z.literal(1),
	id: articleId,
	/** Path on the site, frozen when first written: `/ru/2021/07/29/<slug>-<id>/`. */
	permalink: z.string().regex(/^\/[a-z]{2,3}(-[A-Za-z0-9]+)*\/\d{4}\/\d{2}\/\d{2}\/[a-z0-9-]+\/$/),
	title: z.string().min(1).max(500),
	lang: langCode,
	source: fileId,
	/** Canonical address of the original; absent where the input named none. */
	url: webUrl.optional(),
	/** Every guid and address under which the article was seen, oldest first. */
	identity: z.array(z.string().max(2000)).min(1),
	publishedAt: instant,
	/** Where `publishedAt` comes from. */
	dateFrom: z.enum(['feed', 'page', 'firstSeen']),
	firstSeenAt: instant,
	updatedAt: instant.optional(),
	/** What was wrong here and is put right, as a person wrote it into the file; ingest leaves it alone. */
	corrections: z
		.array(z.strictObject({ at: instant, text: z.string().min(1).max(1000) }))
		.max(20)
		.optional(),
	/** When the source was found to have removed it. */
	removedAt: instant.optional(),
	authors: z.array(z.string().min(1).max(200)),
	section: z.string().max(200).optional(),
	topics: z.array(topicAssignmentSchema),
	/** Tags in the source's own spelling. */
	tags: z.array(z.string().min(1).max(100)),
	/** Lead picture. */
	image: pictureSchema.optional(),
	/** Pictures that the body refers to. */
	pictures: z.array(pictureSchema).optional(),
	/** Plain text of about 200 characters for lists, feeds and meta tags; empty where rights allow none. */
	excerpt: z.string().max(600),
	/** Id of the story, for a later issue. */
	story: articleId.optional(),
	/** The older article of which this is a reprint. */
	reprintOf: articleId.optional(),
	related: z.array(relatedSchema).max(10),
	/** MinHash of the whole text, base64url (see `core/cluster.ts`). */
	fingerprint: z.string().max(1000).optional(),
	/** Where the original is discussed. */
	commentsUrl: webUrl.optional(),
	/** Fields that a person has taken over and ingest leaves alone. */
	locked: z.array(z.string()).optional(),
});

export type Article = z.infer<typeof articleSchema>;
export type Picture = z.infer<typeof pictureSchema>;
export type TopicAssignment = z.infer<typeof topicAssignmentSchema>;
export type RelatedLink = z.infer<typeof relatedSchema>;

/** An article together with its body in Markdown. */
export interface ArticleDocument {
	readonly article: Article;
	readonly body: string;
}

/**
 * Path of one width of a picture below the content folder, and below the site.
 *
 * @param original SHA-256 of the original bytes, in hex
 * @param width in pixels
 */
export function mediaPath(original: string, width: number): string {
	return `media/${original.slice(0, 2)}/${original}-${width}.webp`;
}
