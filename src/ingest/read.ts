import type { Source } from '#core/source.ts';
import type { AdapterWarning } from './adapters/adapter.ts';
import { describeBytes } from './describe.ts';
import { detectAdapter } from './detect.ts';
import type { Draft } from './draft.ts';
import { IngestError } from './errors.ts';
import type { Fetcher } from './fetch.ts';
import { followItem } from './follow.ts';
import { type Input, readLocal } from './inputs.ts';
import { normalizeItem } from './normalize.ts';

/** What reading needs besides the input. */
export interface ReadContext {
	readonly source: Source;
	readonly now: string;
	readonly fetcher: Fetcher;
	/** A stamp under which an address is asked only whether it changed; absent asks for it in any case. */
	readonly stamp?: string;
	readonly warn: (warning: AdapterWarning) => void;
	/** Takes an OPML document, which lists feeds and holds no articles. */
	readonly onOpml?: (bytes: Uint8Array, location: string) => void;
	readonly onDraft: (draft: Draft, relatedHeadlines: readonly string[]) => void;
}

/**
 * Reads one input and hands over its articles as drafts: bytes → adapter → items → drafts.
 *
 * @returns `unchanged` where its server says that it is what it was.
 * @throws IngestError where it gives nothing.
 */
export async function readInput(input: Input, context: ReadContext): Promise<'read' | 'unchanged' | 'passed over'> {
	const { source, now, warn, onOpml } = context;
	const document = await open(input, context);
	if (document === undefined) return 'unchanged';
	const { bytes, location, contentType } = document;
	const adapter = detectAdapter(bytes, contentType);
	if (adapter === undefined) {
		const found = describeBytes(bytes);
		if (input.isFound && found.endsWith('picture')) return 'passed over';
		throw new IngestError('FEED_FORMAT_UNKNOWN', { location, found });
	}
	if (adapter.name === 'opml' && onOpml !== undefined) {
		onOpml(bytes, location);
		return 'read';
	}
	let count = 0;
	for await (const item of adapter.read(
		{ bytes, location, source, ...(contentType === undefined ? {} : { contentType }) },
		warn,
	)) {
		// Any prose has the look of a page dump: of files that nobody named, those with a date alone are taken for one.
		if (adapter.name === 'text' && input.isFound && item.published === undefined) {
			throw new IngestError('DUMP_WITHOUT_ARTICLE', { location, reason: 'it names no date' });
		}
		const whole = await followItem(item, source, context);
		const draft = normalizeItem(whole, { source, now, location, local: input.local, warn });
		if (draft === undefined) continue;
		count++;
		context.onDraft(draft, item.relatedHeadlines ?? []);
	}
	if (count === 0) warn({ code: 'INPUT_WITHOUT_ARTICLES', details: { location, found: KINDS[adapter.name] } });
	return 'read';
}

const KINDS = { feed: 'a feed', html: 'a page', dump: 'a dump', text: 'a text', opml: 'a list of feeds' } as const;

async function open(
	input: Input,
	{ fetcher, stamp }: ReadContext,
): Promise<{ bytes: Uint8Array; location: string; contentType?: string } | undefined> {
	const { local, location } = input;
	if (local !== undefined) return { bytes: readLocal({ ...input, local }), location };
	const reply = stamp === undefined ? await fetcher.fetchBytes(location) : await fetcher.fetchDocument(location, stamp);
	if (reply === undefined) return undefined;
	if (reply.bytes.length === 0) throw new IngestError('INPUT_EMPTY', { location });
	return {
		bytes: reply.bytes,
		location: reply.url,
		...(reply.contentType === undefined ? {} : { contentType: reply.contentType }),
	};
}
