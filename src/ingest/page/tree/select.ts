import { compile } from 'css-select';

const ELEMENT_NODE = 1;
const TEXT_NODE = 3;

/** What selecting asks of a node. */
export interface SelectNode {
	readonly nodeType: number;
	readonly parentNode: SelectNode | null;
	readonly nextSibling: SelectNode | null;
	readonly previousElementSibling: SelectElement | null;
	readonly firstChild: SelectNode | null;
	readonly textContent: string;
}

/** What selecting asks of an element. */
export interface SelectElement extends SelectNode {
	readonly localName: string;
	getAttribute(name: string): string | null;
}

type Test = (element: SelectNode) => boolean;

const TAGS = /^[a-z][a-z0-9]*(\s*,\s*[a-z][a-z0-9]*)*$/;
const known = new Map<string, Test>();

/** Tells which elements a selector means. Each selector is read once. @throws Error where it is none */
export function testOf(selector: string, scope: SelectNode): Test {
	const before = known.get(selector);
	if (before !== undefined) return before;
	if (selector.includes(':scope')) return compile(selector, { adapter, cacheResults: false, context: scope });
	const test = TAGS.test(selector)
		? testOfTags(selector.split(/\s*,\s*/))
		: compile(selector, { adapter, cacheResults: false });
	known.set(selector, test);
	return test;
}

function testOfTags(tags: readonly string[]): Test {
	if (tags.length === 1) return (node) => isElement(node) && node.localName === tags[0];
	const names = new Set(tags);
	return (node) => isElement(node) && names.has(node.localName);
}

function isElement(node: SelectNode): node is SelectElement {
	return node.nodeType === ELEMENT_NODE;
}

const adapter = {
	isTag: isElement,
	getName: (element: SelectElement) => element.localName,
	getAttributeValue: (element: SelectElement, name: string) => element.getAttribute(name) ?? undefined,
	hasAttrib: (element: SelectElement, name: string) => element.getAttribute(name) !== null,
	getParent: ({ parentNode }: SelectElement) => parentNode,
	getChildren: childrenOf,
	getSiblings: (node: SelectNode) => (node.parentNode === null ? [node] : childrenOf(node.parentNode)),
	prevElementSibling: (node: SelectNode) => node.previousElementSibling,
	getText: (node: SelectNode) => (isElement(node) || node.nodeType === TEXT_NODE ? node.textContent : ''),
	removeSubsets: (nodes: SelectNode[]) => nodes,
};

function childrenOf(parent: SelectNode): SelectNode[] {
	const children: SelectNode[] = [];
	for (let node = parent.firstChild; node !== null; node = node.nextSibling) children.push(node);
	return children;
}
