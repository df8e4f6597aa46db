import { allSources, findArticle } from '#catalog/queries.ts';
import { describeProblem } from '#core/content-error.ts';
import { UsageError } from '#core/expected-error.ts';
import type { RemovedArticle } from '#core/removal.ts';
import type { OpenContent } from '../open-content.ts';
import { findMeant, findMeantRemovals } from './find-meant.ts';

/** What a person wants taken down: an article by any of its names, or a whole source. */
export type Unwanted = { readonly article: string } | { readonly source: string };

/**
 * Ids of the articles to be taken down, and those that were before.
 *
 * @throws UsageError where nothing, or more than one article, is meant.
 */
export function chooseRemoved(content: OpenContent, what: Unwanted): { ids: string[]; known: RemovedArticle[] } {
	const { catalog } = content;
	if ('source' in what) {
		const rows = catalog.all('SELECT id FROM article WHERE source = ? ORDER BY published, id', what.source);
		const isKnown = allSources(catalog).some(({ id }) => id === what.source);
		if (rows.length === 0 && !isKnown) throw unknown(content, `source “${what.source}”, nor an article of it`);
		return { ids: rows.map((row) => String(row['id'])), known: [] };
	}
	const ids = findMeant(catalog, what.article);
	if (ids.length > 1) throw new UsageError(severalMessage(content, what.article, ids));
	const known = ids.length === 0 ? findMeantRemovals(catalog, what.article) : [];
	if (ids.length === 0 && known.length === 0) throw unknown(content, `article “${what.article}”`);
	return { ids, known };
}

function severalMessage({ catalog }: OpenContent, name: string, ids: readonly string[]): string {
	const lines = ids.map((id) => {
		const article = findArticle(catalog, id);
		return `  ${id}  ${article?.source}: ${article?.title}`;
	});
	return `“${name}” names ${ids.length} articles. Say which by its id:\n${lines.join('\n')}`;
}

function unknown({ contentDir, problems }: OpenContent, what: string): UsageError {
	const broken = problems.map((problem) => `\n${describeProblem(problem)}`).join('');
	return new UsageError(
		`There is no ${what} in ${contentDir}. An article is named by its id, by the address of its page here or of the original, or by its guid.${broken === '' ? '' : ` These files could not be read:${broken}`}`,
	);
}
