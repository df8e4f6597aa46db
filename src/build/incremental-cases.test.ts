import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { putArticle } from '#catalog/article-rows.ts';
import { getArticleDocument, sha256 } from '#catalog/documents.ts';
import type { Folders } from '#catalog/folders.ts';
import { makeTestContent, type TestContent } from '#catalog/test-content.ts';
import { statFile } from '#catalog/walk.ts';
import type { Article } from '#core/article.ts';
import { siteConfig } from '#site.config';
import { type BuildOptions, buildSite } from './build.ts';
import { GONE_FILE } from './gone.ts';
import { differences } from './test-output.ts';

const root = process.cwd();
const [a, b, c, d] = ['aaaaaaaaaa', 'bbbbbbbbbb', 'cccccccccc', 'dddddddddd'] as const;

let content: TestContent;
let scratch = '';
beforeEach(() => {
	content = makeTestContent();
	scratch = mkdtempSync(join(content.contentDir, '..', 'site-'));
});
afterEach(() => content.dispose());

/** What was found to break once, each as the fewest steps that broke it. */
const CASES: Readonly<Record<string, () => Promise<void> | void>> = {
	'the newest day of a third of a month is no longer the newest': () => {
		for (const [id, date] of [
			[a, 21],
			[b, 22],
			[c, 23],
		] as const) {
			content.writeArticle({ id, publishedAt: `2024-07-${date}T10:00:00+06:00` });
		}
		return build().then(() => void content.writeArticle({ id: d, publishedAt: '2024-07-24T10:00:00+06:00' }));
	},
	'the first day of a search index loses its only article': async () => {
		const path = content.writeArticle({ id: a, publishedAt: '2023-01-05T10:00:00+06:00' });
		content.writeArticle({ id: b, publishedAt: '2023-01-09T10:00:00+06:00' });
		content.writeArticle({ id: c, publishedAt: '2024-07-23T10:00:00+06:00' });
		await build();
		content.remove(path);
	},
	'a tag comes in a language without an edition': async () => {
		content.writeArticle({ id: a });
		await build();
		content.writeArticle({ id: b, lang: 'de', tags: ['Ош'] });
	},
	'a language is corrected under an address that stays': async () => {
		content.writeArticle({ id: a, lang: 'uz', permalink: `/uz/2021/07/29/x-${a}/` });
		await build();
		content.writeArticle({ id: a, lang: 'ru', permalink: `/uz/2021/07/29/x-${a}/` });
	},
	'a footer of another edition than the address names changes': async () => {
		const page = (title: string): string => `---\nschema: 1\nlang: ky\ntitle: ${title}\ndescription: x\n---\nText\n`;
		content.write('pages/ky/about.md', page('One'));
		content.writeArticle({ id: a, lang: 'ky', permalink: `/ru/2021/07/29/x-${a}/` });
		await build();
		content.write('pages/ky/about.md', page('Two'));
	},
	'an article that ingest took in is deleted before the next build': async () => {
		content.writeArticle({ id: a });
		await build();
		const path = content.writeArticle({ id: b });
		const { article } = getArticleDocument(content.contentDir, path);
		const catalog = content.open();
		const file = statFile(content.contentDir, path);
		putArticle(catalog, { ...file, article, sha256: sha256('any') }, { site: siteConfig });
		catalog.close();
		content.remove(path);
	},
	'articles grow too old for cards of their own, and one is edited meanwhile': async () => {
		content.writeArticle({ id: a, publishedAt: '2024-07-20T10:00:00+06:00' });
		content.writeArticle({ id: b, publishedAt: '2024-07-21T10:00:00+06:00' });
		content.writeArticle({ id: c, publishedAt: '2024-07-22T10:00:00+06:00' });
		await build();
		content.writeArticle({ id: b, publishedAt: '2024-07-21T10:00:00+06:00', title: 'Edited' });
		content.writeArticle({ id: d, publishedAt: '2024-07-24T23:00:00+06:00' });
	},
	'a recent article takes the address of one that goes': async () => {
		const path = content.writeArticle({ id: a, permalink: `/ru/2021/07/29/x-${a}/` });
		await build();
		content.remove(path);
		content.writeArticle({ id: b, permalink: `/ru/2021/07/29/x-${a}/`, publishedAt: '2021-07-29T12:00:00+06:00' });
	},
	'a month loses its only article to its source, and another one gets it back': async () => {
		const removedAt = '2024-08-01T10:00:00+06:00';
		content.writeArticle({ id: a, publishedAt: '2023-01-05T10:00:00+06:00' });
		content.writeArticle({ id: b, publishedAt: '2023-03-05T10:00:00+06:00', removedAt });
		content.writeArticle({ id: c });
		await build();
		content.writeArticle({ id: a, publishedAt: '2023-01-05T10:00:00+06:00', removedAt });
		content.writeArticle({ id: b, publishedAt: '2023-03-05T10:00:00+06:00' });
	},
	'a saved search asks something else while an article comes to answer it': async () => {
		content.writeArticle({ id: a }, 'Озеро.');
		content.writeArticle({ id: b }, 'Мост.');
		content.writeArticle({ id: c, lang: 'ky' }, 'Мост.');
		writeSearch('озеро');
		writeSearch('{ru: мост}', 'bridges');
		await build();
		writeSearch('мост');
		writeSearch('{ky: мост}', 'bridges');
		content.writeArticle({ id: a }, 'Новый мост.');
	},
	'a saved search with an archive of its own goes, and another one comes': async () => {
		for (let index = 0; index < 60; index++) {
			const id = `a${'bcdefghijk'[index % 10]}${'bcdefghijk'[Math.floor(index / 10)]}`.padEnd(10, 'a');
			content.writeArticle({ id, publishedAt: `202${index % 2}-07-2${index % 10}T10:00:00+06:00`, title: 'Озеро' });
		}
		writeSearch('озеро');
		await build();
		content.remove('searches/lakes.yaml');
		writeSearch('озеро', 'waters');
	},
	'an article comes to answer a saved search, and another one no longer does': async () => {
		content.writeArticle({ id: a }, 'Озеро.');
		content.writeArticle({ id: b }, 'Мост.');
		writeSearch('озеро');
		await build();
		content.writeArticle({ id: a }, 'Мост.');
		content.writeArticle({ id: b }, 'Озеро.');
	},
	'what answers a saved search is taken in by ingest': async () => {
		writeSearch('озеро');
		content.writeArticle({ id: a });
		await build();
		const path = content.writeArticle({ id: b }, 'Озеро.');
		const { article, sha256: digest } = written(path);
		const catalog = content.open();
		putArticle(catalog, { ...statFile(content.contentDir, path), article, sha256: digest }, { site: siteConfig });
		catalog.close();
	},
	'a source lets search know nothing of it any more': async () => {
		writeSearch('озеро');
		content.writeArticle({ id: a }, 'Озеро.');
		await build();
		content.write('sources/press.yaml', PRESS_UNSEARCHED);
	},
	'shards are merged over a site that stands': async () => {
		content.writeArticle({ id: a });
		content.writeArticle({ id: b });
		await build();
		content.writeArticle({ id: b }, 'Other words entirely.');
		const parts = [1, 2].map((index) => ({ ...foldersIn(`part-${index}`), shard: { index, of: 2 } }));
		for (const part of parts) await build(part);
		await build({ parts: parts.map(({ distDir }) => distDir) });
	},
};

