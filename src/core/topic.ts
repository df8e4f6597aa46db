import { z } from 'astro/zod';
import { localized } from './fields.ts';

/** `content/topics/<topic>.yaml`: one curated topic and the rules that file articles under it. */
export const topicSchema = z.strictObject({
	/** Name per edition. */
	labels: localized,
	/** One sentence per edition. */
	description: localized.optional(),
	/** Position in menus, ascending; ties go by id. */
	order: z.int(),
	rules: z.strictObject({
		/** Words or phrases, matched without case at word starts; a trailing `*` matches any ending. */
		words: z.array(z.string().min(2)),
		/** A text with one of these is never filed here. */
		exclude: z.array(z.string().min(2)).optional(),
	}),
});

/** A topic with the id its file name gives. */
export type Topic = z.infer<typeof topicSchema> & { readonly id: string };
