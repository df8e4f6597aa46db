/** A JSON object whose values nobody has looked at yet. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** One object of a JSON document, or why it cannot be read. */
export type RecordResult =
	| { readonly ok: true; readonly record: JsonRecord }
	| { readonly ok: false; readonly reason: string };

/** True for a JSON object. */
export function isRecord(value: unknown): value is JsonRecord {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The objects of JSON Lines, of a JSON array, or of the array in an object (`items`, `articles` …), one at a time,
 * so that neither size nor a damaged or missing end loses the others.
 */
export function* readRecords(text: string): Iterable<RecordResult> {
	const start = arrayStart(text);
	let at = start;
	// Damage may send the search for an object's end to the end of the text again and again.
	let budget = 20 * text.length + 1_000_000;
	while (at < text.length && budget > 0) {
		const open = text.indexOf('{', at);
		if (open === -1) return;
		if (text.slice(at, open).includes(']') && start > 0) return;
		const end = objectEnd(text, open);
		budget -= end - open;
		const result = parseRecord(text.slice(open, end));
		yield result;
		// After damage the next line, or the next object of an array, is the next chance.
		at = result.ok ? end : Math.max(open + 1, nextStart(text, open, end));
	}
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

/** The index after the `}` that closes the object, or the end of the text. */
function objectEnd(text: string, open: number): number {
	let depth = 0;
	let isInText = false;
	const marks = /\\[\s\S]|["{}]/g;
	marks.lastIndex = open;
	for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
		if (mark[0] === '"') isInText = !isInText;
		if (isInText) continue;
		if (mark[0] === '{') depth++;
		if (mark[0] === '}') depth--;
		if (depth === 0) return marks.lastIndex;
	}
	return text.length;
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
	return isRecord(value) ? { ok: true, record: value } : { ok: false, reason: 'its JSON is damaged or cut off' };
}

function tryParse(piece: string): unknown {
	try {
		return JSON.parse(piece);
	} catch {
		return undefined;
	}
}

/** The first of these fields that holds a text or a number, trimmed; names in any case, with `_`, `-` or spaces. */
export function fieldOf(record: JsonRecord, names: readonly string[]): string | undefined {
	const byName = new Map(
		Object.entries(record).map(([name, value]) => [name.toLowerCase().replace(/[\s_-]/g, ''), value]),
	);
	for (const name of names) {
		const value = byName.get(name);
		if (typeof value === 'number') return String(value);
		if (typeof value === 'string' && value.trim() !== '') return value.trim();
	}
	return undefined;
}

/** The texts of a field that holds one text, a list of texts, or objects with a name. */
export function listOf(record: JsonRecord, names: readonly string[], separator: RegExp): string[] {
	for (const [name, value] of Object.entries(record)) {
		if (!names.includes(name.toLowerCase().replace(/[\s_-]/g, ''))) continue;
		const texts = (Array.isArray(value) ? value : [value]).flatMap((one) => textsIn(one, separator));
		if (texts.length > 0) return [...new Set(texts)];
	}
	return [];
}

function textsIn(value: unknown, separator: RegExp): string[] {
	if (isRecord(value)) return [fieldOf(value, ['name', 'title', 'label']) ?? ''].filter((text) => text !== '');
	if (typeof value !== 'string') return [];
	// Lists come as `["a", "b"]` in CSV, too.
	const inner = /^\[.*\]$/s.test(value.trim()) ? value.trim().slice(1, -1).replace(/["']/g, '') : value;
	return inner
		.split(separator)
		.map((text) => text.trim())
		.filter((text) => text !== '');
}
