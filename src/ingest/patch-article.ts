import { type Article, articleSchema } from '#core/article.ts';
import { ContentError, validate } from '#core/content-error.ts';
import { articlePath } from './write.ts';

/** An article with some fields changed, or taken away where they are undefined, except those a person has locked. */
export function patchArticle(article: Article, changes: Readonly<Record<string, unknown>>): Article {
	const locked = article.locked ?? [];
	const free = Object.entries(changes).filter(([field]) => !locked.includes(field));
	return toArticle({ ...article, ...Object.fromEntries(free) });
}

/** Fields as an article, those that are undefined left out. @throws ContentError where they make none. */
export function toArticle(fields: Readonly<Record<string, unknown>> & { readonly permalink: string }): Article {
	const given = Object.entries(fields).filter(([, value]) => value !== undefined);
	const result = validate(articleSchema, Object.fromEntries(given), articlePath(fields.permalink));
	if (!result.ok) throw new ContentError(result.problems);
	return result.value;
}
