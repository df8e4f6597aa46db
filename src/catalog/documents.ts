import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { z } from 'astro/zod';
import { type ArticleDocument, articleSchema } from '#core/article.ts';
import { ContentError, type ContentProblem, validate } from '#core/content-error.ts';
import { ExpectedError } from '#core/expected-error.ts';
import { fileId } from '#core/fields.ts';
import { noticeSchema } from '#core/notice.ts';
import { pageSchema } from '#core/page.ts';
import { removalSchema } from '#core/removal.ts';
import { savedSearchSchema } from '#core/saved-search.ts';
import { sourceSchema } from '#core/source.ts';
import { topicSchema } from '#core/topic.ts';
import { bodyOfMarkdownFile, parseMarkdownFile, parseYaml } from './frontmatter.ts';

/** Kinds of small files, each in a folder of its own below the content folder. */
export type DocumentKind = 'sources' | 'topics' | 'notices' | 'pages' | 'removed' | 'searches';

/** All of them, in the order in which they are read. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = ['sources', 'topics', 'notices', 'pages', 'removed', 'searches'];

/** What a file gave: its value, or everything that is wrong with it. */
export type Read<T> = { ok: true; value: T; sha256: string } | { ok: false; problems: ContentProblem[] };

const SMALL = {
	sources: { schema: sourceSchema, ending: '.yaml' },
	topics: { schema: topicSchema, ending: '.yaml' },
	notices: { schema: noticeSchema, ending: '.md' },
	pages: { schema: pageSchema, ending: '.md' },
	removed: { schema: removalSchema, ending: '.yaml' },
	searches: { schema: savedSearchSchema, ending: '.yaml' },
} as const satisfies Record<DocumentKind, { schema: z.ZodType; ending: string }>;

/** Ending of the files of a kind. */
export function endingOf(kind: DocumentKind): string {
	return SMALL[kind].ending;
}

/** Reads one article; `path` is relative to `contentDir`. Never throws for what a file holds. */
export function readArticle(contentDir: string, path: string): Read<ArticleDocument> {
	return readFile(contentDir, path, (text) => {
		const { data, body } = parseMarkdownFile(text);
		const checked = validate(articleSchema, data, path);
		return checked.ok ? { ok: true, value: { article: checked.value, body } } : checked;
	});
}

/** The article at `path`. @throws ContentError where the file cannot be used. */
export function getArticleDocument(contentDir: string, path: string): ArticleDocument {
	const read = readArticle(contentDir, path);
	if (!read.ok) throw new ContentError(read.problems);
	return read.value;
}

/**
 * The body of an article that the catalog knows, whose frontmatter is in order.
 *
 * @throws ExpectedError where its file is another than the catalog knows: it was edited while the site is built.
 */
export function readBody(contentDir: string, known: { readonly path: string; readonly sha256: string }): string {
	const file = join(contentDir, known.path);
	const bytes = existsSync(file) ? readFileSync(file) : undefined;
	if (bytes === undefined || sha256(bytes) !== known.sha256) {
		throw new ExpectedError(`${known.path} was changed while the site was being built: build again.`);
	}
	return bodyOfMarkdownFile(toText(bytes));
}

/** The body of an article's file as it lies there, whatever the catalog knows; empty where there is none. */
export function findBody(contentDir: string, path: string): string {
	try {
		return bodyOfMarkdownFile(toText(readFileSync(join(contentDir, path))));
	} catch {
		return '';
	}
}

/** Reads one small file; its id is its file name, for pages `<lang>/<name>`. */
export function readDocument(contentDir: string, path: string, kind: DocumentKind): Read<Record<string, unknown>> {
	const { schema, ending } = SMALL[kind];
	const id = basename(path, ending);
	return readFile(contentDir, path, (text) => {
		if (!fileId.safeParse(id).success) {
			return problem(
				path,
				'expected a file name of lower-case letters, digits and hyphens',
				JSON.stringify(basename(path)),
			);
		}
		const { data, body } = ending === '.md' ? parseMarkdownFile(text) : { data: parseYaml(text), body: undefined };
		const checked = validate(schema, data, path);
		if (!checked.ok) return checked;
		return { ok: true, value: { ...checked.value, id, ...(body === undefined ? {} : { body }) } };
	});
}

/** SHA-256 of a file's bytes, in hex; empty where it cannot be read. */
export function digestFile(contentDir: string, path: string): string {
	try {
		return sha256(readFileSync(join(contentDir, path)));
	} catch {
		return '';
	}
}

/** SHA-256 of bytes or text, in hex. */
export function sha256(data: string | Uint8Array): string {
	return hash('sha256', data);
}

function readFile<T>(
	contentDir: string,
	path: string,
	parse: (text: string) => { ok: true; value: T } | { ok: false; problems: ContentProblem[] },
): Read<T> {
	try {
		const bytes = readFileSync(join(contentDir, path));
		const result = parse(toText(bytes));
		return result.ok ? { ...result, sha256: sha256(bytes) } : result;
	} catch (error) {
		const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
		return problem(path, message, '');
	}
}

function toText(bytes: Buffer): string {
	return bytes.toString('utf8').replaceAll('\r\n', '\n');
}

function problem(file: string, expected: string, found: string): { ok: false; problems: ContentProblem[] } {
	return { ok: false, problems: [{ file, field: '', expected: expected.replace(/\.$/, ''), found }] };
}
