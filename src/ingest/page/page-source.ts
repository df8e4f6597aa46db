import { Parser } from 'htmlparser2';

const MAX_DEPTH = 160;
/** Twice the richest of hundreds of real articles; the search for the text takes up to the square of it. */
const MAX_TAGS = 10_000;
/** Tags, each as often as it has ancestors: what looks through each element takes so many steps. Three times the most of real articles. */
const MAX_NESTINGS = 200_000;
/** Pieces of text, each of which costs: a stray `<` begins one. */
const MAX_TEXTS = 100_000;
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
const VOID = new Set(
	'area base br col embed hr img input link meta param source track wbr basefont frame keygen'.split(' '),
);
/** What readers unfold with a press is theirs to read. */
const FOLDED_ROLES = new Set(['region', 'tabpanel']);
const HIDING = /display\s*:\s*none|visibility\s*:\s*hidden/i;

/**
 * A page written anew for a tree to be made of: well formed, without scripts (but JSON-LD), styles, drawings and comments, and only up to
 * where it gets too long, too deep or too rich in tags: no honest page does.
 *
 * @param keepsAttributes keeps every attribute, for selectors that a maintainer wrote
 */
export function tamePage(html: string, maxLength: number, keepsAttributes: boolean): string {
	const writer = new PageWriter(keepsAttributes);
	const parser = new Parser(writer, { decodeEntities: false, recognizeSelfClosing: false });
	const end = Math.min(html.length, maxLength);
	for (let at = 0; at < end && !writer.isFull; at += CHUNK_LENGTH)
		parser.write(html.slice(at, Math.min(at + CHUNK_LENGTH, end)));
	if (!writer.isFull) parser.end();
	return writer.parts.join('');
}

class PageWriter {
	readonly parts: string[] = [];
	/** From here on nothing is taken in. */
	isFull = false;
	readonly #keepsAttributes: boolean;
	#depth = 0;
	#tags = 0;
	#nestings = 0;
	#texts = 0;
	#textLength = 0;
	#isScript = false;
	/** Depth of the outermost element left out; 0 where none is. */
	#droppedAt = 0;

	constructor(keepsAttributes: boolean) {
		this.#keepsAttributes = keepsAttributes;
	}

	onprocessinginstruction(name: string, data: string): void {
		if (name.toLowerCase() === '!doctype') this.parts.push(`<${data}>`);
	}

	onopentag(tag: string, attributes: Readonly<Record<string, string>>): void {
		this.#textLength = 0;
		this.#isScript = tag === 'script';
		this.#depth++;
		this.#tags++;
		this.#nestings += this.#depth;
		if (this.#depth > MAX_DEPTH || this.#tags > MAX_TAGS || this.#nestings > MAX_NESTINGS) this.isFull = true;
		if (this.isFull) return;
		if (this.#droppedAt === 0 && isDropped(tag, attributes)) this.#droppedAt = this.#depth;
		if (this.#droppedAt === 0) this.parts.push(`<${tag}${this.#written(attributes)}>`);
	}

	onclosetag(tag: string): void {
		this.#textLength = 0;
		this.#isScript = false;
		if (this.#droppedAt === 0 && !this.isFull && !VOID.has(tag)) this.parts.push(`</${tag}>`);
		if (this.#droppedAt === this.#depth) this.#droppedAt = 0;
		this.#depth--;
	}

	ontext(text: string): void {
		this.#textLength += text.length;
		this.#texts++;
		if (this.#texts > MAX_TEXTS) this.isFull = true;
		if (this.#droppedAt > 0 || this.isFull || this.#textLength > MAX_TEXT) return;
		// What is text to this parser must not be tags to the next; JSON-LD alone is read as it stands.
		this.parts.push(this.#isScript ? text : text.replaceAll('<', '&lt;'));
	}

	#written(attributes: Readonly<Record<string, string>>): string {
		let written = '';
		const isFolded = FOLDED_ROLES.has(attributes['role'] ?? '');
		for (const [name, value] of Object.entries(attributes)) {
			const isHiding = name === 'hidden' || (name === 'style' && HIDING.test(value));
			if (isHiding && !isFolded) written += ' hidden=""';
			if (name === 'hidden') continue;
			const isKept = (this.#keepsAttributes && /^[a-z][\w:.-]*$/.test(name)) || KEPT.has(name);
			if (isKept && value.length <= (/srcset$/.test(name) ? MAX_PICTURES : MAX_VALUE))
				written += ` ${name}="${value.replaceAll('"', '&quot;')}"`;
		}
		return written;
	}
}

function isDropped(tag: string, attributes: Readonly<Record<string, string>>): boolean {
	return DROPPED.has(tag) || (tag === 'script' && !/ld\+json/i.test(attributes['type'] ?? ''));
}
