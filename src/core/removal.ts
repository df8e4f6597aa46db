import { z } from 'astro/zod';
import { fileId, instant } from './fields.ts';

/** `content/removed/<id>.yaml`: an article that was taken down on request, so that it never comes back. Keeps nothing of its text. */
const removedArticleSchema = z.strictObject({
	removed: z.literal('article'),
	/** Where it stood: answers 410 Gone. */
	permalink: z.string().regex(/^\/[\w/-]+\/$/, 'expected the path of a page such as /ru/2021/07/29/x-abcdefghij/'),
	source: fileId,
	/** Every guid and address under which it was seen. */
	identity: z.array(z.string().max(2000)).min(1),
	removedAt: instant,
	/** Who asked for it, or on what grounds. */
	why: z.string().min(1).max(1000),
});

/** `content/removed/source-<id>.yaml`: a source that was taken down on request, so that it is never read again. */
const removedSourceSchema = z.strictObject({
	removed: z.literal('source'),
	source: fileId,
	removedAt: instant,
	why: z.string().min(1).max(1000),
});

/** What was taken down on request. */
export const removalSchema = z.discriminatedUnion('removed', [removedArticleSchema, removedSourceSchema]);

/** A takedown with the id that its file name gives: that of the article, or `source-<id>`. */
export type Removal = z.infer<typeof removalSchema> & { readonly id: string };
/** The takedown of an article. */
export type RemovedArticle = Extract<Removal, { removed: 'article' }>;

/** Path of a takedown's file, relative to the content folder. */
export function removalPath(removal: Omit<Removal, 'id'>, id: string): string {
	return `removed/${removal.removed === 'source' ? `source-${removal.source}` : id}.yaml`;
}
