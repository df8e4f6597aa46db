import { Parser } from 'htmlparser2';
import { oneLine, withoutUnseen } from './plain-line.ts';

/** Longest HTML that is read; the rest is left out. A long newspaper article has a twentieth of it. */
export const MAX_HTML_LENGTH = 1_000_000;
const MAX_TAGS = 20_000;
const MAX_DEPTH = 100;
const MAX_OPEN_TAGS = 4000;
/** Longer descriptions of pictures are none; what looks for pictures in Markdown counts on an end. */
const MAX_ALT = 500;
const CHUNK_LENGTH = 16_384;

/** Tags that Markdown has a form for. */
export const KEPT_TAGS = [
	'p',
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
	'code',
	'em',
	'strong',
	'del',
	'a',
	'br',
	'hr',
	'table',
	'thead',
	'tbody',
	'tfoot',
	'tr',
	'th',
	'td',
	'figure',
	'figcaption',
	'img',
	'div',
];
const KEPT = new Set(KEPT_TAGS);
/** Other names of kept tags; what stands on its own lines stays apart as `div`. */
const SAME_AS: Readonly<Record<string, string>> = {
	b: 'strong',
	i: 'em',
	cite: 'em',
	s: 'del',
	strike: 'del',
	tt: 'code',
	kbd: 'code',
	samp: 'code',
	listing: 'pre',
	xmp: 'pre',
	menu: 'ul',
	dir: 'ul',
	center: 'div',
	section: 'div',
	article: 'div',
	main: 'div',
	header: 'div',
	footer: 'div',
	aside: 'div',
	nav: 'div',
	address: 'div',
	details: 'div',
	summary: 'div',
	dl: 'div',
	dt: 'div',
	dd: 'div',
	fieldset: 'div',
	form: 'div',
	hgroup: 'div',
	body: 'div',
	caption: 'div',
	legend: 'div',
	picture: 'div',
};
/** Tags left out together with all they hold. */
const DROPPED = new Set([
	'script',
	'style',
	'template',
	'title',
	'head',
	'iframe',
	'object',
	'embed',
	'applet',
	'svg',
	'math',
	'select',
	'textarea',
	'button',
	'noscript',
	'noembed',
	'noframes',
	'frameset',
	'audio',
	'video',
	'canvas',
	'datalist',
	'dialog',
	'plaintext',
]);
const VOID = new Set(['br', 'hr', 'img']);
const PIXELS =
	/\/\/(feeds\.feedburner\.com\/~r?|feedads|pixel\.|[\w.]*stats\.wordpress\.com|[\w.]*doubleclick\.net|[\w.]*scorecardresearch\.com|counter\.|mc\.yandex\.ru|top-fwz1\.mail\.ru|www\.facebook\.com\/tr|[\w.]*google-analytics\.com|api\.flattr|[\w.]*feedsportal\.com)|\/(pixel|spacer|blank|transparent|1x1|clear)\.(gif|png)(\?|$)/i;

/** HTML in the few tags and attributes that Markdown can say, tokens at a time. */
export interface TidyHtml {
	readonly html: string;
	/** Whether the end was left out because the input is too long or too deep. */
	readonly isCut: boolean;
}

/**
 * HTML of bounded length and depth that holds nothing but known tags, resolved http(s) links and pictures somebody
 * can see. It tames input that would take a parser of trees down; what is safe is decided by `sanitize.ts`.
 */
export function tidyHtml(html: string, baseUrl?: string): TidyHtml {
	const writer = new TidyWriter(baseUrl);
	const parser = new Parser(writer, { decodeEntities: true, recognizeSelfClosing: false });
	const end = Math.min(html.length, MAX_HTML_LENGTH);
	let at = 0;
	while (at < end && writer.openTags < MAX_OPEN_TAGS && writer.tags < MAX_TAGS) {
		parser.write(html.slice(at, Math.min(at + CHUNK_LENGTH, end)));
		at += CHUNK_LENGTH;
	}
	parser.end();
	return { html: writer.parts.join(''), isCut: at < html.length };
}

class TidyWriter {
	readonly parts: string[] = [];
	openTags = 0;
	tags = 0;
	#baseUrl: string | undefined;
	/** What was written for each open tag; empty where nothing was. */
	readonly #open: string[] = [];
	#depth = 0;
	/** Number of open tags above the outermost dropped one; 0 where none is open. */
	#droppedAt = 0;
	#linesBroken = 0;

	constructor(baseUrl: string | undefined) {
		this.#baseUrl = baseUrl;
	}

