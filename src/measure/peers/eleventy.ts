import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { slugify } from '#core/slug.ts';
import { shellEnv } from '../npm.ts';
import type { Peer } from './peer.ts';
import type { PeerArticle } from './site-data.ts';
import { copyTemplates, writeJson, writeMarkdown } from './write-project.ts';

const VERSION = '3.1.8';

/** Eleventy from npm, installed into its scratch project. */
export const eleventy: Peer = {
	name: 'eleventy',
	remark:
		'Templates are JavaScript, its fastest kind; lists come from collections made once; the calendar has lists in place of month tables.',
	async prepare({ dir, site }) {
		copyTemplates('eleventy', dir);
		writeJson(join(dir, 'package.json'), {
			name: 'eleventy-peer',
			private: true,
			type: 'module',
			scripts: { build: 'eleventy' },
			dependencies: { '@11ty/eleventy': VERSION },
		});
		const { name, url, editions, topics, sources } = site;
		writeJson(join(dir, 'src/_data/site.json'), { name, url, editions, topics, sources });
		for (const article of site.articles()) {
			writeMarkdown(join(dir, 'src/articles', `${article.path}.md`), frontmatterOf(article), article.body);
		}
		execFileSync('npm', ['install', '--no-audit', '--no-fund'], {
			cwd: dir,
			env: shellEnv(process.env),
			stdio: 'pipe',
		});
		return { version: VERSION, command: 'npm', args: ['run', 'build'], outDir: join(dir, 'dist') };
	},
};

function frontmatterOf(article: PeerArticle): Record<string, unknown> {
	const { id, permalink, title, lang, date, excerpt, original, topics, tags, source, related } = article;
	return {
		id,
		permalink,
		title,
		lang,
		date,
		published: date,
		excerpt,
		original,
		topics,
		tagLinks: tags.map((tag) => ({ id: slugify(tag), name: tag })),
		source,
		related,
	};
}
