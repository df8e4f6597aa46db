import { Element, type Node, ParentNode, Text } from './node.ts';
import { innerHtmlOf } from './write.ts';

/** Reads HTML into a document or an element of one. */
type Fill = (parent: ParentNode, owner: Document, html: string) => void;

/** A whole page: `html` with `head` and `body`, whether or not its source spells them out. */
export class Document extends ParentNode {
	readonly nodeType = 9;
	readonly nodeName = '#document';
	readonly documentElement: Element;
	readonly head: Element;
	readonly body: Element;
	readonly #fill: Fill;

	constructor(html: string, fill: Fill) {
		super();
		this.#fill = fill;
		fill(this, this, html);
		this.documentElement = this.#child(this, 'html', this.childNodes);
		this.head = this.#child(this.documentElement, 'head', []);
		const others = this.documentElement.childNodes.filter((node) => node !== this.head);
		this.body = this.#child(this.documentElement, 'body', others);
	}

	get title(): string {
		return this.querySelector('title')?.textContent ?? '';
	}

	get baseURI(): string | undefined {
		return this.querySelector('base')?.getAttribute('href') ?? undefined;
	}

	createElement(name: string): Element {
		return new Element(this, name.toLowerCase());
	}

	createTextNode(text: string): Text {
		return new Text(text);
	}

	fill(element: Element, html: string): void {
		this.#fill(element, this, html);
	}

	write(element: Element): string {
		return innerHtmlOf(element);
	}

	/** The first child of a name; where there is none, one is put around what would be in it. */
	#child(parent: ParentNode, name: string, content: readonly Node[]): Element {
		const found = parent.children.find((child) => child.localName === name);
		if (found !== undefined) return found;
		const made = this.createElement(name);
		parent.insertBefore(made, content[0] ?? parent.firstChild);
		made.append(...content);
		return made;
	}
}
