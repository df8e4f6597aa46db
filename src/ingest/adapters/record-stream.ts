import { isRecord, type RecordResult } from './records.ts';

/** Bounds what is held of a dump: a longer record is passed over. */
const MAX_RECORD_MB = 16;
const MAX_RECORD = MAX_RECORD_MB * 1_000_000;
const HEAD_LENGTH = 100_000;
const DAMAGED = { ok: false, reason: 'its JSON is damaged or cut off' } as const;
const GIVEN_UP = { ok: false, reason: 'it and what follows is damaged beyond repair' } as const;
const TOO_LONG = { ok: false, reason: `it is longer than ${MAX_RECORD_MB} MB` } as const;

/**
 * The objects of JSON Lines, of a JSON array, or of the array in an object (`items`, `articles` …), one at a time and
 * never more than one held, so that neither size nor a damaged or missing end loses the others.
 */
export async function* streamRecords(pieces: AsyncIterable<string>): AsyncGenerator<RecordResult> {
	const scanner = openScanner();
	for await (const piece of pieces) yield* scanner.read(piece, false);
	yield* scanner.read('', true);
}

/** As {@link streamRecords}, of a text that is there already. */
export function readRecords(text: string): Iterable<RecordResult> {
	return openScanner().read(text, true);
}

/** What a place in the text turned out to be: a record and where to go on, or nothing before more is read. */
type Step = { readonly result: RecordResult; readonly next: number } | 'needs more';

/** How far the search for an object's end has come. */
interface ObjectScan {
	at: number;
	depth: number;
	isInText: boolean;
}

function openScanner(): { read(piece: string, isLast: boolean): Generator<RecordResult> } {
	let text = '';
	let at = 0;
	let isStarted = false;
	let isInArray = false;
	let isDone = false;
	let isSkipping = false;
	let scan: ObjectScan | undefined;
	/** Damage may send the search for an object's end far ahead again and again. */
	let budget = 1_000_000;

	function start(isLast: boolean): boolean {
		if (!isLast && text.length < HEAD_LENGTH) return false;
		at = arrayStart(text);
		isInArray = at > 0;
		isStarted = true;
		return true;
	}

	function step(open: number, isLast: boolean): Step {
		const line = isInArray ? undefined : readLine(text, open);
		if (line !== undefined) {
			scan = undefined;
			return line;
		}
		if (!(isInArray || isLast) && text.length - open < MAX_RECORD && !text.includes('\n', open)) return 'needs more';
		scan ??= { at: open, depth: 0, isInText: false };
		const before = scan.at;
		const isClosed = scanObject(text, scan);
		budget -= scan.at - before;
		if (!(isClosed || isLast) && text.length - open < MAX_RECORD) return 'needs more';
		const end = isClosed ? scan.at : text.length;
		scan = undefined;
		if (!isClosed && text.length - open >= MAX_RECORD) return skipLong(open);
		const result = isClosed ? parseRecord(text.slice(open, end)) : DAMAGED;
		// After damage the next line, or the next object of an array, is the next chance.
		return { result, next: result.ok ? end : Math.max(open + 1, nextStart(text, open, end)) };
	}

	function skipLong(open: number): Step {
		const line = text.indexOf('\n', open);
		isSkipping = line === -1;
		return { result: TOO_LONG, next: line === -1 ? text.length : line };
	}

	/** Past the rest of a record that was too long; false where its end is still to come. */
	function skip(): boolean {
		const end = /\n|\}\s*,(?=\s*\{)/.exec(text);
		at = end === null ? text.length : end.index + end[0].length;
		return end !== null;
	}

	return {
		*read(piece, isLast) {
			text = text.slice(at) + piece;
			if (scan !== undefined) scan.at -= at;
			at = 0;
			budget += 20 * piece.length;
			if (isDone || !(isStarted || start(isLast))) return;
			if (isSkipping && !skip()) return;
			isSkipping = false;
			while (at < text.length && budget > 0) {
				const open = text.indexOf('{', at);
				isDone = isInArray && text.slice(at, open === -1 ? text.length : open).includes(']');
				if (open === -1 || isDone) {
					at = text.length;
					return;
				}
				at = open;
				const next = step(open, isLast);
				if (next === 'needs more') return;
				at = next.next;
				yield next.result;
			}
			isDone = budget <= 0;
			if (isDone) yield GIVEN_UP;
		},
	};
}

/** A line that is an object, as in JSON Lines; one that is none although the next line begins another is damaged. */
function readLine(text: string, open: number): Step | undefined {
	const end = text.indexOf('\n', open);
	if (end === -1) return undefined;
	const value = parseLine(text.slice(open, end));
	if (isRecord(value)) return { result: { ok: true, record: value }, next: end };
	const isBetweenLines = text[end + 1] === '{' && (open === 0 || text[open - 1] === '\n');
	if (!isBetweenLines || parseLine(text.slice(end + 1, lineEnd(text, end + 1))) === undefined) return undefined;
	return { result: DAMAGED, next: end };
}

function parseLine(line: string): unknown {
	return /\}\s*$/.test(line.slice(-10)) ? tryParse(line) : undefined;
}

/** Where the objects begin: after `[` of an array, which may be the value of a key of an outer object. */
function arrayStart(text: string): number {
	const outer =
		/^\s*(\[)|^\s*\{[\s\S]{0,100000}?"(?:items|articles|entries|posts|news|data|results|documents|rows|stories)"\s*:\s*\[/.exec(
			text,
		);
	if (outer === null) return 0;
	if (outer[1] !== undefined) return outer[0].length;
	// A line that is a whole object has such a key for its own purposes.
	return isRecord(tryParse(text.slice(0, lineEnd(text, 0)))) && text.slice(lineEnd(text, 0)).trim().startsWith('{')
		? 0
		: outer[0].length;
}

/** Goes on with the search for the `}` that closes an object. @returns whether it was found; `at` is behind it then. */
function scanObject(text: string, scan: ObjectScan): boolean {
	const marks = /\\[\s\S]|["{}]/g;
	marks.lastIndex = scan.at;
	for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
		scan.at = marks.lastIndex;
		if (mark[0] === '"') scan.isInText = !scan.isInText;
		if (scan.isInText) continue;
		if (mark[0] === '{') scan.depth++;
		if (mark[0] === '}') scan.depth--;
		if (scan.depth === 0) return true;
	}
	return false;
}

function nextStart(text: string, open: number, end: number): number {
	const line = lineEnd(text, open);
	return line < text.length ? line : end;
}

function lineEnd(text: string, from: number): number {
	const at = text.indexOf('\n', from);
	return at === -1 ? text.length : at + 1;
}

function parseRecord(piece: string): RecordResult {
	const value = tryParse(piece) ?? tryParse(piece.replace(/[\n\r\t]/g, ' '));
	return isRecord(value) ? { ok: true, record: value } : DAMAGED;
}

function tryParse(piece: string): unknown {
	try {
		return JSON.parse(piece);
	} catch {
		return undefined;
	}
}
