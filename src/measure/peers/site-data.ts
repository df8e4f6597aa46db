import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'astro/zod';
import { parseMarkdownFile, parseYaml } from '#catalog/frontmatter.ts';
import { articleSchema } from '#core/article.ts';
import { siteConfig } from '#site.config';

/** What a peer builds its site from: our corpus, its decisions resolved, so that no peer has to look anything up. */
export interface SiteData {
	readonly name: string;
	readonly url: string;
	readonly editions: readonly string[];
	readonly topics: readonly NamedItem[];
	readonly sources: readonly PeerSource[];
	/** Articles, oldest first, read one at a time. */
	articles(): Generator<PeerArticle>;
}

/** A source, and whether its feeds may carry whole texts. */
export interface PeerSource extends NamedItem {
	readonly hasFullFeed: boolean;
}

/** A topic or a source. */
export interface NamedItem {
	readonly id: string;
	readonly name: string;
}

/** An article as peers get it. */
export interface PeerArticle {
	readonly id: string;
	/** `2026/10/31/<slug>-<id>` */
	readonly path: string;
	readonly permalink: string;
	readonly title: string;
	readonly lang: string;
	/** With its offset. */
	readonly date: string;
	readonly source: PeerSource;
	readonly original: string;
	readonly excerpt: string;
	readonly topics: readonly NamedItem[];
	readonly tags: readonly string[];
	readonly related: readonly RelatedLink[];
	/** Markdown. */
	readonly body: string;
}

/** A link to another article. */
export interface RelatedLink {
	readonly permalink: string;
	readonly title: string;
	readonly lang: string;
	readonly date: string;
}

/** Reads a content folder's sources and topics, and gives its articles. */
export function readSiteData(contentDir: string, paths: readonly string[]): SiteData {
	const topics = readYaml(join(contentDir, 'topics')).map(({ id, value }) => ({
		id,
		name: topicSchema.parse(value).labels.ru,
	}));
	const sources = readYaml(join(contentDir, 'sources')).map(({ id, value }) => {
		const { name, rights } = sourceSchema.parse(value);
		return { id, name, hasFullFeed: rights.feed === 'full' };
	});
	const { name, editions } = siteConfig;
	return {
		name,
		url: 'https://bench.example',
		editions,
		topics,
		sources,
		articles: () => readArticles(contentDir, paths, { topics, sources }),
	};
}

const topicSchema = z.looseObject({ labels: z.looseObject({ ru: z.string() }) });
const sourceSchema = z.looseObject({ name: z.string(), rights: z.looseObject({ feed: z.string() }) });

function readYaml(dir: string): { id: string; value: unknown }[] {
	const ids = readdirSync(dir).map((file) => basename(file, '.yaml'));
	return ids.sort().map((id) => ({ id, value: parseYaml(readFileSync(join(dir, `${id}.yaml`), 'utf8')) }));
}

function getById<T extends NamedItem>(items: readonly T[], id: string): T {
	const found = items.find((item) => item.id === id);
	if (found === undefined) throw new Error(`The corpus names “${id}”, but there is no file for it.`);
	return found;
}

function* readArticles(
	contentDir: string,
	paths: readonly string[],
	{ topics, sources }: Pick<SiteData, 'topics' | 'sources'>,
): Generator<PeerArticle> {
	const known = new Map<string, RelatedLink>();
	for (const path of paths) {
		const { data, body } = parseMarkdownFile(readFileSync(join(contentDir, path), 'utf8'));
		const article = articleSchema.parse(data);
		const { id, permalink, title, lang, publishedAt: date, excerpt, tags } = article;
		// Related articles are older ones, which came before.
		known.set(id, { permalink, title, lang, date });
		yield {
			id,
			path: path.replace(/^articles\//, '').replace(/\.md$/, ''),
			permalink,
			title,
			lang,
			date,
			source: getById(sources, article.source),
			original: article.url ?? '',
			excerpt,
			topics: article.topics.map((topic) => getById(topics, topic.id)),
			tags,
			related: article.related.map((related) => known.get(related.id)).filter((link) => link !== undefined),
			body,
		};
	}
}
