import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'astro/zod';
import type { AdapterWarning, FeedItem } from './adapters/adapter.ts';
import { readOpml } from './adapters/opml.ts';
import { given } from './given.ts';
import { decodeText } from './input/decode.ts';
import { detectAdapter } from './input/detect.ts';
import { textToMarkdown, toMarkdown } from './text/to-markdown.ts';

/** What is said of a case's document beside its bytes, in `origin.json`. */
export const originSchema = z.strictObject({
	/** Where it was fetched. */
	address: z.url().optional(),
	/** `Content-Type` of the reply. */
	contentType: z.string().optional(),
	fetchedAt: z.string().optional(),
	/** Main language of its source; Russian where absent. */
	lang: z.string().optional(),
});

export type CaseOrigin = z.infer<typeof originSchema>;

/**
 * Everything that is read from the document of a golden case, for people to review: what its `expected.md` holds. The
 * document's kind is told by its bytes.
 */
export async function portrayCase(folder: string): Promise<string> {
	const file = readdirSync(folder).find((entry) => entry.startsWith('source.')) ?? 'source';
	const bytes = readFileSync(join(folder, file));
	const { address, contentType, lang = 'ru' } = readOrigin(folder);
	const adapter = detectAdapter(bytes, contentType);
	const warnings: AdapterWarning[] = [];
	const parts = [`adapter: ${adapter?.name ?? 'none'}`];
	try {
		const source = {
			id: 'demo',
			name: 'Demo outlet',
			lang,
			timeZone: 'Asia/Bishkek',
			enabled: false,
			feeds: [],
			follow: 'never' as const,
		};
		const input = { body: [bytes], location: address ?? file, source, ...given('contentType', contentType) };
		for await (const item of adapter?.read(input, (warning) => warnings.push(warning)) ?? [])
			parts.push(portrayItem(item));
	} catch (error) {
		parts.push(String(error));
	}
	if (adapter?.name === 'opml') parts.push(JSON.stringify(readOpml(decodeText(bytes).text), undefined, 2));
	return `${[...parts, ...warnings.map(({ code, details }) => `${code}: ${JSON.stringify(details)}`)].join('\n\n---\n\n')}\n`;
}

function readOrigin(folder: string): CaseOrigin {
	const file = join(folder, 'origin.json');
	return existsSync(file) ? originSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
}

function portrayItem({ html, text, summary, ...rest }: FeedItem): string {
	const options = { baseUrl: rest.url };
	const bodies = [
		...(html === undefined ? [] : [toMarkdown(html, options).markdown]),
		...(text === undefined ? [] : [textToMarkdown(text)]),
		...(summary === undefined ? [] : [`Summary: ${toMarkdown(summary, options).text}`]),
	];
	return [JSON.stringify(rest, undefined, 2), ...bodies.map((body) => body.trimEnd())].join('\n\n');
}
