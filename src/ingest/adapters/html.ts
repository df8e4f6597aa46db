import { decodeText } from '#ingest/input/decode.ts';
import { describeBytes } from '#ingest/input/describe.ts';
import { extractArticle } from '#ingest/page/extract.ts';
import { IngestError } from '../errors.ts';
import type { Adapter } from './adapter.ts';
import { warnOfDecoding } from './warn.ts';
import { readWhole } from './whole.ts';

/** A page says within this many characters that it is one. */
const HEAD_LENGTH = 16_000;

/** A saved or fetched page of one article. */
export const htmlAdapter: Adapter = {
	name: 'html',

	detect(head) {
		const start = withoutComments(head);
		if (/^<!doctype html|<html[\s>]/i.test(start)) return 0.9;
		if (/<(head|body)[\s>]/i.test(head)) return 0.8;
		const tags =
			head.match(/<\/?(p|div|a|h[1-6]|img|article|section|span|br|ul|li|strong|em|table)(\s[^<>]*)?\/?>/gi)?.length ??
			0;
		if (/^\s*</.test(head) && tags >= 2) return 0.6;
		return tags >= 10 ? 0.4 : 0;
	},

	async *read(document, warn) {
		const input = await readWhole(document);
		const { text, ...decoding } = decodeText(input.bytes, input.contentType);
		warnOfDecoding(input, decoding, warn);
		const { location, askedAt, source } = input;
		if (htmlAdapter.detect(text.slice(0, HEAD_LENGTH)) === 0)
			throw new IngestError('FEED_FORMAT_UNKNOWN', { location, found: describeBytes(input.bytes) });
		const result = extractArticle(text, { url: location, selectors: source.selectors, source: source.id });
		if (!result.ok) throw result.error;
		for (const warning of result.warnings) warn(warning);
		const { canonicalUrl, ...article } = result.article;
		const address = /^https?:/.test(location) ? location : undefined;
		const names = [canonicalUrl, address, askedAt].filter((name) => name !== undefined);
		const [url] = names;
		yield {
			identity: names,
			...(url === undefined ? {} : { url }),
			...article,
			dateFrom: 'page',
		};
	},
};

/** In one pass: comments and processing instructions may stand before the doctype in any number. */
function withoutComments(head: string): string {
	return head.replace(/<\?[^>]*>|<!--[\s\S]*?(?:-->|$)/g, '').trimStart();
}
