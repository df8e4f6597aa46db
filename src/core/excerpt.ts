/** Length around which excerpts end, in characters. */
const USUAL_LENGTH = 200;
const MAX_LENGTH = 240;

/**
 * The beginning of a plain text for lists and feeds, about 200 characters: to the end of a sentence where one ends
 * late enough, else to a word with an ellipsis.
 */
export function excerptOf(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	if (line.length <= MAX_LENGTH) return line;
	const sentences = [
		...line.slice(0, MAX_LENGTH + 1).matchAll(/[.!?…][»”"')\]]*(?=\s+[«“"'([—–-]*\s*[\p{Lu}\p{N}])/gu),
	];
	const end = sentences.map((stop) => stop.index + stop[0].length).findLast((at) => at <= MAX_LENGTH);
	return end !== undefined && end >= USUAL_LENGTH / 2 ? line.slice(0, end) : cutAtWord(line, USUAL_LENGTH);
}

/** A text of at most `maxLength` characters, cut at a word with an ellipsis where it is longer. */
export function cutAtWord(text: string, maxLength: number): string {
	if (text.length <= maxLength) return text;
	const room = text.slice(0, maxLength);
	const space = room.lastIndexOf(' ');
	const kept = space > maxLength / 2 ? room.slice(0, space) : room.slice(0, -1).replace(/[\ud800-\udbff]$/, '');
	return `${kept.replace(/[\s,;:.–—-]+$/, '')}…`;
}
