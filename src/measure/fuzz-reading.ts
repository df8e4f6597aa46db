import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseMarkdownFile } from '#catalog/frontmatter.ts';
import { type Article, articleSchema } from '#core/article.ts';
import type { Rights, Source } from '#core/source.ts';
import { composeContent } from '#ingest/compose.ts';
import type { Draft } from '#ingest/draft.ts';
import { IngestError } from '#ingest/errors.ts';
import { openFetcher } from '#ingest/fetch/fetch.ts';
import { readInput } from '#ingest/read.ts';
import { formatArticle } from '#ingest/write.ts';
import { markdownToHtml } from '#site/markdown.ts';
import { activeParts } from './quality/active-parts.ts';

const RIGHTS: readonly Rights[] = (['full', 'excerpt'] as const).map((text) => ({
	text,
	words: 60,
	images: 'copy',
	searchEngines: true,
	ownSearch: true,
	feed: text,
	ai: 'deny',
}));

const SOURCE: Source = {
	id: 'fuzz',
	name: 'Fuzz',
	lang: 'und',
	timeZone: 'Asia/Bishkek',
	enabled: true,
	feeds: [],
	follow: 'never',
};

const NOW = '2026-11-01T03:00:00Z';
/** Articles of one document whose pages are looked at. */
const PAGES_LOOKED_AT = 3;

/**
 * Takes a document through the whole reading, from bytes to files and pages. `file` is written over.
 *
 * @returns how many articles came of it
 * @throws Error where anything goes wrong that ingest does not expect
 */
export async function readSpoilt(bytes: Uint8Array, file: string): Promise<number> {
	writeFileSync(file, bytes);
	let articles = 0;
	const fetcher = openFetcher({ contentDir: dirname(file), contact: 'fuzz@example.com', now: NOW });
	try {
		await readInput(
			{ location: file, local: { file, roots: [] }, isFound: false },
			{
				source: SOURCE,
				now: NOW,
				fetcher,
				warn: () => undefined,
				onDraft: (draft) => {
					check(draft, ++articles <= PAGES_LOOKED_AT);
				},
			},
		);
	} catch (error) {
		if (!(error instanceof IngestError)) throw error;
	} finally {
		await fetcher.close();
	}
	return articles;
}

/** What holds for every article: its file can be read again, nothing in its page runs, its lines are lines of text. */
function check(draft: Draft, isLookedAt: boolean): void {
	for (const rights of RIGHTS) {
		const { fields, body } = composeContent(draft, rights, {});
		const { title, lang, publishedAt, dateFrom, keys, ownKey } = draft;
		const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
		const article: Article = articleSchema.parse({
			schema: 1,
			id: 'aaaaaaaaaa',
			permalink: `/${lang}/2026/11/01/aaaaaaaaaa/`,
			lang,
			source: 'fuzz',
			identity: keys.length === 0 ? [ownKey] : keys.slice(0, 3),
			publishedAt,
			dateFrom,
			firstSeenAt: publishedAt,
			topics: [],
			related: [],
			...given,
		});
		const again = parseMarkdownFile(formatArticle({ article, body }));
		articleSchema.parse(again.data);
		if (again.body.trim() !== body) throw new Error('The body is read back as another one.');
		for (const line of [title, ...article.authors, ...article.tags, article.section ?? ''])
			if (/[\p{Cc}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u.test(line))
				throw new Error(`Control characters in ${JSON.stringify(line)}`);
		const active = isLookedAt ? activeParts(markdownToHtml(body)) : [];
		if (active.length > 0) throw new Error(`The page could run ${active.join(', ')}`);
	}
}
