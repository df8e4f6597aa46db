import type { Element, ElementContent, Nodes, Root } from 'hast';
import type { FoundImage } from '#ingest/adapters/adapter.ts';
import { captionOf } from '#ingest/page/caption.ts';

type Parent = Root | Element;

const HEADING = /^h[1-6]$/;
const CARRIES_TEXT = /^(h[1-6]|a|em|strong|del|code)$/;
/** Elements of words alone; marks among them. */
const LINES = /^(h[1-6]|td|th)$/;
const MARKS = /^(a|em|strong|del|code)$/;
const SECTIONS = /^(h[1-6]|ul|ol|table|blockquote|pre|figure|hr)$/;
/** Elements that stand on lines of their own. */
export const BLOCKS: ReadonlySet<string> = new Set([
	'p',
	'div',
	'h1',
	'h2',
	'h3',
	'h4',
	'h5',
	'h6',
	'ul',
	'ol',
	'li',
	'blockquote',
	'pre',
	'hr',
	'table',
	'thead',
	'tbody',
	'tfoot',
	'tr',
	'td',
	'th',
	'figure',
	'figcaption',
]);

/**
 * Brings a sanitised tree into the shape of an article, in place: captions lifted out to their pictures, headings
 * from h2 down, tables that only lay out a page unwrapped.
 *
 * @returns the pictures in order.
 */
export function shapeArticle(tree: Root): FoundImage[] {
	liftCaptions(tree);
	unwrapLayoutTables(tree);
	unwrapEmptied(tree);
	unwrapDoubled(tree, []);
	keepLinesFlat(tree);
	normalizeHeadings(tree);
	return collectImages(tree);
}

const captions = new WeakMap<Element, string>();

/** A caption goes to the first picture of its figure; where there is none it stays in the text. */
function liftCaptions(tree: Root): void {
	for (const figure of findAll(tree, (element) => element.tagName === 'figure')) {
		const picture = findAll(figure, (element) => element.tagName === 'img')[0];
		const written = findAll(figure, (element) => element.tagName === 'figcaption');
		if (picture === undefined || written.length === 0) continue;
		captions.set(picture, written.map(textOf).join(' ').replace(/\s+/g, ' ').trim());
		rewrite(figure, (element) => (element.tagName === 'figcaption' ? [] : [element]));
	}
	for (const caption of findAll(tree, (element) => element.tagName === 'figcaption')) caption.tagName = 'div';
}

/** A table of one row, one column or with tables inside shows no figures; its cells are plain blocks. */
function unwrapLayoutTables(tree: Root): void {
	const isPart = (element: Element) => /^(table|thead|tbody|tfoot|tr|th|td)$/.test(element.tagName);
	for (const table of findAll(tree, (element) => element.tagName === 'table')) {
		const rows = findAll(table, (element) => element.tagName === 'tr');
		const columns = rows.reduce(
			(most, row) => Math.max(most, row.children.filter((cell) => cell.type === 'element').length),
			0,
		);
		const holdsBlocks =
			findAll(table, (element) => /^(table|ul|ol|pre|blockquote|h[1-6]|figure)$/.test(element.tagName)).length > 0;
		if (rows.length > 1 && columns > 1 && !holdsBlocks) continue;
		for (const part of findAll(table, isPart)) part.tagName = 'div';
		table.tagName = 'div';
	}
}

/** Drops headings, links and emphasis without a text, also those around a picture alone. */
function unwrapEmptied(tree: Root): void {
	rewrite(tree, (element) => {
		return CARRIES_TEXT.test(element.tagName) && textOf(element).trim() === '' ? element.children : [element];
	});
}

/** A mark inside of itself says nothing new; parsers nest those that were never closed, one in the other. */
function unwrapDoubled(parent: Parent, open: readonly string[]): void {
	parent.children = parent.children.flatMap((child): ElementContent[] => {
		if (child.type !== 'element') return child.type === 'text' ? [child] : [];
		const isMark = MARKS.test(child.tagName);
		unwrapDoubled(child, isMark ? [...open, child.tagName] : open);
		return isMark && open.includes(child.tagName) ? child.children : [child];
	});
}

/**
 * Headings, cells and marked words hold words alone: the writer of Markdown looks twice at every block inside them, which
 * doubles its work at each level. A heading or mark that swallowed whole sections, for want of its end, is none.
 */
