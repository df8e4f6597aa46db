import { z } from 'astro/zod';
import { langCode } from './fields.ts';

/** Frontmatter of `content/pages/<lang>/<page>.md`: agreement, contact, about. */
export const pageSchema = z.strictObject({
	schema: z.literal(1),
	lang: langCode,
	title: z.string().min(1).max(200),
	/** One sentence for search engines and link previews. */
	description: z.string().min(1).max(400),
});

/** A page with the name its file gives (`about`) and its text in Markdown. */
export type Page = z.infer<typeof pageSchema> & { readonly id: string; readonly body: string };
