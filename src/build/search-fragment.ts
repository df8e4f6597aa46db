import { gunzipSync, gzipSync } from 'node:zlib';

/** What a result shows of an article. */
export interface ShownFragment {
	readonly url: string;
	/** The text in its own spelling, cut where the indexed words begin. */
	readonly content: string;
	/** Title, name of the source, date with offset, language, and what readers may mute: source and topics. */
	readonly meta: Readonly<Record<'title' | 'source' | 'date' | 'lang' | 'about', string>>;
}

/** Mark at the start of every file of a Pagefind index, before its JSON or CBOR. */
const MARK = 'pagefind_dcd';

/** Byte of the gzip header that names the operating system, and its value for “unknown”. */
const GZIP_OS = { offset: 9, unknown: 255 } as const;

/** Address under which a fragment's record was added. @throws Error for bytes that are no fragment. */
export function fragmentKey(bytes: Uint8Array): string {
	return parse(bytes).url;
}

/**
 * A fragment that shows an article in its own spelling, whatever its words were indexed as. Pagefind escapes `<`
 * and `>` of the text but not `&`, so that is done here.
 */
export function patchFragment(bytes: Uint8Array, { url, content, meta }: ShownFragment): Uint8Array {
	const patched = { ...parse(bytes), url, content: content.replaceAll('&', '&amp;'), filters: {}, meta };
	return gzip(MARK + JSON.stringify(patched));
}

function parse(bytes: Uint8Array): { url: string } {
	const text = gunzipSync(bytes).toString('utf8');
	if (!text.startsWith(MARK))
		throw new Error('Pagefind wrote a fragment of an unknown form. Install the version that package.json names.');
	const fragment: { url: string } = JSON.parse(text.slice(MARK.length));
	return fragment;
}

/** Compressed to the same bytes on every machine: zlib writes no time, but the system it ran on. */
function gzip(text: string): Uint8Array {
	const bytes = gzipSync(text, { level: 9 });
	bytes[GZIP_OS.offset] = GZIP_OS.unknown;
	return bytes;
}
