import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WrittenArticle } from '#catalog/article-rows.ts';
import { sha256 } from '#catalog/documents.ts';
import { formatMarkdownFile, parseMarkdownFile } from '#catalog/frontmatter.ts';
import { statFile } from '#catalog/walk.ts';
import { type Article, type ArticleDocument, articleSchema } from '#core/article.ts';
import { ContentError, validate } from '#core/content-error.ts';
import { writeAtomically } from './atomic.ts';

const FIELDS = Object.keys(articleSchema.shape);

/**
 * Path of an article's file, relative to the content folder, as its permalink gives it: ingest never renames a file.
 *
 * @example articlePath('/ru/2021/07/29/bazy-abcdefghij/') // => 'articles/2021/07/29/bazy-abcdefghij.md'
 */
export function articlePath(permalink: string): string {
	return `articles/${permalink.split('/').slice(2, -1).join('/')}.md`;
}

/** An article as the text of its file, its fields in the order of the schema. */
export function formatArticle({ article, body }: ArticleDocument): string {
	const fields = Object.entries(article).sort(([one], [other]) => FIELDS.indexOf(one) - FIELDS.indexOf(other));
	return formatMarkdownFile(Object.fromEntries(fields), body);
}

/**
 * Writes an article's file, in one step; a file that holds the same bytes is not touched.
 *
 * @throws ContentError where the article does not fit the schema.
 */
export function writeArticle(contentDir: string, path: string, document: ArticleDocument): WrittenArticle {
	const { text, article } = checked(path, document);
	if (readIfThere(join(contentDir, path)) !== text) writeAtomically(contentDir, path, text);
	return { ...statFile(contentDir, path), article, sha256: sha256(text) };
}

/** What {@link writeArticle} would give, with nothing written. */
export function pretendToWrite(_contentDir: string, path: string, document: ArticleDocument): WrittenArticle {
	const { text, article } = checked(path, document);
	return { article, path, size: text.length, mtime: 0, ctime: 0, sha256: sha256(text) };
}

function checked(path: string, document: ArticleDocument): { text: string; article: Article } {
	const result = validate(articleSchema, document.article, path);
	if (!result.ok) throw new ContentError(result.problems);
	const text = formatArticle(document);
	assertReadable(text, path);
	return { text, article: result.value };
}

/** What is written must be readable again: a file that no later run can read would stop the site. */
function assertReadable(text: string, path: string): void {
	const data = readBack(text);
	if (data instanceof Error) throw new ContentError([{ file: path, field: '', expected: data.message, found: '' }]);
	const again = validate(articleSchema, data, path);
	if (!again.ok) throw new ContentError(again.problems);
}

function readBack(text: string): unknown {
	try {
		return parseMarkdownFile(text).data;
	} catch (error) {
		return error instanceof Error ? error : new Error(String(error));
	}
}

function readIfThere(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}
