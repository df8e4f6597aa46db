import { z } from 'astro/zod';
import { instant, langCode, webUrl } from './fields.ts';

/** Frontmatter of `content/notices/<notice>.md`: a labelled small ad, shown from `startsAt` until `endsAt`. */
export const noticeSchema = z.strictObject({
	schema: z.literal(1),
	lang: langCode,
	title: z.string().min(1).max(200),
	url: webUrl.optional(),
	startsAt: instant,
	endsAt: instant,
});

/** A notice with the id its file name gives and its text in Markdown. */
export type Notice = z.infer<typeof noticeSchema> & { readonly id: string; readonly body: string };

/** True while the notice is to be shown at the instant `asOf` (ISO 8601). */
export function isActiveNotice(notice: Notice, asOf: string): boolean {
	const at = Date.parse(asOf);
	return Date.parse(notice.startsAt) <= at && at < Date.parse(notice.endsAt);
}
