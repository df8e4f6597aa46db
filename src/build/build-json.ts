import { z } from 'astro/zod';
import { PUBLISH_ORDER } from './output.ts';
import type { BuildReport } from './report.ts';

const kindSchema = z.enum(PUBLISH_ORDER);
const tallySchema = z.strictObject({ files: z.number(), bytes: z.number() });

/** What `npm run build -- --json` prints: one object. */
export const buildJsonSchema = z.strictObject({
	articles: z.number().describe('Articles that have a page.'),
	pages: z.number().describe('Pages of the whole site.'),
	feeds: z.number().describe('Feeds of the whole site.'),
	looked: z.number().describe('Outputs that were looked at.'),
	unchanged: z.number().describe('Files that stay as they were.'),
	written: z.partialRecord(kindSchema, tallySchema).describe('Files with new bytes, by kind.'),
	deleted: z.partialRecord(kindSchema, tallySchema).describe('Files that went, by kind, with the bytes that they had.'),
	uploadBytes: z.number().describe('Bytes of the written files, equal ones counted once.'),
	steps: z
		.array(z.strictObject({ step: z.string(), startedAt: z.number(), wallS: z.number() }))
		.describe('Steps in the order they ran; startedAt in milliseconds since 1970, wallS in seconds.'),
	explanation: z.string().optional(),
});

/** What a build did, for machines. */
export type BuildJson = z.infer<typeof buildJsonSchema>;

/** A build's report as {@link buildJsonSchema} has it. */
export function toBuildJson(report: BuildReport): BuildJson {
	const { articles, pages, feeds, looked, unchanged, written, uploadBytes, deleted, steps, explanation } = report;
	return {
		articles,
		pages,
		feeds,
		looked,
		unchanged,
		written: Object.fromEntries(written),
		deleted: Object.fromEntries(deleted),
		uploadBytes,
		steps: steps.map((time) => ({ ...time, wallS: Math.round(time.wallS * 1000) / 1000 })),
		...(explanation === undefined ? {} : { explanation }),
	};
}
