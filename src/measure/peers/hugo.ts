import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Peer, PeerPlace } from './peer.ts';
import type { PeerArticle, SiteData } from './site-data.ts';
import { copyTemplates, writeJson, writeMarkdown } from './write-project.ts';

/** Hugo as it is installed on the machine. */
export const hugo: Peer = {
	name: 'hugo',
	remark:
		'Editions are its languages; topics, tags and sources its taxonomies; years, months and days its nested sections, as lists rather than calendars.',
	async prepare({ dir, site }) {
		const version = findVersion();
		if (version === undefined) {
			return { missing: 'there is no program hugo on the PATH: install it (on Debian: apt-get install hugo)' };
		}
		copyTemplates('hugo', dir);
		writeJson(join(dir, 'config.json'), configOf(site, version));
		writeContent({ dir, site });
		return {
			version,
			command: 'hugo',
			args: ['--source', dir, '--quiet'],
			outDir: join(dir, 'public'),
			detours: /\/page\/1\/index\.html$|^index\.html$/,
		};
	},
};

function findVersion(): string | undefined {
	try {
		return /v(\d+\.\d+\.\d+)/.exec(execFileSync('hugo', ['version'], { encoding: 'utf8' }))?.[1];
	} catch {
		return undefined;
	}
}

/** Minor version from which the size of a page is set in another place. */
const NEW_PAGINATION = 128;

function configOf({ name, url, editions, topics }: SiteData, version: string): unknown {
	const minor = Number(version.split('.')[1]);
	return {
		baseURL: `${url}/`,
		title: name,
		buildFuture: true,
		defaultContentLanguage: editions[0],
		defaultContentLanguageInSubdir: true,
		...(minor < NEW_PAGINATION ? { paginate: 50 } : { pagination: { pagerSize: 50 } }),
		taxonomies: { topic: 'topics', tag: 'tags', source: 'sources' },
		outputFormats: { RSS: { baseName: 'rss' } },
		outputs: { home: ['HTML', 'RSS'], section: ['HTML'], taxonomy: ['HTML'], term: ['HTML', 'RSS'] },
		params: { editions, topics },
		languages: Object.fromEntries(
			editions.map((lang, index) => [lang, { languageName: lang, contentDir: `content/${lang}`, weight: index + 1 }]),
		),
	};
}

function writeContent({ dir, site }: Pick<PeerPlace, 'dir' | 'site'>): void {
	const periods = new Set<string>();
	for (const article of site.articles()) {
		const { lang, path, body } = article;
		writeMarkdown(join(dir, 'content', lang, `${path}.md`), frontmatterOf(article), body);
		const [year = '', month = '', day = ''] = path.split('/');
		for (const period of [year, `${year}/${month}`, `${year}/${month}/${day}`]) periods.add(`${lang}/${period}`);
	}
	for (const period of periods) {
		writeMarkdown(join(dir, 'content', period, '_index.md'), { title: period.split('/').slice(1).reverse().join('.') });
	}
	for (const lang of site.editions) {
		for (const [folder, items] of [
			['topics', site.topics],
			['sources', site.sources],
		] as const) {
			for (const { id, name } of items) {
				writeMarkdown(join(dir, 'content', lang, folder, id, '_index.md'), { title: name });
			}
		}
	}
}

function frontmatterOf(article: PeerArticle): Record<string, unknown> {
	const { id, title, date, excerpt, original, topics, tags, source, related } = article;
	return {
		id,
		title,
		date,
		excerpt,
		original,
		topics: topics.map((topic) => topic.id),
		topicLinks: topics,
		tags,
		sources: [source.id],
		sourceLink: source,
		related,
	};
}
