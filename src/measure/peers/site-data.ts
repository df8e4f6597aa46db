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
	readonly sources: readonly NamedItem[];
	/** Articles, oldest first, read one at a time. */
	articles(): Generator<PeerArticle>;
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
	readonly source: NamedItem;
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
	const topics = readNames(join(contentDir, 'topics'), (text) => topicSchema.parse(parseYaml(text)).labels.ru);
	const sources = readNames(join(contentDir, 'sources'), (text) => sourceSchema.parse(parseYaml(text)).name);
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
const sourceSchema = z.looseObject({ name: z.string() });

function readNames(dir: string, nameOf: (yaml: string) => string): NamedItem[] {
	const ids = readdirSync(dir).map((file) => basename(file, '.yaml'));
	return ids.sort().map((id) => ({ id, name: nameOf(readFileSync(join(dir, `${id}.yaml`), 'utf8')) }));
}

function* readArticles(
	contentDir: string,
	paths: readonly string[],
	{ topics, sources }: { topics: readonly NamedItem[]; sources: readonly NamedItem[] },
): Generator<PeerArticle> {
	const named = (items: readonly NamedItem[], id: string): NamedItem =>
		items.find((item) => item.id === id) ?? { id, name: id };
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
			source: named(sources, article.source),
			original: article.url ?? '',
			excerpt,
			topics: article.topics.map((topic) => named(topics, topic.id)),
			tags,
			related: article.related.map((related) => known.get(related.id)).filter((link) => link !== undefined),
			body,
		};
	}
}
