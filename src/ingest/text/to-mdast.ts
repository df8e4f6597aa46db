import type { Element, ElementContent, Root as HtmlRoot } from 'hast';
import { toText } from 'hast-util-to-text';
import type { BlockContent, ListItem, PhrasingContent, Root, TableCell, TableRow } from 'mdast';
import { collapseSpace } from './collapse-space.ts';

type Parent = HtmlRoot | Element;

/** A shaped tree (`shapeArticle`) as a tree of Markdown. White space of the given tree is collapsed on the way. */
export function toMdast(tree: HtmlRoot): Root {
	collapseSpace(tree);
	return { type: 'root', children: toBlocks(tree) };
}

/** The blocks that an element holds; words between them are paragraphs. */
function toBlocks(parent: Parent): BlockContent[] {
	const blocks: BlockContent[] = [];
	let line: PhrasingContent[] = [];
	const endLine = (): void => {
		const children = toLine(line);
		if (children.length > 0) blocks.push({ type: 'paragraph', children });
		line = [];
	};
	for (const child of withListsAround(parent.children)) {
		const words = toPhrase(child);
		if (words !== undefined) {
			line.push(...words);
			continue;
		}
		endLine();
		if (child.type === 'element') blocks.push(...toBlock(child));
	}
	endLine();
	return blocks;
}

/** Text and elements; items outside of any list are one. */
function withListsAround(nodes: Parent['children']): ElementContent[] {
	const grouped: ElementContent[] = [];
	let list: Element | undefined;
	for (const node of nodes) {
		if (node.type !== 'element' && node.type !== 'text') continue;
		if (node.type !== 'element' || node.tagName !== 'li') {
			list = undefined;
			grouped.push(node);
		} else if (list === undefined) {
			list = { type: 'element', tagName: 'ul', properties: {}, children: [node] };
			grouped.push(list);
		} else list.children.push(node);
	}
	return grouped;
}

/** Text or an element that stands in a line; undefined for a block. */
function toPhrase(node: Parent['children'][number]): PhrasingContent[] | undefined {
	if (node.type === 'text') return [{ type: 'text', value: node.value }];
	if (node.type !== 'element') return [];
	switch (node.tagName) {
		case 'em':
			return [{ type: 'emphasis', children: toPhrases(node) }];
		case 'strong':
			return [{ type: 'strong', children: toPhrases(node) }];
		case 'del':
			return [{ type: 'delete', children: toPhrases(node) }];
		case 'a':
			return [{ type: 'link', url: String(node.properties['href'] ?? ''), children: toPhrases(node) }];
		case 'code':
			return [{ type: 'inlineCode', value: toText(node) }];
		case 'img':
			return [{ type: 'image', url: String(node.properties['src'] ?? ''), alt: String(node.properties['alt'] ?? '') }];
		case 'br':
			return [{ type: 'break' }];
		default:
			return undefined;
	}
}

/** What stands in a line, blocks in it dissolved. */
function toPhrases(parent: Parent): PhrasingContent[] {
	const found = parent.children.flatMap(
		(child) => toPhrase(child) ?? (child.type === 'element' ? toPhrases(child) : []),
	);
	return joinTexts(found);
}

function toBlock(element: Element): BlockContent[] {
	switch (element.tagName) {
		case 'p': {
			const children = toLine(toPhrases(element));
			return children.length === 0 ? [] : [{ type: 'paragraph', children }];
		}
		case 'h2':
		case 'h3':
		case 'h4':
			return [{ type: 'heading', depth: DEPTHS[element.tagName], children: toLine(toPhrases(element)) }];
		case 'ul':
		case 'ol':
			return [toList(element)];
		case 'blockquote':
			return [{ type: 'blockquote', children: toBlocks(element) }];
		case 'pre':
			return [{ type: 'code', value: toText(element).replace(/[\r\n]+$/, '') }];
		case 'hr':
			return [{ type: 'thematicBreak' }];
		case 'table':
			return [toTable(element)];
		default:
			return toBlocks(element);
	}
}

const DEPTHS = { h2: 2, h3: 3, h4: 4 } as const;

/** A line without breaks at its ends, and without the spaces beside them. */
function toLine(nodes: readonly PhrasingContent[]): PhrasingContent[] {
	const start = nodes.findIndex(({ type }) => type !== 'break');
	const end = nodes.findLastIndex(({ type }) => type !== 'break') + 1;
	const line = joinTexts(start === -1 ? [] : nodes.slice(start, end));
	const [first, last] = [line[0], line.at(-1)];
	if (first?.type === 'text') first.value = first.value.replace(/^[\t ]+/, '');
	if (last?.type === 'text') last.value = last.value.replace(/[\t ]+$/, '');
	return line.filter((node) => node.type !== 'text' || node.value !== '');
}

function joinTexts(nodes: readonly PhrasingContent[]): PhrasingContent[] {
	const joined: PhrasingContent[] = [];
	for (const node of nodes) {
		const last = joined.at(-1);
		if (node.type === 'text' && last?.type === 'text') last.value += node.value;
		else joined.push(node);
	}
	return joined;
}

function toList(list: Element): BlockContent {
	const items: ListItem[] = [];
	let stray: Element['children'] = [];
	const endStray = (): void => {
		const children = toBlocks({ ...list, children: stray });
		const last = items.at(-1);
		if (last !== undefined) last.children.push(...children);
		else if (children.length > 0) items.push({ type: 'listItem', spread: false, children });
		stray = [];
	};
	for (const child of list.children) {
		if (child.type !== 'element' || child.tagName !== 'li') {
			stray.push(child);
			continue;
		}
		// What stands between items belongs to the one before.
		endStray();
		items.push({ type: 'listItem', spread: isSpread(child), children: toBlocks(child) });
	}
	endStray();
	const spread = items.length > 1 && items.some((item) => item.spread === true);
	return { type: 'list', ordered: list.tagName === 'ol', spread, children: items };
}

/** Whether an item holds paragraphs, or blocks that follow each other, so that blank lines must part them. */
function isSpread(item: Element): boolean {
	let hasBlock = false;
	for (const child of item.children) {
		if (child.type !== 'element' || toPhrase({ ...child, children: [] }) !== undefined) continue;
		if (child.tagName === 'p' || hasBlock || isSpread(child)) return true;
		hasBlock = true;
	}
	return false;
}

function toTable(table: Element): BlockContent {
	const parts = table.children.flatMap((child) =>
		child.type === 'element' && /^t(head|body|foot)$/.test(child.tagName) ? child.children : [child],
	);
	const trs = elementsOf(parts, /^tr$/);
	const rows = trs.map(
		({ children }): TableRow => ({
			type: 'tableRow',
			children: elementsOf(children, /^t[hd]$/).map(
				(cell): TableCell => ({ type: 'tableCell', children: toPhrases(cell) }),
			),
		}),
	);
	const hasHead =
		elementsOf(table.children, /^thead$/).length > 0 || elementsOf(trs[0]?.children ?? [], /^th$/).length > 0;
	if (!hasHead) rows.unshift({ type: 'tableRow', children: [] });
	const columns = rows.reduce((most, row) => Math.max(most, row.children.length), 1);
	for (const row of rows) while (row.children.length < columns) row.children.push({ type: 'tableCell', children: [] });
	return { type: 'table', children: rows };
}

function elementsOf(nodes: Parent['children'], name: RegExp): Element[] {
	return nodes.flatMap((node) => (node.type === 'element' && name.test(node.tagName) ? [node] : []));
}
