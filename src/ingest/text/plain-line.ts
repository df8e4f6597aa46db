import { Parser } from 'htmlparser2';

const MAX_LENGTH = 20_000;
/** Elements whose text nobody reads. */
export const SILENT_TAGS: ReadonlySet<string> = new Set([
	'script',
	'style',
	'template',
	'noscript',
	'iframe',
	'svg',
	'textarea',
]);
/** Elements that part no words. */
export const INLINE_TAGS: ReadonlySet<string> = new Set([
	'a',
	'abbr',
	'b',
	'bdi',
	'cite',
	'code',
	'em',
	'font',
	'i',
	'mark',
	'q',
	's',
	'small',
	'span',
	'strong',
	'sub',
	'sup',
	'u',
	'wbr',
]);

/**
 * One line of plain text from a headline, name or tag written as HTML: entities decoded, tags and line breaks gone.
 *
 * @example plainLine('AT&amp;T &lt;<b>up</b>&gt;') // => 'AT&T <up>'
 */
export function plainLine(html: string): string {
	const parts: string[] = [];
	let silent = 0;
	const parser = new Parser({
		onopentagname: (name) => {
			if (SILENT_TAGS.has(name)) silent++;
			if (!INLINE_TAGS.has(name)) parts.push(' ');
		},
		onclosetag: (name) => {
			if (SILENT_TAGS.has(name)) silent--;
			if (!INLINE_TAGS.has(name)) parts.push(' ');
		},
		ontext: (text) => {
			if (silent === 0) parts.push(text);
		},
	});
	parser.end(html.slice(0, MAX_LENGTH));
	return oneLine(parts.join(''));
}

/** A text on one line, without what cannot be seen or turns the direction of what follows. */
export function oneLine(text: string): string {
	return withoutUnseen(text)
		.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
		.replace(/\s+/g, ' ')
		.trim();
}

/**
 * A text without control characters (XML forbids them), halves of characters, marks that take no room, and overrides of
 * the direction of writing. Joiners stay: they change what letters look like.
 */
export function withoutUnseen(text: string): string {
	return text
		.replace(
			/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u180e\u200b\u202d\u202e\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]/g,
			'',
		)
		.toWellFormed();
}
