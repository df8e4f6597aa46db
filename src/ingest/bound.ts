import { Parser } from 'htmlparser2';

const MAX_DEPTH = 256;
const MAX_TAGS = 40_000;
const CHUNK_LENGTH = 16_384;

/** The beginning of a page up to where it gets too deep or too rich in tags for a tree: no honest page does. */
export function boundHtml(html: string, maxLength: number): string {
	let depth = 0;
	let tags = 0;
	let end = Math.min(html.length, maxLength);
	const parser = new Parser({
		onopentag: () => {
			depth++;
			tags++;
			if (depth > MAX_DEPTH || tags > MAX_TAGS) end = Math.min(end, parser.startIndex);
		},
		onclosetag: () => {
			depth--;
		},
	});
	for (let at = 0; at < end; at += CHUNK_LENGTH) parser.write(html.slice(at, at + CHUNK_LENGTH));
	return html.slice(0, end);
}
