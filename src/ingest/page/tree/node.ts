import { testOf } from './select.ts';

/** Longest text that an element remembers: what is longer is put together of its children's each time it is asked for. */
const MAX_KEPT_TEXT = 4000;

/** Any node: what it is among others. */
abstract class TreeNode {
	abstract readonly nodeType: number;
	abstract readonly nodeName: string;
	abstract readonly textContent: string;
	parentNode: ParentNode | null = null;
	previousSibling: Node | null = null;
	nextSibling: Node | null = null;

	get parentElement(): Element | null {
		return this.parentNode instanceof Element ? this.parentNode : null;
	}

	get nextElementSibling(): Element | null {
		let node = this.nextSibling;
		while (node !== null && !(node instanceof Element)) node = node.nextSibling;
		return node;
	}

	get previousElementSibling(): Element | null {
		let node = this.previousSibling;
		while (node !== null && !(node instanceof Element)) node = node.previousSibling;
		return node;
	}

	remove(this: Node): void {
		this.parentNode?.removeChild(this);
	}

	replaceWith(this: Node, node: Node): void {
		this.parentNode?.replaceChild(node, this);
	}
}

/** A piece of text, which stays as it is. */
export class Text extends TreeNode {
	readonly nodeType = 3;
	readonly nodeName = '#text';
	readonly nodeValue: string;

	constructor(text: string) {
		super();
		this.nodeValue = text;
	}

	get textContent(): string {
		return this.nodeValue;
	}

	get firstChild(): null {
		return null;
	}

	/** Readability asks texts, too. */
	get childNodes(): readonly Node[] {
		return [];
	}
}

export type Node = Text | Element;

/** What has children: an element or a document. */
export abstract class ParentNode extends TreeNode {
	firstChild: Node | null = null;
	lastChild: Node | null = null;
	/** The text below; where it is known, that of every element below is. */
	#text: string | undefined;

	get childNodes(): Node[] {
		const nodes: Node[] = [];
		for (let node = this.firstChild; node !== null; node = node.nextSibling) nodes.push(node);
		return nodes;
	}

	get children(): Element[] {
		const elements: Element[] = [];
		for (let child = this.firstElementChild; child !== null; child = child.nextElementSibling) elements.push(child);
		return elements;
	}

	get firstElementChild(): Element | null {
		const node = this.firstChild;
		return node === null || node instanceof Element ? node : node.nextElementSibling;
	}

	get textContent(): string {
		if (this.#text !== undefined) return this.#text;
		let text = '';
		for (let node = this.firstChild; node !== null; node = node.nextSibling) text += node.textContent;
		if (text.length <= MAX_KEPT_TEXT) this.#text = text;
		return text;
	}

	contains(node: Node | null): boolean {
		let found: Node | ParentNode | null = node;
		while (found !== null && found !== this) found = found.parentNode;
		return found === this;
	}

	append(...nodes: readonly Node[]): void {
		for (const node of nodes) this.insertBefore(node, null);
	}

	appendChild(node: Node): Node {
		return this.insertBefore(node, null);
	}

	insertBefore(node: Node, next: Node | null): Node {
		node.parentNode?.removeChild(node);
		const previous = next === null ? this.lastChild : next.previousSibling;
		node.parentNode = this;
		node.previousSibling = previous;
		node.nextSibling = next;
		if (previous === null) this.firstChild = node;
		else previous.nextSibling = node;
		if (next === null) this.lastChild = node;
		else next.previousSibling = node;
		this.#forgetText();
		return node;
	}

	removeChild(node: Node): Node {
		const { previousSibling: previous, nextSibling: next } = node;
		if (previous === null) this.firstChild = next;
		else previous.nextSibling = next;
		if (next === null) this.lastChild = previous;
		else next.previousSibling = previous;
		node.parentNode = null;
		node.previousSibling = null;
		node.nextSibling = null;
		this.#forgetText();
		return node;
	}

	replaceChild(node: Node, replaced: Node): Node {
		const next = replaced.nextSibling;
		this.removeChild(replaced);
		this.insertBefore(node, next === node ? node.nextSibling : next);
		return replaced;
	}

	querySelector(selector: string): Element | null {
		const isMeant = testOf(selector, this);
		let element = nextElement(this, this);
		while (element !== null && !isMeant(element)) element = nextElement(element, this);
		return element;
	}

	querySelectorAll(selector: string): Element[] {
		const isMeant = selector === '*' ? undefined : testOf(selector, this);
		const found: Element[] = [];
		for (let element = nextElement(this, this); element !== null; element = nextElement(element, this))
			if (isMeant === undefined || isMeant(element)) found.push(element);
		return found;
	}

	getElementsByTagName(name: string): Element[] {
		return this.querySelectorAll(name);
	}

	/** Where this text is unknown, that of what is around it is, too. */
	#forgetText(): void {
		let node: ParentNode | null = this;
		while (node !== null && node.#text !== undefined) {
			node.#text = undefined;
			node = node.parentNode;
		}
	}
}

