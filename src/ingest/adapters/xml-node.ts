import type { XmlNode } from './xml.ts';

/** The first child of the first of these names that has one. */
export function childOf(node: XmlNode, ...names: readonly string[]): XmlNode | undefined {
	for (const name of names) {
		for (const child of node.children) if (typeof child !== 'string' && child.name === name) return child;
	}
	return undefined;
}

/** All children of a name. */
export function childrenOf(node: XmlNode, name: string): XmlNode[] {
	const found: XmlNode[] = [];
	for (const child of node.children) if (typeof child !== 'string' && child.name === name) found.push(child);
	return found;
}

/** All elements of these names below a node, in order, also those that broken XML left inside each other. */
export function descendantsOf(node: XmlNode, names: readonly string[], found: XmlNode[] = []): XmlNode[] {
	for (const child of node.children) {
		if (typeof child === 'string') continue;
		if (names.includes(child.name)) found.push(child);
		descendantsOf(child, names, found);
	}
	return found;
}

/** The characters of an element and all in it. */
export function rawText(node: XmlNode): string {
	const [first, ...more] = node.children;
	if (more.length === 0 && (first === undefined || typeof first === 'string')) return first ?? '';
	return node.children.map((child) => (typeof child === 'string' ? child : rawText(child))).join('');
}

/** What an element holds as HTML: escaped or in CDATA as most feeds write it, or as elements of XHTML. */
export function innerHtml(node: XmlNode): string {
	return node.children.some((child) => typeof child !== 'string') ? markupOf(node, node.base) : rawText(node);
}

/** Text and elements as HTML, the text escaped; addresses below an `xml:base` other than `base` are made absolute. */
export function markupOf(node: XmlNode, base: string | undefined): string {
	return node.children.map((child) => (typeof child === 'string' ? escapeXml(child) : outerHtml(child, base))).join('');
}

function outerHtml(node: XmlNode, base: string | undefined): string {
	const tag = node.name.replace(/^xhtml:/, '');
	let written = '';
	for (const [name, value] of Object.entries(node.attributes)) {
		if (name.includes(':') || name === 'xmlns') continue;
		const isAddress = node.base !== base && (name === 'href' || name === 'src');
		written += ` ${name}="${escapeXml(isAddress ? (URL.parse(value, node.base)?.href ?? value) : value)}"`;
	}
	const inner = markupOf(node, base);
	// Unclosed in the feed, these swallowed what follows them.
	if (/^(img|br|hr|wbr|input|source)$/.test(tag)) return `<${tag}${written}>${inner}`;
	return `<${tag}${written}>${inner}</${tag}>`;
}

/** Text with all that XML and HTML would read as markup escaped. */
export function escapeXml(text: string): string {
	return /[&<>"]/.test(text)
		? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
		: text;
}
