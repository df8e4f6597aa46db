import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'astro/zod';
import { slugify } from '#core/slug.ts';
import type { Peer } from './peer.ts';
import type { PeerArticle } from './site-data.ts';
import { copyTemplates, writeJson, writeMarkdown } from './write-project.ts';

/** Astro as its documentation has it: a content collection over files, static paths, its paginator and its feeds. */
export const astro: Peer = {
	name: 'astro',
	remark: 'The version that this project uses; the calendar has lists in place of month tables.',
	async prepare({ dir, root, site }) {
		copyTemplates('astro', dir);
		symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
		writeJson(join(dir, 'package.json'), {
			name: 'astro-peer',
			private: true,
			type: 'module',
			scripts: { build: 'astro build' },
		});
		const { name, url, editions, topics, sources } = site;
		writeJson(join(dir, 'src/site.json'), { name, url, editions, topics, sources });
		for (const article of site.articles()) {
			writeMarkdown(join(dir, 'articles', `${article.path}.md`), frontmatterOf(article), article.body);
		}
		const manifest: unknown = JSON.parse(readFileSync(join(root, 'node_modules/astro/package.json'), 'utf8'));
		const { version } = z.looseObject({ version: z.string() }).parse(manifest);
		const env = { ASTRO_TELEMETRY_DISABLED: '1' };
		return { version, command: 'npm', args: ['run', 'build'], env, outDir: join(dir, 'dist') };
	},
};

function frontmatterOf(article: PeerArticle): Record<string, unknown> {
	const { permalink, title, lang, date, excerpt, original, topics, tags, source, related } = article;
	const tagLinks = tags.map((tag) => ({ id: slugify(tag), name: tag }));
	return { permalink, title, lang, date, excerpt, original, topics, tags: tagLinks, source, related };
}
