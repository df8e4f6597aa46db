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
