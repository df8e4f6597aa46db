import type { Adapter } from '#ingest/adapters/adapter.ts';
import { dumpAdapter } from '#ingest/adapters/dump.ts';
import { feedAdapter } from '#ingest/adapters/feed.ts';
import { htmlAdapter } from '#ingest/adapters/html.ts';
import { opmlAdapter } from '#ingest/adapters/opml.ts';
import { textAdapter } from '#ingest/adapters/text.ts';
import { warcAdapter } from '#ingest/adapters/warc.ts';
import { decodeText } from './decode.ts';
import { isBinary } from './describe.ts';

/** Every format that ingest reads; the first of equally sure ones wins. */
const ADAPTERS: readonly Adapter[] = [warcAdapter, opmlAdapter, feedAdapter, dumpAdapter, htmlAdapter, textAdapter];

/** How much of a document its adapter is told from. */
export const HEAD_BYTES = 4096;

/** The adapter for a document, told by its first bytes, or undefined where none reads such a thing. */
export function detectAdapter(bytes: Uint8Array, contentType?: string): Adapter | undefined {
	const head = headOf(bytes, contentType);
	// An archive is binary where its documents are.
	if (warcAdapter.detect(head) > 0) return warcAdapter;
	if (isBinary(bytes)) return undefined;
	const ranked = ADAPTERS.map((adapter) => ({ adapter, sureness: adapter.detect(head) })).sort(
		(a, b) => b.sureness - a.sureness,
	);
	return ranked[0] !== undefined && ranked[0].sureness > 0 ? ranked[0].adapter : undefined;
}

/** The first characters, without one that the cut went through. */
function headOf(bytes: Uint8Array, contentType: string | undefined): string {
	const { text } = decodeText(bytes.subarray(0, HEAD_BYTES), contentType);
	return bytes.length > HEAD_BYTES ? text.replace(/\uFFFD+$/, '') : text;
}