	onopentag(tag: string, attributes: Readonly<Record<string, string>>): void {
		this.openTags++;
		this.tags++;
		if (this.#droppedAt === 0 && (DROPPED.has(tag) || 'hidden' in attributes)) this.#droppedAt = this.openTags;
		const written = this.#droppedAt > 0 ? '' : this.#write(tag, attributes);
		if (written !== '') this.#depth++;
		this.#open.push(written);
	}

	onclosetag(): void {
		const written = this.#open.pop() ?? '';
		if (written !== '') {
			this.#depth--;
			if (!VOID.has(written)) this.parts.push(`</${written}>`);
		}
		if (this.#droppedAt === this.openTags) this.#droppedAt = 0;
		this.openTags--;
	}

	ontext(text: string): void {
		if (this.#droppedAt > 0 || text === '') return;
		if (text.trim() !== '') this.#linesBroken = 0;
		this.parts.push(escapeHtml(withoutUnseen(text)));
	}

	/** Writes the opening tag and gives its name, or writes nothing and gives an empty one. */
	#write(tag: string, attributes: Readonly<Record<string, string>>): string {
		if (tag === 'base') this.#baseUrl = URL.parse(attributes['href'] ?? '', this.#baseUrl)?.href ?? this.#baseUrl;
		const name = tagFor(tag, attributes);
		if (name === '' || this.#depth >= MAX_DEPTH) return '';
		if (name === 'br') return this.#breakLine();
		this.#linesBroken = 0;
		if (name === 'img') return this.#picture(attributes);
		const href = name === 'a' ? resolveUrl(attributes['href'], this.#baseUrl) : undefined;
		if (name === 'a' && href === undefined) return '';
		this.parts.push(href === undefined ? `<${name}>` : `<a href="${escapeHtml(href)}">`);
		return name;
	}

	/** Two line breaks in a row are how many editors part paragraphs. */
	#breakLine(): string {
		this.#linesBroken++;
		if (this.#linesBroken === 2) this.parts.push('<p></p>');
		if (this.#linesBroken === 1) this.parts.push('<br>');
		return '';
	}

	#picture(attributes: Readonly<Record<string, string>>): string {
		const alt = oneLine((attributes['alt'] ?? '').slice(0, MAX_ALT));
		if (/\b(wp-smiley|emoji|smiley)\b/.test(attributes['class'] ?? '')) {
			this.parts.push(escapeHtml(alt));
			return '';
		}
		const src = pictureUrl(attributes, this.#baseUrl);
		if (src === undefined) return '';
		this.parts.push(`<img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}">`);
		return 'img';
	}
}

function tagFor(tag: string, attributes: Readonly<Record<string, string>>): string {
	const name = SAME_AS[tag] ?? tag;
	const marks = attributes['class'] ?? '';
	if ((name === 'div' || name === 'p') && /(^|\s)(wp-)?caption-text(\s|$)/.test(marks)) return 'figcaption';
	if (name === 'div' && /(^|\s)wp-caption(\s|$)/.test(marks)) return 'figure';
	return KEPT.has(name) ? name : '';
}

/** An absolute address that a reader may follow. */
function resolveUrl(href: string | undefined, baseUrl: string | undefined): string | undefined {
	if (href === undefined || href.trim() === '' || href.trim().startsWith('#')) return undefined;
	const url = URL.parse(href, baseUrl);
	return url !== null && /^(https?|mailto):$/.test(url.protocol) && url.href.length <= 2000 ? url.href : undefined;
}

/** The address of a picture that can be seen: also one that a script would load later, never a tracking pixel. */
function pictureUrl(attributes: Readonly<Record<string, string>>, baseUrl: string | undefined): string | undefined {
	const isDot = [attributes['width'], attributes['height']].some(
		(size) => size !== undefined && /^[0-3](px)?$/.test(size.trim()),
	);
	if (isDot) return undefined;
	const lazy = ['data-src', 'data-original', 'data-lazy-src', 'data-url', 'data-full-src'].map(
		(name) => attributes[name],
	);
	const candidates = [
		...lazy,
		attributes['src'],
		largestOf(attributes['data-srcset']),
		largestOf(attributes['srcset']),
	];
	for (const candidate of candidates) {
		if (candidate === undefined || candidate.trim() === '' || /^\s*(data|blob|javascript):/i.test(candidate)) continue;
		const url = URL.parse(candidate, baseUrl);
		const address = url?.href ?? (baseUrl === undefined && isRelative(candidate) ? candidate.trim() : undefined);
		if (address === undefined || address.length > 2000 || PIXELS.test(address)) continue;
		if (url === null || /^https?:$/.test(url.protocol)) return plainUrl(address);
	}
	return undefined;
}

/** An address with those characters escaped that mean something in Markdown, so that it stands there as it is. */
function plainUrl(address: string): string {
	return address.replace(
		/[\s()<>\\|`]|(?<=&\w+);/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
	);
}

/** Whether an address without a base is a plain path, such as a saved page's own pictures have. */
function isRelative(address: string): boolean {
	return !/^\s*([a-z][a-z0-9+.-]*:|\/\/)/i.test(address);
}

function largestOf(srcset: string | undefined): string | undefined {
	const choices = (srcset ?? '').split(/,\s+/).map((choice) => {
		const [url, size] = choice.trim().split(/\s+/);
		return { url, size: Number.parseFloat(size ?? '1') };
	});
	const largest = choices.reduce((best, other) => (other.size > best.size ? other : best), { url: undefined, size: 0 });
	return largest.url;
}

function escapeHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
