import type { Catalog } from './catalog.ts';
import { allSources } from './queries.ts';

/** A source that is not read any more but has articles. */
export interface IdleSource {
	readonly id: string;
	readonly articles: number;
	/** `disabled` by its file, which states rights; without rights, or without a file, no more than title and link is shown. */
	readonly is: 'disabled' | 'without rights' | 'without a file';
}

/** Names of sources by the index alone, however many articles each has. */
const SOURCES = `WITH RECURSIVE found (source) AS (SELECT min(source) FROM article UNION ALL
	SELECT (SELECT min(source) FROM article WHERE source > found.source) FROM found WHERE source IS NOT NULL)
	SELECT source FROM found WHERE source IS NOT NULL`;

/** Sources with articles that are not read any more, by id. */
export function findIdleSources(catalog: Catalog): IdleSource[] {
	const sources = new Map(allSources(catalog).map((source) => [source.id, source]));
	return catalog.all(SOURCES).flatMap((row): IdleSource[] => {
		const id = String(row['source']);
		const source = sources.get(id);
		if (source?.enabled === true) return [];
		const articles = Number(catalog.get('SELECT count(*) AS count FROM article WHERE source = ?', id)?.['count']);
		if (source === undefined) return [{ id, articles, is: 'without a file' }];
		return [{ id, articles, is: source.rights === undefined ? 'without rights' : 'disabled' }];
	});
}

/** What becomes of the articles of such a source, and what to do, in a sentence. */
export function describeIdleSource({ id, articles, is }: IdleSource): string {
	const count = `articles (${articles})`;
	const takeDown = `npm run remove -- --source ${id} --why … takes them down`;
	switch (is) {
		case 'disabled':
			return `${id} is disabled: nothing of it is read, its ${count} stay; ${takeDown}.`;
		case 'without rights':
			return `${id} states no rights: its ${count} are shown as title and link alone. State \`rights\` in content/sources/${id}.yaml; ${takeDown}.`;
		case 'without a file':
			return `${id} has no file in content/sources/: its ${count} are shown as title and link alone. Put ${id}.yaml back (enabled: false, with its rights, keeps them as they were); ${takeDown}.`;
	}
}
