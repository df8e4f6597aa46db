import type { RecordResult } from './records.ts';

/** Bounds what is held of a table: a longer row is damage, most often a quote that is never closed. */
const MAX_ROW = 4_000_000;
/** Damage is passed over, but not for ever. */
const MAX_DAMAGES = 200;

/** What ends a field, by delimiter. */
const STOPS: Readonly<Record<string, RegExp>> = { ',': /[,\n]/g, ';': /[;\n]/g, '\t': /[\t\n]/g, '|': /[|\n]/g };

interface Rows {
	readonly rows: readonly (readonly string[])[];
	/** Where the first row begins that is not whole. */
	readonly end: number;
	/** Whether a quote is open in it. */
	readonly isOpen: boolean;
}

/** A field, whether the text goes on behind it, and where. */
interface Field {
	readonly value: string;
	readonly next: number;
}

/** The character that splits a header into most columns. */
export function delimiterOf(header: string): string {
	const counts = Object.keys(STOPS).map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
	return counts.reduce((best, other) => (other.count > best.count ? other : best)).delimiter;
}

/**
 * The rows of a table as records, named by its first line, a piece at a time. A row whose quote is never closed loses
 * that line alone; a quote within a quoted field that no delimiter follows is a quote.
 */
export async function* streamRows(pieces: AsyncIterable<string>): AsyncGenerator<RecordResult> {
	const reader = openRowReader();
	for await (const piece of pieces) yield* reader.read(piece, false);
	yield* reader.read('', true);
}

function openRowReader(): { read(piece: string, isLast: boolean): Generator<RecordResult> } {
	let text = '';
	let table: { readonly columns: readonly string[]; readonly delimiter: string } | undefined;
	let damages = 0;
	return {
		*read(piece, isLast) {
			text += piece;
			for (;;) {
				if (table === undefined) text = text.trimStart();
				const delimiter = table?.delimiter ?? delimiterOf(text.split('\n', 1)[0] ?? '');
				const { rows, end, isOpen } = parseRows(text, { delimiter, isLast });
				text = text.slice(end);
				for (const row of rows) {
					if (table !== undefined) yield toRecord(row, table.columns);
					else table = { delimiter, columns: row };
				}
				if (text === '' || !(isLast || text.length > MAX_ROW)) return;
				const line = text.indexOf('\n');
				text = line === -1 || ++damages > MAX_DAMAGES ? '' : text.slice(line + 1);
				yield { ok: false, reason: isOpen ? 'a quote in it is never closed' : 'it is too long' };
			}
		},
	};
}

/** All rows that are whole, blank ones left out. */
function parseRows(text: string, format: { readonly delimiter: string; readonly isLast: boolean }): Rows {
	const rows: string[][] = [];
	let row: string[] = [];
	let end = 0;
	for (let at = 0; at < text.length; ) {
		const field = readField(text, at, format);
		if (field === undefined) return { rows, end, isOpen: text[skipBlanks(text, at, format.delimiter)] === '"' };
		row.push(field.value);
		at = field.next + 1;
		if (text[field.next] === format.delimiter) {
			if (at < text.length || !format.isLast) continue;
			row.push('');
		}
		if (row.length > 1 || row[0] !== '') rows.push(row);
		row = [];
		end = Math.min(at, text.length);
	}
	return { rows, end, isOpen: false };
}

/** The field that begins here; undefined where its end is not there. */
function readField(
	text: string,
	from: number,
	{ delimiter, isLast }: { readonly delimiter: string; readonly isLast: boolean },
): Field | undefined {
	const start = skipBlanks(text, from, delimiter);
	if (text[start] === '"') return readQuoted(text, start, { delimiter, isLast });
	const stops = STOPS[delimiter] ?? /\n/g;
	stops.lastIndex = from;
	const next = stops.exec(text)?.index ?? text.length;
	return next === text.length && !isLast ? undefined : { value: text.slice(from, next).trim(), next };
}

function readQuoted(
	text: string,
	start: number,
	{ delimiter, isLast }: { readonly delimiter: string; readonly isLast: boolean },
): Field | undefined {
	for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
		if (text[quote + 1] === '"') {
			quote++;
			continue;
		}
		const next = skipBlanks(text, quote + 1, delimiter);
		if (next === text.length ? isLast : text[next] === delimiter || text[next] === '\n')
			return {
				value: text
					.slice(start + 1, quote)
					.replaceAll('""', '"')
					.trim(),
				next,
			};
	}
	return undefined;
}

function skipBlanks(text: string, from: number, delimiter: string): number {
	let at = from;
	while (text[at] !== delimiter && /^[ \t\r]$/.test(text[at] ?? '')) at++;
	return at;
}

function toRecord(row: readonly string[], columns: readonly string[]): RecordResult {
	return { ok: true, record: Object.fromEntries(columns.map((column, at) => [column, row[at]])) };
}