function keepLinesFlat(tree: Root): void {
	const holdsBlocks = new Set<Element>();
	const holdsSections = new Set<Element>();
	rewrite(tree, (element) => {
		const children = element.children.filter((child) => child.type === 'element');
		const blocks = children.filter((child) => BLOCKS.has(child.tagName) || holdsBlocks.has(child));
		if (blocks.length > 0) holdsBlocks.add(element);
		if (children.some((child) => SECTIONS.test(child.tagName) || holdsSections.has(child))) holdsSections.add(element);
		if (!holdsBlocks.has(element)) return [element];
		if (MARKS.test(element.tagName)) return marked(element);
		if (!LINES.test(element.tagName)) return [element];
		if (HEADING.test(element.tagName)) return unswallowed(element, blocks.length === 1 && !holdsSections.has(element));
		element.children = flat(element);
		return [element];
	});
}

/** A heading alone, and behind it what stands in it for want of its end; one that is no more than a wrapped line stays. */
function unswallowed(heading: Element, isWrapped: boolean): ElementContent[] {
	const at = heading.children.findIndex((child) => child.type === 'element' && BLOCKS.has(child.tagName));
	const words = { ...heading, children: heading.children.slice(0, Math.max(0, at)) };
	if (textOf(words).trim() !== '') return [words, ...heading.children.slice(at)];
	if (isWrapped) return [{ ...heading, children: flat(heading) }];
	return [{ ...heading, tagName: 'div' }];
}

/** The blocks that a mark stands around, each with the mark inside. */
function marked(mark: Element): ElementContent[] {
	return mark.children.map((child) => {
		if (child.type !== 'element' || !BLOCKS.has(child.tagName)) return { ...mark, children: [child] };
		if (child.tagName === 'p') child.children = [{ ...mark, children: child.children }];
		return child;
	});
}

/** What a line holds, its blocks dissolved. */
function flat(line: Element): ElementContent[] {
	return line.children.flatMap((child): ElementContent[] => {
		if (child.type !== 'element' || !BLOCKS.has(child.tagName)) return [child];
		return [{ type: 'text', value: ' ' }, ...flat(child), { type: 'text', value: ' ' }];
	});
}

/** The highest heading becomes h2, those under it follow, none is below h4. */
function normalizeHeadings(tree: Root): void {
	const headings = findAll(tree, (element) => HEADING.test(element.tagName));
	const levels = [...new Set(headings.map(levelOf))].sort((a, b) => a - b);
	for (const heading of headings) heading.tagName = `h${Math.min(4, levels.indexOf(levelOf(heading)) + 2)}`;
}

function levelOf(heading: Element): number {
	return Number(heading.tagName.slice(1));
}

function collectImages(tree: Root): FoundImage[] {
	return findAll(tree, (element) => element.tagName === 'img').map((element) => {
		const alt = String(element.properties['alt'] ?? '');
		return {
			url: String(element.properties['src'] ?? ''),
			...(alt === '' ? {} : { alt }),
			...captionOf(captions.get(element) ?? ''),
		};
	});
}

/** Plain text of a tree: blocks split by blank lines, list items and table rows by line breaks. */
export function plainText(tree: Root): string {
	return textOf(tree)
		.split('\n')
		.map((line) => line.trim())
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

function textOf(node: Nodes): string {
	if (node.type === 'text') return node.value.replace(/[ \t\r\n\f]+/g, ' ');
	if (node.type !== 'element' && node.type !== 'root') return '';
	if (node.type === 'element' && node.tagName === 'pre') return `\n\n${preformatted(node)}\n\n`;
	const inner = node.children.map(textOf).join('');
	if (node.type === 'root' || !BLOCKS.has(node.tagName))
		return node.type === 'element' && node.tagName === 'br' ? '\n' : inner;
	if (node.tagName === 'td' || node.tagName === 'th') return `${inner} `;
	return /^(li|tr)$/.test(node.tagName) ? `\n${inner.trim()}` : `\n\n${inner.trim()}\n\n`;
}

function preformatted(node: Nodes): string {
	if (node.type === 'text') return node.value;
	return node.type === 'element' ? node.children.map(preformatted).join('') : '';
}

function findAll(parent: Parent, matches: (element: Element) => boolean, found: Element[] = []): Element[] {
	for (const child of parent.children) {
		if (child.type !== 'element') continue;
		if (matches(child)) found.push(child);
		findAll(child, matches, found);
	}
	return found;
}

/** Replaces each element, innermost first, by what `replace` makes of it. */
function rewrite(parent: Parent, replace: (element: Element) => ElementContent[]): void {
	const children: ElementContent[] = [];
	for (const child of parent.children) {
		if (child.type === 'text') children.push(child);
		if (child.type !== 'element') continue;
		rewrite(child, replace);
		for (const replacement of replace(child)) children.push(replacement);
	}
	parent.children = children;
}
