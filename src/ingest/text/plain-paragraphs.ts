/** Stands for a run of paragraphs that were taken out; no text holds it. */
const MARK = '\uE000';

/** Paragraphs that need no Markdown but blank lines between them, taken out of a text. */
export interface PlainParagraphs {
	/** What remains, a paragraph of one mark in place of each run that was taken out. */
	readonly html: string;
	/** The whole, where nothing remains. */
	readonly whole: { readonly markdown: string; readonly text: string } | undefined;
	/** The Markdown of the whole, given that of `html`. */
	putBack(markdown: string): string;
	/** The plain text of the whole, given that of `html`. */
	putBackText(text: string): string;
}

interface Paragraph {
	readonly markdown: string;
	readonly text: string;
}

const TOKEN = /<(\/?)([a-z][a-z0-9]*)[^<>]*>/g;
const VOID = /^(br|hr|img)$/;
const LINK = /<a href="(https?:\/\/[\w.:/?=%#~+,;!$@*-]+)">([^<>]+)<\/a>/g;
/** Words that stand out, with nothing at their ends that could keep Markdown's marks from being seen as such. */
const EMPHASIS = /(?<![^ ])<(em|strong)>([\p{L}\p{N}](?:[^<>]*[\p{L}\p{N}])?)<\/\1>(?![^ .,;:])/gu;
/** Signs that mean something to Markdown somewhere, and control characters. */
const TELLING = /[\\`*_[\]<>&~|@#\0-\x1f\x7f\uE000]|[Ww]\.|[ps]:\//;
/** It begins with a letter or a quotation mark and ends with something that can be seen. */
const PLAIN = /^[\p{L}«„“"](?:.*\S)?$/u;

/**
 * Takes the paragraphs out of tidy HTML (`tidyHtml`) that hold plain text and links alone, and nothing that Markdown
 * could take for a sign of its own. Most texts of feeds are made of such, and the tools that know all of Markdown take
 * twenty times as long over them to come to the same result.
 */
export function takePlainParagraphs(html: string): PlainParagraphs {
	const runs: Paragraph[][] = [];
	const parts: string[] = [];
	let isAll = true;
	let run: Paragraph[] | undefined;
	// A text without tags is one paragraph.
	const whole = html.includes('<') || html.trim() === '' ? html : `<p>${html}</p>`;
	for (const piece of html.includes(MARK) ? [html] : topLevelOf(whole)) {
		const paragraph = plainParagraphOf(piece);
		if (paragraph !== undefined && run === undefined) {
			run = [];
			runs.push(run);
			parts.push(`<p>${MARK}</p>`);
		}
		if (paragraph !== undefined) run?.push(paragraph);
		else if (/^[ \t\n\f\r]*$/.test(piece)) parts.push(piece);
		else {
			parts.push(piece);
			run = undefined;
			isAll = false;
		}
	}
	const markdowns = runs.map((one) => one.map(({ markdown }) => markdown).join('\n\n'));
	const texts = runs.map((one) => one.map(({ text }) => text).join('\n\n'));
	const [markdown, text] = [markdowns[0] ?? '', texts[0] ?? ''];
	return {
		html: parts.join(''),
		whole: isAll ? { markdown: markdown === '' ? '' : `${markdown}\n`, text } : undefined,
		putBack: (written) => fill(written, markdowns),
		putBackText: (written) => fill(written, texts),
	};
}

/** Elements that stand in no other, and the text between them. */
export function* topLevelOf(html: string): Iterable<string> {
	let depth = 0;
	let start = 0;
	const tokens = new RegExp(TOKEN);
	for (let token = tokens.exec(html); token !== null; token = tokens.exec(html)) {
		const isClosing = token[1] === '/';
		if (VOID.test(token[2] ?? '')) continue;
		if (!isClosing && depth === 0 && token.index > start) {
			yield html.slice(start, token.index);
			start = token.index;
		}
		depth += isClosing ? -1 : 1;
		if (depth !== 0) continue;
		yield html.slice(start, tokens.lastIndex);
		start = tokens.lastIndex;
	}
	if (start < html.length) yield html.slice(start);
}

/** A paragraph as it stands in tidy HTML, undefined where Markdown could take anything in it for a sign. */
export function plainParagraphOf(piece: string): Paragraph | undefined {
	if (!(piece.startsWith('<p>') && piece.endsWith('</p>'))) return undefined;
	const inner = piece
		.slice(3, -4)
		.replaceAll('&quot;', '"')
		.replace(/[\t\n\f\r ]+/g, ' ')
		.replace(/^ | $/g, '');
	if (!inner.includes('<')) return isPlain(inner) ? { markdown: inner, text: inner } : undefined;
	const text = inner.replace(LINK, '$2').replace(EMPHASIS, '$2');
	// White space at the ends of a link, and a sign before it that would make it a picture, are for others to judge.
	if (!isPlain(text) || /!<a|"> | <\/a>/.test(inner)) return undefined;
	const markdown = inner.replace(LINK, '[$2]($1)').replace(EMPHASIS, (_, tag: string, words: string) => {
		const marks = tag === 'em' ? '*' : '**';
		return `${marks}${words}${marks}`;
	});
	return markdown.includes('<') ? undefined : { markdown, text };
}

/** Whether a line holds nothing that Markdown could take for a sign. */
export function isPlain(text: string): boolean {
	return PLAIN.test(text) && !TELLING.test(text);
}

function fill(written: string, runs: readonly string[]): string {
	let next = 0;
	return runs.length === 0 ? written : written.replaceAll(MARK, () => runs[next++] ?? '');
}
