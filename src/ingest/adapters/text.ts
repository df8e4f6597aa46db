import { findDateText } from '#core/date.ts';
import { decodeText } from '#ingest/input/decode.ts';
import { creditOf } from '#ingest/page/caption.ts';
import { oneLine } from '#ingest/text/plain-line.ts';
import { IngestError } from '../errors.ts';
import { given } from '../given.ts';
import type { Adapter, FeedItem } from './adapter.ts';
import { bylineOf, type Line, readLines, sourceOf } from './text-lines.ts';
import { warnOfDecoding } from './warn.ts';
import { readWhole } from './whole.ts';

interface Range {
	/** First line, and the line after the last. */
	readonly start: number;
	readonly end: number;
}

const MAX_LENGTH = 2_000_000;
const MIN_BODY_WORDS = 12;
/** How far above the text its headline, and how far around it its date, may stand. */
const HEAD_LINES = 60;
const GAP_LINES = 3;

/** What a line adds to the case that it belongs to the text, per kind; prose adds its words. */
const WEIGHT = {
	blank: 0,
	prose: 0,
	phrase: 3,
	label: -10,
	date: -7,
	credit: -4,
	byline: -7,
	related: -40,
	ending: -100,
	junk: -3,
} as const;

/** The whole visible text of one article's page, navigation and all, as people copy it. */
export const textAdapter: Adapter = {
	name: 'text',

	detect(head) {
		if (/^\s*[<{[]/.test(head) || head.includes('\uFFFD')) return 0;
		return /\p{L}{2}/u.test(head) ? 0.3 : 0;
	},

	async *read(document, warn) {
		const input = await readWhole(document);
		const { text, ...decoding } = decodeText(input.bytes, input.contentType);
		warnOfDecoding(input, decoding, warn);
		if (text.length > MAX_LENGTH) warn({ code: 'TEXT_CUT', details: { location: input.location, limit: MAX_LENGTH } });
		const item = readPageDump(text.slice(0, MAX_LENGTH));
		if (item === undefined) {
			throw new IngestError('DUMP_WITHOUT_ARTICLE', {
				location: input.location,
				reason: 'it holds no paragraph of sentences',
			});
		}
		yield item;
	},
};

/** The article in a page's text: the densest run of sentences, and what stands above and below it. */
export function readPageDump(text: string): FeedItem | undefined {
	const lines = readLines(text);
	const body = findBody(lines);
	if (body === undefined) return undefined;
	const titleAt = findTitle(lines, body);
	const head = { start: Math.max(0, (titleAt ?? body.start) - GAP_LINES), end: body.start };
	const around = [
		...lines.slice(titleAt ?? head.start, body.start),
		...lines.slice(body.end, body.end + GAP_LINES),
		...lines.slice(head.start, titleAt),
	];
	const related = findRelated(lines, body);
	return {
		identity: [],
		...given('title', titleAt === undefined ? undefined : oneLine(lines[titleAt]?.text ?? '')),
		text: bodyLines(lines, body).join('\n'),
		...given('published', firstOf(around, findDateText)),
		dateFrom: 'page',
		authors: [firstOf(around, bylineOf) ?? ''].filter((name) => name !== ''),
		tags: [],
		...given('sourceName', firstOf(around, sourceOf)),
		...given('imageCredit', firstOf(around, creditOf)),
		...(related.length === 0 ? {} : { relatedHeadlines: related }),
	};
}

function firstOf(lines: readonly Line[], read: (line: string) => string | undefined): string | undefined {
	for (const { text } of lines) {
		const found = text.length < 200 ? read(text) : undefined;
		if (found !== undefined) return found;
	}
	return undefined;
}

/** The run of lines with the greatest sum of weights (Kadane's algorithm), from prose to prose. */
function findBody(lines: readonly Line[]): Range | undefined {
	let best = { start: 0, end: 0, score: 0 };
	let run = { start: 0, score: 0 };
	for (const [index, line] of lines.entries()) {
		if (run.score <= 0) run = { start: index, score: 0 };
		run.score += weightOf(line);
		if (line.kind === 'prose' && run.score > best.score) best = { start: run.start, end: index + 1, score: run.score };
	}
	const range = trimmed(lines, best);
	return wordsIn(lines.slice(range.start, range.end)) < MIN_BODY_WORDS ? undefined : withLastPhrases(lines, range);
}

function weightOf(line: Line): number {
	return line.kind === 'prose' ? Math.min(line.words, 60) : WEIGHT[line.kind];
}

function wordsIn(lines: readonly Line[]): number {
	return lines.reduce((sum, line) => (line.kind === 'prose' ? sum + line.words : sum), 0);
}

/** Phrases right after the last paragraph, such as a closing quote, still belong to it. */
function withLastPhrases(lines: readonly Line[], { start, end }: Range): Range {
	let last = end;
	for (let at = end; at < Math.min(lines.length, end + 4); at++) {
		const kind = lines[at]?.kind;
		if (kind === 'phrase') last = at + 1;
		else if (kind !== 'blank') break;
	}
	return { start, end: last };
}

function trimmed(lines: readonly Line[], { start, end }: Range): Range {
	let first = start;
	while (first < end && lines[first]?.kind !== 'prose' && lines[first]?.kind !== 'phrase') first++;
	return { start: first, end };
}

function bodyLines(lines: readonly Line[], { start, end }: Range): string[] {
	const kept = lines.slice(start, end).filter(({ kind }) => kind === 'prose' || kind === 'phrase' || kind === 'label');
	return kept.map((line) => line.text).filter((text, index, all) => text !== all[index - 1]);
}

/** The headline: above the text, of several words, on its own; best where the page's own title repeats it. */
function findTitle(lines: readonly Line[], body: Range): number | undefined {
	const pageTitle = lines.find((line) => line.kind !== 'blank')?.text ?? '';
	const opening = new Set(
		wordsOf(
			lines
				.slice(body.start, body.start + 6)
				.map((line) => line.text)
				.join(' '),
		),
	);
	let best: { at: number; score: number } | undefined;
	for (let at = body.start - 1; at >= Math.max(0, body.start - HEAD_LINES); at--) {
		const line = lines[at];
		if (line === undefined || !mayBeTitle(line)) continue;
		const shared = wordsOf(line.text).filter((word) => opening.has(word)).length;
		const isAlone = lines[at - 1]?.kind === 'blank' && lines[at + 1]?.kind === 'blank';
		const isRepeated =
			at > 0 && line.text.length >= 12 && pageTitle.startsWith(line.text.slice(0, 60)) && pageTitle !== line.text;
		const score =
			shared * 2 + (isAlone ? 3 : 0) + (isRepeated ? 12 : 0) + Math.min(line.words, 10) / 2 - (body.start - at) / 4;
		if (best === undefined || score > best.score) best = { at, score };
	}
	return (
		best?.at ??
		(body.start > 0 && pageTitle !== lines[body.start]?.text
			? lines.findIndex((line) => line.text === pageTitle)
			: undefined)
	);
}

function mayBeTitle({ text, kind, words }: Line): boolean {
	if (kind !== 'label' && kind !== 'prose' && kind !== 'phrase') return false;
	return words >= 3 && words <= 35 && text.length <= 250 && !/^https?:|@\w|[,;:]$/.test(text);
}

function wordsOf(text: string): string[] {
	return (
		text
			.toLowerCase()
			.match(/\p{L}{4,}/gu)
			?.map((word) => word.slice(0, 5)) ?? []
	);
}

/** The headlines under "Читайте также" and its like, up to the next gap or label. */
function findRelated(lines: readonly Line[], body: Range): string[] {
	const at = lines.findIndex((line, index) => index >= body.end && line.kind === 'related');
	if (at === -1) return [];
	const found: string[] = [];
	let blanks = 0;
	for (const line of lines.slice(at + 1, at + 40)) {
		blanks = line.kind === 'blank' ? blanks + 1 : 0;
		if (blanks >= GAP_LINES || line.kind === 'ending' || line.kind === 'related') break;
		if (line.words >= 3 && line.text.length <= 250 && line.kind !== 'date' && found.length < 10) found.push(line.text);
	}
	return found;
}