/** The element after another in the order of the document, below a root; what is inside of templates is no part of it. */
function nextElement(from: ParentNode, root: ParentNode): Element | null {
	const inner = from.nodeName === 'TEMPLATE' && from !== root ? null : from.firstElementChild;
	if (inner !== null) return inner;
	for (let node: ParentNode | null = from; node !== null && node !== root; node = node.parentNode) {
		const next = node.nextElementSibling;
		if (next !== null) return next;
	}
	return null;
}

/** A name and a value that an element has. */
export class Attribute {
	readonly name: string;
	value: string;

	constructor(name: string, value: string) {
		this.name = name;
		this.value = value;
	}

	cloneNode(): Attribute {
		return new Attribute(this.name, this.value);
	}
}

/** What makes the elements of a document. */
interface Owner {
	createElement(name: string): Element;
	/** Reads HTML into an element. */
	fill(element: Element, html: string): void;
	write(element: Element): string;
}

/** An element of a page, with as much of the DOM as the search for its text needs. */
export class Element extends ParentNode {
	readonly nodeType = 1;
	readonly localName: string;
	readonly tagName: string;
	readonly attributes: Attribute[];
	readonly ownerDocument: Owner;
	/** Where Readability keeps its score. */
	readability: unknown;

	constructor(owner: Owner, name: string, attributes: Attribute[] = []) {
		super();
		this.ownerDocument = owner;
		this.localName = name;
		this.tagName = upperCase(name);
		this.attributes = attributes;
	}

	get nodeName(): string {
		return this.tagName;
	}

	get id(): string {
		return this.getAttribute('id') ?? '';
	}

	set id(id: string) {
		this.setAttribute('id', id);
	}

	get className(): string {
		return this.getAttribute('class') ?? '';
	}

	set className(names: string) {
		this.setAttribute('class', names);
	}

	get src(): string {
		return this.getAttribute('src') ?? '';
	}

	get srcset(): string {
		return this.getAttribute('srcset') ?? '';
	}

	get innerHTML(): string {
		return this.ownerDocument.write(this);
	}

	set innerHTML(html: string) {
		while (this.firstChild !== null) this.removeChild(this.firstChild);
		this.ownerDocument.fill(this, html);
	}

	getAttribute(name: string): string | null {
		for (const attribute of this.attributes) if (attribute.name === name) return attribute.value;
		return null;
	}

	hasAttribute(name: string): boolean {
		return this.getAttribute(name) !== null;
	}

	setAttribute(name: string, value: string): void {
		const attribute = this.attributes.find((one) => one.name === name);
		if (attribute === undefined) this.attributes.push(new Attribute(name, value));
		else attribute.value = value;
	}

	setAttributeNode({ name, value }: Attribute): void {
		this.setAttribute(name, value);
	}

	removeAttribute(name: string): void {
		const index = this.attributes.findIndex((attribute) => attribute.name === name);
		if (index >= 0) this.attributes.splice(index, 1);
	}

	matches(selector: string): boolean {
		return testOf(selector, this)(this);
	}

	closest(selector: string): Element | null {
		const isMeant = testOf(selector, this);
		let element: Element | null = this;
		while (element !== null && !isMeant(element)) element = element.parentElement;
		return element;
	}
}

const upperNames = new Map<string, string>();

/** Each name once, so that comparing it is comparing addresses. */
function upperCase(name: string): string {
	const before = upperNames.get(name);
	if (before !== undefined) return before;
	const upper = name.toUpperCase();
	if (upperNames.size < 1000) upperNames.set(name, upper);
	return upper;
}
