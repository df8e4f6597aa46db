import type { Image, Nodes, Paragraph, Text } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { defaultHandlers, type Options, toMarkdown as writeMarkdown } from 'mdast-util-to-markdown';
import { markdownToHtml } from 'satteri';
import type { FoundImage } from '#ingest/adapters/adapter.ts';
import { writePlainBlocks } from './plain-blocks.ts';
import { withoutUnseen } from './plain-line.ts';
import { takePlainParagraphs } from './plain-paragraphs.ts';
import { sanitizeTidy } from './sanitize.ts';
import { plainText, shapeArticle } from './shape.ts';
import { MAX_HTML_LENGTH, tidyHtml } from './tidy.ts';
import { toMdast } from './to-mdast.ts';

/** The text of an article in the forms that Jarchy keeps and weighs. */
export interface MarkdownBody {
	readonly markdown: string;
	/** Plain text, paragraphs split by blank lines. */
	readonly text: string;
	/** Pictures of the body in order, each standing in `markdown` as `![alt](url)`. */
	readonly images: readonly FoundImage[];
	/** Whether the input was too long or too deep and its end was left out. */
	readonly isCut: boolean;
}

/** Text in which no sign means anything to Markdown, wherever it stands. */
const HARMLESS = /^[\p{L} ,;«»„“”"’–—][^\\`*_[\]<>&~|@#\0-\x1f\x7f]*$/u;
/** Signs that mean something beside others: `www.`, `https:/`, and `!` before a link. */
const DOUBTFUL = /[Ww]\.|[ps]:(\/|$)|!$/;

/** Readers of Markdown take the square of a word's underscores over what is no word; `\_` is read at once. */
const LONG_WORD = /\S{1000,}/g;

const WRITING: Options = {
	bullet: '-',
	emphasis: '*',
	fences: true,
	rule: '-',
	listItemIndent: 'one',
	resourceLink: true,
	handlers: {
		// The writer tries every pattern on every text; most texts need none.
		text: (node: Text, ...[parent, state, info]) => {
			const { value } = node;
			const isAlone = !(
				(value.startsWith(' ') && /[\r\n]$/.test(info.before)) ||
				(value.endsWith(' ') && /^[\r\n]/.test(info.after))
			);
			if (isAlone && HARMLESS.test(value) && !DOUBTFUL.test(value)) return value;
			return defaultHandlers.text(node, parent, state, info);
		},
		// The address stands as it is (tidy.ts escapes what must be), so that whoever copies the picture can replace it.
		image: (node: Image, ...[, state, info]) => {
			const exitImage = state.enter('image');
			const exitLabel = state.enter('label');
			const alt = state.safe(node.alt ?? '', { ...info, before: '![', after: ']' });
			exitLabel();
			exitImage();
			return `![${alt}](${node.url})`;
		},
	},
	extensions: [gfmToMarkdown({ tablePipeAlign: false })],
};

/**
 * Text from outside as Markdown without a trace of HTML, headings from h2 down.
 *
 * @example toMarkdown('<p>Hi <script>x</script><b>you</b></p>', {}).markdown // => 'Hi **you**\n'
 */
export function toMarkdown(html: string, { baseUrl }: { readonly baseUrl?: string | undefined }): MarkdownBody {
	const { html: tidy, isCut } = tidyHtml(html, baseUrl);
	const plain = takePlainParagraphs(tidy);
	if (plain.whole !== undefined) return { ...plain.whole, images: [], isCut };
	const blocks = writePlainBlocks(tidy);
	if (blocks !== undefined) return { ...blocks, isCut };
	const tree = sanitizeTidy(plain.html);
	const images = shapeArticle(tree);
	const text = plain.putBackText(plainText(tree));
	return { markdown: plain.putBack(stringify(toMdast(tree))), text, images, isCut };
}

/** The plain text of HTML from outside, as {@link toMarkdown} gives it beside the Markdown. */
export function toPlainText(html: string): string {
	const plain = takePlainParagraphs(tidyHtml(html).html);
	if (plain.whole !== undefined) return plain.whole.text;
	const tree = sanitizeTidy(plain.html);
	shapeArticle(tree);
	return plain.putBackText(plainText(tree));
}

/** The plain text of a stored body, as {@link toMarkdown} gives it beside the Markdown. */
export function markdownToText(markdown: string): string {
	const { html } = markdownToHtml(markdown, {
		features: { frontmatter: false, gfm: { footnotes: false }, smartPunctuation: false },
	});
	return toMarkdown(html, {}).text;
}

/**
 * Plain text as Markdown that shows exactly that text: a paragraph per line, or per block of lines where a text
 * of short lines has blank lines between its blocks.
 */
export function textToMarkdown(text: string): string {
	const children = toParagraphs(text.slice(0, MAX_HTML_LENGTH)).map(
		(value): Paragraph => ({ type: 'paragraph', children: [{ type: 'text', value }] }),
	);
	return stringify({ type: 'root', children });
}

/** The paragraphs of a plain text, hard-wrapped lines joined. */
export function toParagraphs(text: string): string[] {
	const blocks = withoutUnseen(text)
		.replace(/\r\n?/g, '\n')
		.split(/\n[^\S\n]*\n/);
	return blocks
		.flatMap((block) => (isWrapped(block, blocks.length) ? [block] : block.split('\n')))
		.map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
		.filter((paragraph) => paragraph !== '');
}

/** Whether the lines of a block were broken by a width, not by a thought: none ends early, few end a sentence. */
function isWrapped(block: string, blocks: number): boolean {
	const lines = block.trim().split('\n');
	if (blocks < 2 || lines.length < 2) return false;
	const inner = lines.slice(0, -1).map((line) => line.trimEnd());
	const longest = inner.reduce((most, line) => Math.max(most, line.length), 0);
	const ended = inner.filter((line) => /[.!?:;»”"]$/.test(line)).length;
	return (
		longest >= 20 && longest <= 100 && inner.every((line) => line.length > longest / 2) && ended * 2 <= inner.length
	);
}

function stringify(tree: Nodes): string {
	if (tree.type !== 'root') return stringify({ type: 'root', children: [] });
	defuse(tree);
	const written = writeMarkdown(tree, WRITING);
	return written.includes('_') ? written.replace(LONG_WORD, (word) => word.replace(/(?<!\\)_/g, '\\_')) : written;
}

/** Makes plain text of any HTML in a Markdown tree, however it came there. */
function defuse(parent: { children: Nodes[] }): void {
	const children: Nodes[] = parent.children;
	for (const [index, node] of children.entries()) {
		if (node.type === 'html') children[index] = { type: 'text', value: node.value };
		else if ('children' in node) defuse(node);
	}
}
