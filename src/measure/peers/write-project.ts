import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatMarkdownFile } from '#catalog/frontmatter.ts';

/** Copies a peer's templates from `templates/<name>/` into its project. */
export function copyTemplates(name: string, dir: string): void {
	cpSync(join(import.meta.dirname, 'templates', name), dir, { recursive: true });
}

/** Writes a file of a peer's project. */
function writeText(file: string, text: string): void {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
}

/** Writes a file of data. */
export function writeJson(file: string, value: unknown): void {
	writeText(file, `${JSON.stringify(value, undefined, '\t')}\n`);
}

/** Writes a Markdown file with its frontmatter. */
export function writeMarkdown(file: string, data: Readonly<Record<string, unknown>>, body = ''): void {
	writeText(file, formatMarkdownFile(data, body));
}
