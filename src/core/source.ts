import { z } from 'astro/zod';
import { langCode, localized, webUrl } from './fields.ts';

/** What a publisher allows. Nothing is assumed: every field must be stated. */
export const rightsSchema = z
	.strictObject({
		/** How much text may be stored and shown: all, an excerpt of `words` words, or title and link only. */
		text: z.enum(['full', 'excerpt', 'link']),
		/** Length of an excerpt in words. */
		words: z.int().min(1).max(500).optional(),
		/** Whether pictures may be copied. */
		images: z.enum(['copy', 'none']),
		/** Whether search engines may index our page of the article. */
		searchEngines: z.boolean(),
		/** Whether our own search may index it. */
		ownSearch: z.boolean(),
		/** How much our feeds may carry. */
		feed: z.enum(['full', 'excerpt']),
		/** Whether AI crawlers may read it. */
		ai: z.enum(['allow', 'deny']),
		/** Address of the licence, agreement or terms that grant this. Needed before a source is enabled. */
		evidence: webUrl.optional(),
	})
	.refine((rights) => rights.text !== 'excerpt' || rights.words !== undefined, {
		path: ['words'],
		error: 'rights.text is excerpt: add `words:` with the number of words the source allows',
	});

/** CSS selectors of the parts of a source's own pages; they beat every heuristic. */
export const selectorsSchema = z.strictObject({
	title: z.string().optional(),
	body: z.string().optional(),
	date: z.string().optional(),
	author: z.string().optional(),
	remove: z.array(z.string()).optional(),
});

/** `content/sources/<source>.yaml`: one publisher. */
export const sourceSchema = z
	.strictObject({
		/** Name under which it is credited. */
		name: z.string().min(1).max(120),
		homepage: webUrl.optional(),
		/** Main language; each article's own language is decided by its text. */
		lang: langCode,
		/** Zone of dates that name none. */
		timeZone: z.string().refine(isTimeZone, { error: 'expected an IANA time zone such as Asia/Bishkek' }),
		enabled: z.boolean(),
		/** A made-up outlet of the demo: every page then says that it shows a demo. */
		demo: z.boolean().optional(),
		/** Addresses, or files and folders relative to the content folder; any format ingest reads. */
		feeds: z.array(z.string().min(1)),
		/** Whether ingest fetches the page of a feed item. */
		follow: z.enum(['never', 'whenShort']),
		/** One or two sentences about the publisher, per language. */
		description: localized.optional(),
		selectors: selectorsSchema.optional(),
		/** Absent only in a disabled source, as OPML import writes it. */
		rights: rightsSchema.optional(),
	})
	.refine((source) => !source.enabled || source.rights !== undefined, {
		path: ['rights'],
		error:
			'an enabled source must state its rights: add `rights: {text: full | excerpt | link, words: 60, images: copy | none, searchEngines: true, ownSearch: true, feed: full | excerpt, ai: allow | deny, evidence: https://…}`',
	})
	.refine((source) => !source.enabled || source.rights === undefined || source.rights.evidence !== undefined, {
		path: ['rights', 'evidence'],
		error:
			'an enabled source must say where its rights come from: add `evidence:` with the address of the licence, agreement or terms',
	});

export type Rights = z.infer<typeof rightsSchema>;
export type Selectors = z.infer<typeof selectorsSchema>;
/** A source with the id its file name gives. */
export type Source = z.infer<typeof sourceSchema> & { readonly id: string };

function isTimeZone(value: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: value });
		return true;
	} catch {
		return false;
	}
}
