import type { z } from 'astro/zod';

/** One thing wrong in a file of `content/`. */
export interface ContentProblem {
	/** File, relative to the content folder. */
	readonly file: string;
	/** Field such as `rights.text`; empty where the whole file is meant. */
	readonly field: string;
	readonly expected: string;
	readonly found: string;
}

/** Files of `content/` that cannot be used, all at once. */
export class ContentError extends Error {
	readonly problems: readonly ContentProblem[];

	constructor(problems: readonly ContentProblem[]) {
		super(problems.map(describeProblem).join('\n'));
		this.name = 'ContentError';
		this.problems = problems;
	}
}

/** A problem as one line: `sources/24kg.yaml: rights.text: expected …, found "all".` */
export function describeProblem({ file, field, expected, found }: ContentProblem): string {
	const where = field === '' ? file : `${file}: ${field}`;
	return `${where}: ${expected}${found === '' ? '' : `, found ${found}`}.`;
}

/**
 * A value checked against a schema.
 *
 * @returns the typed value, or every problem found in it.
 */
export function validate<S extends z.ZodType>(
	schema: S,
	value: unknown,
	file: string,
): { ok: true; value: z.output<S> } | { ok: false; problems: ContentProblem[] } {
	const result = schema.safeParse(value, { reportInput: true });
	if (result.success) return { ok: true, value: result.data };
	return { ok: false, problems: result.error.issues.flatMap((issue) => toProblems(issue, value, file)) };
}

function toProblems(issue: z.core.$ZodIssue, root: unknown, file: string): ContentProblem[] {
	const field = issue.path.join('.');
	if (issue.code === 'unrecognized_keys') {
		return issue.keys.map((key) => ({
			file,
			field: [...issue.path, key].join('.'),
			expected: 'expected no such field (misspelt?)',
			found: show(valueAt(root, [...issue.path, key])),
		}));
	}
	return [{ file, field, expected: expectation(issue), found: show(valueAt(root, issue.path)) }];
}

function expectation(issue: z.core.$ZodIssue): string {
	if (issue.code === 'invalid_value')
		return `expected ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
	if (issue.code === 'invalid_type') return `expected ${issue.expected}`;
	return issue.message.replace(/^Invalid input: /, '').replace(/\.$/, '');
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
	let value = root;
	for (const key of path) {
		if (typeof value !== 'object' || value === null) return undefined;
		value = Reflect.get(value, key);
	}
	return value;
}

function show(value: unknown): string {
	if (value === undefined) return 'nothing';
	const json = JSON.stringify(value) ?? String(value);
	return json.length > 80 ? `${json.slice(0, 79)}…` : json;
}
