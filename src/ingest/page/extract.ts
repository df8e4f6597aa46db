import { findDateText } from '#core/date.ts';
import type { Selectors } from '#core/source.ts';
import type { AdapterWarning } from '#ingest/adapters/adapter.ts';
import { kindOf, type LineKind } from '#ingest/adapters/text-lines.ts';
import { IngestError } from '../errors.ts';
import { given } from '../given.ts';
import { dropAsides } from './page-asides.ts';
import { findBody, linkDensity, removeClutter } from './page-body.ts';
import { cleanContainer, findContainer, proseLength } from './page-container.ts';
import { baseOf, lineIn } from './page-elements.ts';
import { findPageKind, type PageKind } from './page-kind.ts';
import { isListing, isNamed, lettersOf } from './page-list.ts';
import { type PageMetadata, readMetadata } from './page-metadata.ts';
import { usableSelectors } from './page-selectors.ts';
import { placeStreamed } from './page-streamed.ts';
import type { Document } from './tree/document.ts';
import type { Element } from './tree/node.ts';
import { parsePage } from './tree/parse.ts';

/** An article as its page gives it. */
export interface ExtractedArticle extends Omit<PageMetadata, 'signs' | 'isDeclaredArticle' | 'isDeclaredFront'> {
	/** The main text, not yet sanitised. */
	readonly html: string;
}

export interface ExtractOptions {
	/** Address of the page, or the path of its file. */
	readonly url?: string | undefined;
	/** Where the source's pages keep their parts. */
	readonly selectors?: Selectors | undefined;
	/** Id of the source, for messages about its selectors. */
	readonly source?: string | undefined;
}

export type Extraction =
	| { readonly ok: true; readonly article: ExtractedArticle; readonly warnings: readonly AdapterWarning[] }
	| { readonly ok: false; readonly error: IngestError };

const MAX_LENGTH = 5_000_000;
const MIN_LENGTH = 140;
/** A text as long as this is not doubted. */
const SURE_LENGTH = 1000;
/** Where less than this share of the prose of the page's own container was found, the container is taken. */
const MIN_FOUND = 0.6;
/** The same for a container that is known by its size alone. */
const MIN_FOUND_UNNAMED = 0.3;
const MAX_LINK_DENSITY = 0.5;
/** Lines between a headline and its text that are neither. */
const ABOUT_TEXT = new Set<LineKind>(['date', 'byline', 'credit', 'junk', 'ending', 'related']);
/** Innermost blocks of text. */
const LEAVES = 'h1, h2, h3, h4, p, div, li, ul';
/** Longest line of what stands between a headline and the text. */
const MAX_HEAD_LENGTH = 70;

/** The article of a page, or why there is none: front pages, lists and pages that only forward have none. */
export function extractArticle(html: string, { url, selectors, source }: ExtractOptions): Extraction {
	const location = url ?? 'the page';
	try {
		return extract(html.slice(0, MAX_LENGTH), {
			location,
			url: URL.canParse(url ?? '') ? url : undefined,
			selectors,
			source,
		});
	} catch (cause) {
		// Trees too deep to walk; whatever else is a mistake of the program.
		if (!(cause instanceof RangeError)) throw cause;
		return failure('PAGE_WITHOUT_ARTICLE', { location, reason: 'it could not be taken apart' }, cause);
	}
}

function extract(written: string, { location, url, ...stated }: ExtractOptions & { location: string }): Extraction {
	const parse = () => treeOf(written, stated.selectors !== undefined);
	const document = parse();
	const about = { location, source: stated.source ?? 'the source' };
	const { selectors, warnings } = usableSelectors(document, stated.selectors ?? {}, about);
	const metadata = readMetadata(document, { html: written, url, selectors });
	const base = baseOf(document, url);
	const isFront = metadata.isDeclaredFront && isListing(document);
	const hasOwnHeadline = isNamed(document, metadata.title ?? '');
	const target = forwardTarget(document);
	const holder = findHolder(document, parse, selectors);
	const published = metadata.published ?? findDateText(lineIn(holder, 400).slice(0, 200));
	dropHead(holder, metadata.title);
	if (selectors.body === undefined) dropAsides(holder);
	const length = lineIn(holder).length;
	if (length < MIN_LENGTH && target !== undefined) return failure('PAGE_IS_REDIRECT', { location, target });
	const isChosen = selectors.body !== undefined;
	const kind = isChosen && length > 0 ? undefined : kindOfPage(holder, metadata);
	if (kind !== undefined) return failure(kind, { location });
	const isList = isFront || (!metadata.isDeclaredArticle && isListing(holder, hasOwnHeadline));
	const isDeclared = metadata.isDeclaredArticle;
	const reason = isChosen ? reasonAgainstChosen(length) : reasonAgainst(holder, { length, isList, isDeclared });
	if (reason !== undefined) return failure('PAGE_WITHOUT_ARTICLE', { location, reason });
	const { isDeclaredArticle: _article, isDeclaredFront: _front, signs: _signs, ...said } = metadata;
	const body = withBase(holder.innerHTML, base === url ? undefined : base);
	return { ok: true, article: { ...said, ...given('published', published), html: body }, warnings };
}

