import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatMarkdownFile } from '#catalog/frontmatter.ts';
import type { Article } from '#core/article.ts';
import { excerptOf } from '#core/excerpt.ts';
import { articleIdOf } from '#ingest/identity.ts';
import { siteConfig } from '#site.config';
import { OPEN_SOURCE } from '../open-source.ts';
import type { Doc } from './search-plan.ts';

const PUBLISHED_AT = '2026-11-02T10:00:00+06:00';
const DAY = '2026/11/02';
/** The schema wants a title; this one holds no word, so that none of a text weighs as much as a title's. */
const NO_TITLE = '—';

/** A document from a text of some folder of data, known there as `name`; one in a language without edition stands in the default edition. */
export function toDoc(name: string, lang: string, text: string): Doc {
	const edition = siteConfig.editions.includes(lang) ? lang : siteConfig.defaultEdition;
	return { path: `/${edition}/${DAY}/${articleIdOf(name)}/`, lang: edition, title: '', text };
}

/** Writes documents as articles of one source and one instant, without titles, into an empty content folder. */
export function writeDocs(contentDir: string, docs: readonly Doc[]): void {
	write(join(contentDir, 'sources/source.yaml'), OPEN_SOURCE);
	for (const { path, lang, text } of docs) {
		const id = path.split('/').at(-2) ?? '';
		const article: Article = {
			schema: 1,
			id,
			permalink: path,
			title: NO_TITLE,
			lang,
			source: 'source',
			identity: [path],
			publishedAt: PUBLISHED_AT,
			dateFrom: 'feed',
			firstSeenAt: PUBLISHED_AT,
			authors: [],
			topics: [],
			tags: [],
			excerpt: excerptOf(text),
			related: [],
		};
		write(join(contentDir, 'articles', DAY, `${id}.md`), formatMarkdownFile(article, plainMarkdown(text)));
	}
}

/** Markdown that shows a text as it is. */
export function plainMarkdown(text: string): string {
	return text
		.trim()
		.replace(/[!-/:-@[-`{-~]/g, '\\$&')
		.replace(/\s*\n\s*/g, '\n\n');
}

function write(file: string, text: string): void {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
}
