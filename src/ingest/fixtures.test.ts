import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testSource } from './adapters/adapter.contract.ts';
import type { AdapterWarning, FeedItem } from './adapters/adapter.ts';
import { readOpml } from './adapters/opml.ts';
import { decodeText } from './decode.ts';
import { detectAdapter } from './detect.ts';
import { textToMarkdown, toMarkdown } from './to-markdown.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');

/**
 * Golden cases: each folder holds a document, its kind told by its bytes alone, and what is read from it. A change
 * of what is expected is made by `vitest run -u` and reviewed as a diff.
 */
test.each(readdirSync(FIXTURES))('reads %s as expected', async (name) => {
	const folder = join(FIXTURES, name);
	const file = readdirSync(folder).find((entry) => entry.startsWith('source.')) ?? 'source';
	const bytes = readFileSync(join(folder, file));
	await expect(await portray(bytes, file)).toMatchFileSnapshot(join(folder, 'expected.md'));
});

/** Everything that is read from a document, for people to review. */
async function portray(bytes: Uint8Array, location: string): Promise<string> {
	const adapter = detectAdapter(bytes);
	const warnings: AdapterWarning[] = [];
	const parts = [`adapter: ${adapter?.name ?? 'none'}`];
	try {
		const input = { body: [bytes], location, source: testSource };
		for await (const item of adapter?.read(input, (warning) => warnings.push(warning)) ?? [])
			parts.push(portrayItem(item));
	} catch (error) {
		parts.push(String(error));
	}
	if (adapter?.name === 'opml') parts.push(JSON.stringify(readOpml(decodeText(bytes).text), undefined, 2));
	return `${[...parts, ...warnings.map((warning) => `${warning.code}: ${JSON.stringify(warning.details)}`)].join('\n\n---\n\n')}\n`;
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
