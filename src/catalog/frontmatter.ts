import matter from 'gray-matter';
import { CORE_SCHEMA, load } from 'js-yaml';

/** Longest frontmatter and longest small file that are read, in characters. */
const MAX_FRONTMATTER = 65_536;
/** Uses of YAML's `*name`: enough for a hand-written file, too few to grow into a bomb. */
const MAX_ALIASES = 20;

const OPEN = '---';
const CLOSE = '\n---';

/** A Markdown file cut into its frontmatter (unchecked) and its body. */
export interface MarkdownFile {
	readonly data: unknown;
	readonly body: string;
}

/**
 * Reads a Markdown file's text. The only place that opens gray-matter, whose script engines are closed: by
 * default it evaluates `---js` blocks.
 *
 * @throws Error where the frontmatter is not YAML, is missing, or is over 64 KB.
 */
export function parseMarkdownFile(text: string): MarkdownFile {
	const end = text.indexOf(CLOSE, OPEN.length);
	if (!text.startsWith(`${OPEN}\n`) || end < 0)
		throw new Error('expected frontmatter between two lines `---` at the top');
	if (end > MAX_FRONTMATTER)
		throw new Error(`expected frontmatter of at most ${MAX_FRONTMATTER} characters, found ${end}`);
	const file = matter(text, {
		language: 'yaml',
		engines: { yaml: { parse: parseYamlObject }, javascript: refuse, json: refuse },
	});
	return { data: file.data, body: file.content.replace(/^\n+/, '') };
}

/** The body of a Markdown file whose frontmatter has been checked: as {@link parseMarkdownFile} gives it, without reading YAML. */
export function bodyOfMarkdownFile(text: string): string {
	return text.slice(text.indexOf(CLOSE, OPEN.length) + CLOSE.length).replace(/^\n+/, '');
}

/**
 * A YAML document as a value, by the core schema (dates stay strings, no tags).
 *
 * @throws YAMLException where the text is not YAML, Error where it is too long.
 */
export function parseYaml(text: string): unknown {
	if (text.length > MAX_FRONTMATTER)
		throw new Error(`expected at most ${MAX_FRONTMATTER} characters, found ${text.length}`);
	return load(text, { schema: CORE_SCHEMA, maxAliases: MAX_ALIASES });
}

/**
 * A Markdown file's text: every scalar of the frontmatter JSON-quoted (which is valid YAML and leaves no
 * quoting questions), one top-level field a line, then the body. Halves of characters, which no file can hold, are replaced.
 */
export function formatMarkdownFile(data: Readonly<Record<string, unknown>>, body: string): string {
	const fields = Object.entries(data).filter(([, value]) => value !== undefined);
	const lines = fields.map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
	return `---\n${lines.join('\n')}\n---\n${body === '' ? '' : `\n${body.trimEnd()}\n`}`.toWellFormed();
}

function parseYamlObject(text: string): object {
	const value = parseYaml(text);
	if (typeof value !== 'object' || value === null) throw new Error('expected fields in the frontmatter');
	return value;
}

const refuse = {
	parse(): never {
		throw new Error('expected YAML frontmatter, found another language after `---`');
	},
};
