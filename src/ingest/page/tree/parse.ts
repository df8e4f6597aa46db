import { Parser } from 'htmlparser2';
import { Document } from './document.ts';
import { Attribute, Element, type ParentNode, Text } from './node.ts';

const MAX_DEPTH = 160;
/** Twice the richest of hundreds of real articles; the search for the text takes up to the square of it. */
const MAX_TAGS = 10_000;
/** Tags, each as often as it has ancestors: what looks through each element takes so many steps. Three times the most of real articles. */
const MAX_NESTINGS = 200_000;
/** Pieces of text, each of which costs: a stray `<` and a character written as an entity begin one. */
const MAX_TEXTS = 300_000;
/** Longest value of an attribute, and of a list of pictures, which is matched in the square of its length. */
const MAX_VALUE = 20_000;
const MAX_PICTURES = 4000;
const CHUNK_LENGTH = 16_384;
/** Longest piece of text that is looked at; no paragraph has a hundredth of it. */
const MAX_TEXT = 500_000;
/** Left out with all they hold: nothing in them is read. */
const DROPPED = new Set([
	'style',
	'svg',
	'iframe',
	'canvas',
	'object',
	'embed',
	'select',
	'textarea',
	'math',
	'dialog',
]);
/** What says something about an element; the tree is a fraction of the page's without the others. */
const KEPT = new Set(
	'alt aria-hidden charset class content data-full-src data-lazy-src data-original data-src data-srcset data-url datetime dir height hidden href http-equiv id itemid itemprop itemscope itemtype lang name property pubdate rel role src srcset title type width xml:lang'.split(
		' ',
	),
);
/** What readers unfold with a press is theirs to read. */
const FOLDED_ROLES = new Set(['region', 'tabpanel']);
const HIDING = /display\s*:\s*none|visibility\s*:\s*hidden/i;

/**
 * The tree of a page without scripts (but JSON-LD), styles, drawings and comments, and only up to where it gets too
 * long, too deep or too rich in tags: no honest page does.
 *
 * @param keepsAttributes keeps every attribute, for selectors that a maintainer wrote
 */
export function parsePage(html: string, keepsAttributes = false): Document {
	return new Document(html, (parent, owner, piece) => fill(new TreeBuilder(parent, owner, keepsAttributes), piece));
}

function fill(builder: TreeBuilder, html: string): void {
	const parser = new Parser(builder, { decodeEntities: true, recognizeSelfClosing: false });
	for (let at = 0; at < html.length && !builder.isFull; at += CHUNK_LENGTH)
		parser.write(html.slice(at, at + CHUNK_LENGTH));
	if (!builder.isFull) parser.end();
	builder.endText();
}

class TreeBuilder {
	/** From here on nothing is taken in. */
	isFull = false;
	readonly #owner: Document;
	readonly #keepsAttributes: boolean;
	#parent: ParentNode;
	#depth = 0;
	#tags = 0;
	#nestings = 0;
	#texts = 0;
	/** Text since the last tag. */
	#text = '';
	/** Depth of the outermost element left out; 0 where none is. */
	#droppedAt = 0;

	constructor(parent: ParentNode, owner: Document, keepsAttributes: boolean) {
		this.#parent = parent;
		this.#owner = owner;
		this.#keepsAttributes = keepsAttributes;
	}

	onopentag(tag: string, attributes: Readonly<Record<string, string>>): void {
		if (this.isFull) return;
		this.endText();
		this.#depth++;
		this.#tags++;
		this.#nestings += this.#depth;
		this.isFull = this.#depth > MAX_DEPTH || this.#tags > MAX_TAGS || this.#nestings > MAX_NESTINGS;
		if (this.isFull) return;
		if (this.#droppedAt === 0 && isDropped(tag, attributes)) this.#droppedAt = this.#depth;
		if (this.#droppedAt > 0) return;
		const element = new Element(this.#owner, tag, this.#kept(attributes));
		this.#parent.appendChild(element);
		this.#parent = element;
	}

	onclosetag(): void {
		if (this.isFull) return;
		this.endText();
		if (this.#droppedAt === 0) this.#parent = this.#parent.parentNode ?? this.#parent;
		if (this.#droppedAt === this.#depth) this.#droppedAt = 0;
		this.#depth--;
	}

	ontext(text: string): void {
		this.#texts++;
		if (this.#texts > MAX_TEXTS) this.isFull = true;
		if (this.#droppedAt === 0 && !this.isFull && this.#text.length + text.length <= MAX_TEXT) this.#text += text;
	}

	/** Puts the text since the last tag into the tree. */
	endText(): void {
		if (this.#text !== '') this.#parent.appendChild(new Text(this.#text));
		this.#text = '';
	}

	#kept(attributes: Readonly<Record<string, string>>): Attribute[] {
		const kept: Attribute[] = [];
		const isFolded = FOLDED_ROLES.has(attributes['role'] ?? '');
		for (const [name, value] of Object.entries(attributes)) {
			const isHiding = name === 'hidden' || (name === 'style' && HIDING.test(value));
			if (isHiding && !isFolded && kept.every((one) => one.name !== 'hidden')) kept.push(new Attribute('hidden', ''));
			if (name === 'hidden') continue;
			const isKept = (this.#keepsAttributes && /^[a-z][\w:.-]*$/.test(name)) || KEPT.has(name);
			if (isKept && value.length <= (/srcset$/.test(name) ? MAX_PICTURES : MAX_VALUE))
				kept.push(new Attribute(name, value));
		}
		return kept;
	}
}

function isDropped(tag: string, attributes: Readonly<Record<string, string>>): boolean {
	return DROPPED.has(tag) || (tag === 'script' && !/ld\+json/i.test(attributes['type'] ?? ''));
}