function kindOfPage(holder: Element, metadata: PageMetadata): PageKind | undefined {
	const { signs, isDeclaredArticle, published } = metadata;
	const isDeclared = isDeclaredArticle && published !== undefined;
	return findPageKind(signs, { paragraphs: paragraphsOf(holder), isDeclared });
}

/** The lines of a text by its innermost blocks; its sentences where it has no blocks. */
function paragraphsOf(holder: Element): string[] {
	const whole = lineIn(holder);
	const lines = [...holder.querySelectorAll(LEAVES)]
		.filter((block) => block.querySelector(LEAVES) === null)
		.map((block) => lineIn(block));
	const length = lines.reduce((sum, line) => sum + line.length, 0);
	return length * 2 > whole.length ? lines : whole.split(/(?<=[.!?…]) /);
}

function withBase(html: string, base: string | undefined): string {
	return base === undefined ? html : `<base href="${base.replaceAll('"', '%22')}">${html}`;
}

/** The element with the main text; where the search for it took away too much, the page is read again as it is. */
function findHolder(document: Document, parse: () => Document, selectors: Selectors): Element {
	const own = findContainer(document);
	const wanted = (own?.prose ?? 0) * (own?.isNamed === false ? MIN_FOUND_UNNAMED : MIN_FOUND);
	const cleaned = findBody(document, selectors, true) ?? document.createElement('div');
	const length = lineIn(cleaned).length;
	if (selectors.body !== undefined) return cleaned;
	if (proseLength(cleaned) < wanted) {
		const again = parse();
		const container = findContainer(again)?.element;
		if (container !== undefined) {
			removeClutter(again);
			cleanContainer(container);
			return container;
		}
	}
	if (length >= SURE_LENGTH) return cleaned;
	const whole = findBody(parse(), selectors, false);
	return whole !== undefined && lineIn(whole).length > 2 * length ? whole : cleaned;
}

function treeOf(html: string, keepsAttributes: boolean): Document {
	const document = parsePage(html, keepsAttributes);
	placeStreamed(document);
	return document;
}

function failure(
	code: 'PAGE_WITHOUT_ARTICLE' | 'PAGE_IS_REDIRECT' | PageKind,
	details: Record<string, string>,
	cause?: unknown,
): Extraction {
	return { ok: false, error: new IngestError(code, details, cause === undefined ? {} : { cause }) };
}

function reasonAgainst(
	holder: Element,
	{ length, isList, isDeclared }: { length: number; isList: boolean; isDeclared: boolean },
): string | undefined {
	if (length < MIN_LENGTH) return 'it holds no text of an article\u2019s length';
	if (isList) return 'it is a front page or a list of articles';
	// A round-up of links is an article where the page says so and tells something about them.
	if (isDeclared && proseLength(holder) >= SURE_LENGTH) return undefined;
	return linkDensity(holder) > MAX_LINK_DENSITY ? 'its text is mostly links' : undefined;
}

/** What the maintainer's own selector finds is not doubted. */
function reasonAgainstChosen(length: number): string | undefined {
	return length === 0 ? 'its selectors.body matches no text' : undefined;
}

/** Takes out a first line that repeats the headline, the little above it, and lines of date, byline and counters below. */
function dropHead(holder: Element, title: string | undefined): void {
	const blocks = [...holder.querySelectorAll(LEAVES)]
		.filter((block) => block.querySelector(LEAVES) === null && lineIn(block) !== '')
		.slice(0, 12);
	const wanted = lettersOf(title ?? '');
	const at = wanted.length < 8 ? -1 : blocks.findIndex((block) => isRepetition(lettersOf(lineIn(block)), wanted));
	const hasLittleAbove = blocks.slice(0, Math.max(0, at)).every((block) => lineIn(block).length < MAX_HEAD_LENGTH);
	if (at >= 0 && hasLittleAbove) for (const block of blocks.splice(0, at + 1)) block.remove();
	for (const block of blocks) {
		const line = lineIn(block);
		if (line.length >= MAX_HEAD_LENGTH || !ABOUT_TEXT.has(kindOf(line))) break;
		block.remove();
	}
}

function isRepetition(letters: string, wanted: string): boolean {
	return letters.endsWith(wanted) && letters.length <= wanted.length + MAX_HEAD_LENGTH;
}

function forwardTarget(document: Document): string | undefined {
	const content = document.querySelector('meta[http-equiv="refresh" i]')?.getAttribute('content') ?? '';
	return /^\s*\d*\s*[;,]\s*url\s*=\s*["']?([^"'\s]+)/i.exec(content)?.[1];
}
