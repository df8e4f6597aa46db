import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readArticle } from '#catalog/documents.ts';
import { makeTestContent, type TestContent } from '#catalog/test-content.ts';
import type { ArticleDocument } from '#core/article.ts';
import { siteConfig } from '#site.config';
import type { FetchSettings } from './fetch/fetch-settings.ts';
import { ingest } from './pipeline.ts';
import type { IngestReport } from './report.ts';
import type { IngestOptions } from './run.ts';

/** A content folder of one test that ingest runs over. */
export interface TestRun extends TestContent {
	/** Runs ingest; servers on this machine may be asked. */
	ingest(options?: Partial<IngestOptions>): Promise<IngestReport>;
	/** Writes a source that reads these feeds. */
	writeSource(
		id: string,
		feeds: readonly string[],
		more?: { rights?: Readonly<Record<string, unknown>>; follow?: string; homepage?: string },
	): void;
	/** All stored articles, by title. */
	articles(): Map<string, ArticleDocument>;
	/** Every file below a folder of the content folder, with its bytes and when it was written. */
	files(folder: string): Map<string, { bytes: string; mtime: number }>;
}

/** An item of a test's feed. */
export interface TestItem {
	readonly title: string;
	readonly link?: string;
	readonly guid?: string;
	readonly date?: string;
	readonly html?: string;
	readonly more?: string;
}

/** Servers on this machine need no pauses. */
export const QUICK = { gapMs: 0, retryPausesMs: [1, 1] } as const satisfies Partial<FetchSettings>;

const RIGHTS = {
	text: 'full',
	images: 'copy',
	searchEngines: true,
	ownSearch: true,
	feed: 'full',
	ai: 'deny',
	evidence: 'https://press.example/terms',
};

/** An empty content folder with the source `press`, which reads no feed. */
export function makeTestRun(): TestRun {
	const content = makeTestContent();
	const { contentDir, cacheDir } = content;
	return {
		...content,
		ingest: (options = {}) =>
			ingest({
				contentDir,
				cacheDir,
				site: siteConfig,
				now: '2026-11-01T03:00:00Z',
				allowPrivate: true,
				settings: QUICK,
				...options,
			}),
		writeSource(id, feeds, { rights = {}, follow = 'never', homepage } = {}) {
			const fields = {
				name: id,
				lang: 'ru',
				timeZone: 'Asia/Bishkek',
				enabled: true,
				feeds,
				follow,
				...(homepage === undefined ? {} : { homepage }),
				rights: { ...RIGHTS, ...rights },
			};
			const lines = Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
			content.write(`sources/${id}.yaml`, lines.map((line) => `${line}\n`).join(''));
		},
		articles() {
			const documents = [...filesBelow(contentDir, 'articles').keys()].map((path) => {
				const read = readArticle(contentDir, path);
				if (!read.ok) throw new Error(JSON.stringify(read.problems));
				return read.value;
			});
			return new Map(documents.map((document) => [document.article.title, document]));
		},
		files: (folder) => filesBelow(contentDir, folder),
	};
}

/** An RSS feed. */
export function rss(...items: TestItem[]): string {
	const entries = items.map(({ title, link, guid, date = 'Thu, 29 Jul 2021 05:42:00 GMT', html = '', more = '' }) =>
		[
			`<item><title>${title}</title>`,
			link === undefined ? '' : `<link>${link}</link>`,
			guid === undefined ? '' : `<guid isPermaLink="false">${guid}</guid>`,
			date === '' ? '' : `<pubDate>${date}</pubDate>`,
			html === '' ? '' : `<content:encoded><![CDATA[${html}]]></content:encoded>`,
			`${more}</item>`,
		].join(''),
	);
	return `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>x</title><link>https://press.example/</link>${entries.join('\n')}</channel></rss>`;
}

/** A text of so many words in Russian, another one for each seed. */
export function prose(words: number, seed = 0): string {
	const syllables = ['ба', 'го', 'ди', 'ла', 'мо', 'на', 'ри', 'со', 'ту', 'ве', 'жи', 'ку'];
	const word = (index: number): string => {
		const hash = Math.imul(index + 1 + seed * 100_003, 0x9e37_79b1) >>> 0;
		return `${syllables[hash % 12]}${syllables[(hash >>> 8) % 12]}${syllables[(hash >>> 16) % 12]}`;
	};
	return `${Array.from({ length: words }, (_, index) => word(index)).join(' ')}.`;
}

function filesBelow(contentDir: string, folder: string): Map<string, { bytes: string; mtime: number }> {
	const names = listAll(join(contentDir, folder));
	return new Map(
		names.sort().map((name) => {
			const file = join(contentDir, folder, name);
			return [`${folder}/${name}`, { bytes: readFileSync(file, 'latin1'), mtime: statSync(file).mtimeMs }];
		}),
	);
}

function listAll(folder: string): string[] {
	try {
		return readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
	} catch {
		return [];
	}
}