test.each(Object.entries(CASES))(
	'a build gives what one from nothing gives after %s',
	{ timeout: 60_000 },
	async (_, change) => {
		await change();
		await build();
		const clean = foldersIn('clean');
		await build(clean);
		expect(differences(foldersIn('one').distDir, clean.distDir)).toEqual([]);
	},
);

test('a text that changes while the site is being built stops the build, and the next one is right', {
	timeout: 60_000,
}, async () => {
	content.writeArticle({ id: a });
	await build();
	content.writeArticle({ id: a }, 'Another text.');
	const editing = build({
		onProgress(step) {
			if (step === 'bundle') content.writeArticle({ id: a }, 'Half a sent');
		},
	});
	await expect(editing).rejects.toThrow(`Could not render /ru/2021/07/29/x-${a}/`);
	content.writeArticle({ id: a }, 'Another text.');
	await build();
	await build(foldersIn('clean'));
	expect(differences(foldersIn('one').distDir, foldersIn('clean').distDir)).toEqual([]);
});

test('what ingest notes of feeds and takedowns changes no page: the addresses that are gone alone are told', {
	timeout: 60_000,
}, async () => {
	content.writeArticle({ id: a });
	await build(foldersIn('before'));
	const [permalink, since] = [`/ru/2021/07/29/gone-${b}/`, '2024-07-29T10:00:00+06:00'];
	const removal = { source: 'press', removedAt: since, why: 'Letter of the publisher' };
	const feed = { url: 'https://press.example/rss', class: 'blocked', since, message: 'Its server answers 403.' };
	content.write('state/press.yaml', JSON.stringify({ schema: 1, feeds: [feed] }));
	content.write(
		`removed/${b}.yaml`,
		JSON.stringify({ removed: 'article', permalink, identity: ['https://press.example/gone'], ...removal }),
	);
	content.write('removed/source-kaktus.yaml', JSON.stringify({ removed: 'source', ...removal, source: 'kaktus' }));
	await build();
	expect(differences(foldersIn('one').distDir, foldersIn('before').distDir)).toEqual([`orphan: ${GONE_FILE}`]);
	expect(readFileSync(join(foldersIn('one').distDir, GONE_FILE), 'utf8')).toBe(`${permalink}\n`);
});

const PRESS_UNSEARCHED = `name: Press
lang: ru
timeZone: Asia/Bishkek
enabled: true
feeds: []
follow: never
rights: {text: full, images: copy, searchEngines: true, ownSearch: false, feed: full, ai: allow, evidence: "https://press.example/terms"}
`;

function writeSearch(query: string, id = 'lakes'): void {
	content.write(`searches/${id}.yaml`, `labels: {ru: Озёра}\nquery: ${query}\n`);
}

/** An article as ingest hands it to the catalog. */
function written(path: string): { article: Article; sha256: string } {
	const { article } = getArticleDocument(content.contentDir, path);
	return { article, sha256: sha256(readFileSync(join(content.contentDir, path))) };
}

function build(options: Partial<BuildOptions> = {}): ReturnType<typeof buildSite> {
	return buildSite({ root, jobs: 1, ...foldersIn('one'), ...options });
}

function foldersIn(name: string): Folders {
	// Content and catalog are those that the test opens itself.
	const cacheDir = name === 'one' ? content.cacheDir : join(scratch, `${name}-cache`);
	return { contentDir: content.contentDir, cacheDir, distDir: join(scratch, name) };
}
