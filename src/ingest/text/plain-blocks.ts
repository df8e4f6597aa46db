import type { FoundImage } from '#ingest/adapters/adapter.ts';
import { isPlain, plainParagraphOf, topLevelOf } from './plain-paragraphs.ts';

/** A text of plain blocks, as `toMarkdown` gives it. */
export interface PlainBlocks {
	readonly markdown: string;
	readonly text: string;
	readonly images: readonly FoundImage[];
}

interface Block {
	/** Without the marks of a heading. */
	readonly markdown: string;
	readonly text: string;
	/** 1 to 6 for a heading. */
	readonly level?: number;
	readonly isList?: boolean;
	readonly image?: FoundImage;
}

const SPACE = /^[ \t\n\f\r]*$/;
const HEADING = /^<h([1-6])>([^<>]+)<\/h\1>$/;
const LIST = /^<ul>\s*((?:<li>[^<>]+<\/li>\s*)+)<\/ul>$/;
const QUOTE = /^<blockquote>([\s\S]+)<\/blockquote>$/;
const PICTURE = /^<p>\s*<img src="(https?:\/\/(?:[^\s&"]|&amp;)+)" alt="([^"]*)">\s*<\/p>$/;

/**
 * The Markdown of tidy HTML (`tidyHtml`) in which plain paragraphs, headings, lists, quotations and pictures follow
 * each other, as news mostly have them; undefined where there is anything else, which is for the tools that know all.
 */
export function writePlainBlocks(html: string): PlainBlocks | undefined {
	const blocks: Block[] = [];
	for (const piece of topLevelOf(html)) {
		if (SPACE.test(piece)) continue;
		const block = blockOf(piece);
		// Lists that follow each other have different bullets.
		if (block === undefined || (block.isList === true && blocks.at(-1)?.isList === true)) return undefined;
		blocks.push(block);
	}
	const levels = [...new Set(blocks.flatMap(({ level }) => level ?? []))].sort();
	const written = blocks.map(({ markdown, level }) =>
		level === undefined ? markdown : `${'#'.repeat(Math.min(4, levels.indexOf(level) + 2))} ${markdown}`,
	);
	return {
		markdown: `${written.join('\n\n')}\n`,
		text: blocks.flatMap(({ text }) => (text === '' ? [] : [text])).join('\n\n'),
		images: blocks.flatMap(({ image }) => image ?? []),
	};
}

function blockOf(piece: string): Block | undefined {
	if (piece.startsWith('<p>')) return plainParagraphOf(piece) ?? pictureOf(piece);
	const [, level, heading = ''] = HEADING.exec(piece) ?? [];
	if (level !== undefined) {
		const line = plainParagraphOf(`<p>${heading}</p>`);
		return line === undefined ? undefined : { ...line, level: Number(level) };
	}
	const items = LIST.exec(piece)?.[1];
	if (items !== undefined) return listOf(items);
	const quoted = QUOTE.exec(piece)?.[1];
	return quoted === undefined ? undefined : quotationOf(quoted);
}

function pictureOf(piece: string): Block | undefined {
	const [, address, written = ''] = PICTURE.exec(piece) ?? [];
	const alt = written.replaceAll('&quot;', '"');
	if (address === undefined || (alt !== '' && !isPlain(alt))) return undefined;
	const url = address.replaceAll('&amp;', '&');
	return { markdown: `![${alt}](${url})`, text: '', image: { url, ...(alt === '' ? {} : { alt }) } };
}

function listOf(items: string): Block | undefined {
	const lines = items.match(/(?<=<li>)[^<>]+(?=<\/li>)/g) ?? [];
	const texts = lines.flatMap((line) => plainParagraphOf(`<p>${line}</p>`)?.text ?? []);
	if (texts.length !== lines.length) return undefined;
	return { markdown: texts.map((text) => `- ${text}`).join('\n'), text: texts.join('\n'), isList: true };
}

function quotationOf(html: string): Block | undefined {
	const pieces = [...topLevelOf(html)].filter((piece) => !SPACE.test(piece));
	const paragraphs = pieces.flatMap((piece) => plainParagraphOf(piece) ?? []);
	if (paragraphs.length !== pieces.length || pieces.length === 0) return undefined;
	return {
		markdown: paragraphs.map(({ markdown }) => `> ${markdown}`).join('\n>\n'),
		text: paragraphs.map(({ text }) => text).join('\n\n'),
	};
}
