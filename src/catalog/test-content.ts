import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Article } from '#core/article.ts';
import { dayOf } from '#core/day.ts';
import { siteConfig } from '#site.config';
import { type Catalog, openCatalog } from './catalog.ts';
import { formatMarkdownFile } from './frontmatter.ts';

/** A content folder for one test, with its catalog; removed by `dispose`. */
export interface TestContent {
	readonly contentDir: string;
	readonly cacheDir: string;
	/** Writes a file below the content folder. */
	write(path: string, text: string): void;
	/** Writes an article whose fields are sensible where not given; returns its path. */
	writeArticle(fields: Partial<Article> & { id: string }, body?: string): string;
	remove(path: string): void;
	open(): Catalog;
	dispose(): void;
}

/** An empty content folder with one source, `press`, in a temporary folder. */
export function makeTestContent(): TestContent {
	const root = mkdtempSync(join(tmpdir(), 'jarchy-test-'));
	const contentDir = join(root, 'content');
	const cacheDir = join(root, 'cache');
	const opened: Catalog[] = [];
	const write = (path: string, text: string): void => {
		mkdirSync(dirname(join(contentDir, path)), { recursive: true });
		writeFileSync(join(contentDir, path), text);
	};
	write('sources/press.yaml', PRESS);
	return {
		contentDir,
		cacheDir,
		write,
		writeArticle(fields, body = 'Text.') {
			const article = complete(fields);
			const path = `articles/${dayOf(article.publishedAt, siteConfig.timeZone).replaceAll('-', '/')}/${article.id}.md`;
			write(path, formatMarkdownFile(article, body));
			return path;
		},
		remove: (path) => rmSync(join(contentDir, path)),
		open() {
			const catalog = openCatalog({ contentDir, cacheDir, site: siteConfig });
			opened.push(catalog);
			return catalog;
		},
		dispose() {
			for (const catalog of opened) if (catalog.db.isOpen) catalog.close();
			rmSync(root, { recursive: true, force: true });
		},
	};
}

function complete(fields: Partial<Article> & { id: string }): Article {
	const publishedAt = fields.publishedAt ?? '2021-07-29T11:42:00+06:00';
	const lang = fields.lang ?? 'ru';
	const day = dayOf(publishedAt, siteConfig.timeZone).replaceAll('-', '/');
	return {
		schema: 1,
		permalink: `/${lang}/${day}/x-${fields.id}/`,
		title: `Title of ${fields.id}`,
		lang,
		source: 'press',
		identity: [`https://press.example/${fields.id}`],
		publishedAt,
		dateFrom: 'feed',
		firstSeenAt: publishedAt,
		authors: [],
		topics: [],
		tags: [],
		excerpt: 'Excerpt.',
		related: [],
		...fields,
	};
}

const PRESS = `name: Press
homepage: https://press.example/
lang: ru
timeZone: Asia/Bishkek
enabled: true
feeds: []
follow: never
rights: {text: full, images: copy, searchEngines: true, ownSearch: true, feed: full, ai: allow, evidence: "https://press.example/terms"}
`;
