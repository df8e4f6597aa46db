/** Everything that XML 1.0 has no place for, not even escaped: control characters and halves of pairs. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** A document without the characters that would make it no XML: one such character in a headline breaks a feed. */
export function withoutForbiddenCharacters(xml: string): string {
	return xml.replace(FORBIDDEN, '');
}

/**
 * A document without forbidden characters, and without the indentation between its elements, a tenth of a feed: each
 * begins a line. What stands in CDATA stays, with no blanks around it.
 */
export function toTightXml(xml: string): string {
	return withoutForbiddenCharacters(xml).replace(
		/(?:\n *)?(<!\[CDATA\[[\s\S]*?\]\]>)(?:\n *)?|\n +(?=<)/g,
		(_all, text: string | undefined) => text ?? '\n',
	);
}

/** Text for an element or a quoted attribute. */
export function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
