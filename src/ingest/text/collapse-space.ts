import type { Element, ElementContent, Root } from 'hast';
import { BLOCKS } from './shape.ts';

/** Whether white space at the start and at the end of something cannot be seen, for what stands around it. */
interface Edges {
	readonly before: boolean;
	readonly after: boolean;
}

/**
 * Leaves of the white space in a tree what a browser shows of it: one space between words, none at the edges of blocks
 * and beside line breaks. Changes the tree in place; preformatted text stays as it is.
 */
export function collapseSpace(tree: Root): void {
	collapseIn(tree, { before: true, after: true });
}

/** @returns whether white space right behind the parent cannot be seen. */
function collapseIn(parent: Root | Element, edges: Edges): boolean {
	let { before } = edges;
	let behind = { at: -1, isHidden: edges.after };
	const kept: ElementContent[] = [];
	for (const [index, child] of parent.children.entries()) {
		if (index >= behind.at)
			behind = lookBehind(parent.children, index) ?? { at: Number.POSITIVE_INFINITY, isHidden: edges.after };
		const inner = { before, after: behind.isHidden };
		if (child.type === 'text') {
			const value = collapsed(child.value, inner);
			if (value === '') continue;
			before = value.endsWith(' ');
			kept.push({ type: 'text', value });
		} else if (child.type === 'element') {
			before = collapseAt(child, inner);
			kept.push(child);
		}
	}
	parent.children = kept;
	return before || edges.after;
}

function collapseAt(element: Element, edges: Edges): boolean {
	if (element.tagName === 'img') return false;
	if (!isBlock(element)) return collapseIn(element, edges);
	if (element.tagName !== 'pre') collapseIn(element, { before: true, after: true });
	return true;
}

function collapsed(text: string, { before, after }: Edges): string {
	const value = text.replace(/[\t\n\v\f\r ]+/g, ' ');
	const start = before && value.startsWith(' ') ? 1 : 0;
	return value.slice(start, after && value.length > start && value.endsWith(' ') ? -1 : undefined);
}

/** The first node behind another that says whether white space before it is hidden. */
function lookBehind(nodes: Root['children'], index: number): { at: number; isHidden: boolean } | undefined {
	for (let at = index + 1; at < nodes.length; at++) {
		const node = nodes[at];
		if (node?.type === 'text' && !/^[ \t\n\f\r]*$/.test(node.value)) return { at, isHidden: false };
		if (node?.type !== 'element') continue;
		if (node.tagName === 'img') return { at, isHidden: false };
		if (isBlock(node)) return { at, isHidden: true };
		const inner = lookBehind(node.children, -1);
		if (inner !== undefined) return { at, isHidden: inner.isHidden };
	}
	return undefined;
}

function isBlock({ tagName }: Element): boolean {
	return tagName === 'br' || BLOCKS.has(tagName);
}
