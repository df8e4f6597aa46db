import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { putArticle } from '#catalog/article-rows.ts';
import { reprintCandidates } from '#catalog/candidates.ts';
import { type Catalog, openCatalog } from '#catalog/catalog.ts';
import type { Article } from '#core/article.ts';
import { findReprinted, fingerprintOf } from '#core/cluster.ts';
import { siteConfig } from '#site.config';
import { generator } from '../random.ts';
import { findRealArticles } from './real-articles.ts';
import { EDITS } from './reprint-edits.ts';
import { partCopies } from './shared-text.ts';
import type { Suite } from './suite.ts';

const SEED = 4;
/** Texts that lend their words to changed ones. */
const LENDERS = 200;
const FIRST_DAY = Date.parse('2020-01-01T00:00:00Z');
const MINUTE_MS = 60_000;

/** Which later articles are another source's earlier one, changed as outlets change what they take over. */
export const reprintsSuite: Suite = {
	name: 'reprints',
	alias: 'near-duplicates',
	folder: '.',
	summary: 'edited copies of real articles, and unlike ones',
	async *score({ dir }, onProgress) {
		const found = findRealArticles(dir);
		const copies = partCopies(found);
		const texts = found.filter((_, index) => !copies.has(index));
		if (texts.length < 2) return;
		const work = mkdtempSync(join(tmpdir(), 'jarchy-reprints-'));
		const catalog = openCatalog({ contentDir: work, cacheDir: work, site: siteConfig });
		try {
			yield {
				suite: 'reprints',
				set: 'generated',
				items: texts.length * (EDITS.length + 1),
				metrics: judge(catalog, texts, (done) => onProgress('generated', done, texts.length)),
				// As measured for this project's design (SimHash of 64 bits, a distance of at most 3): the ends of its range over kinds of edits.
				peers: { 'simhash, worst edit': { found: 0.13 }, 'simhash, best edit': { found: 0.3 } },
			};
		} finally {
			catalog.close();
			rmSync(work, { recursive: true, force: true });
		}
	},
};

/** The share of edits whose original is found, and of unlike articles that are taken for a reprint of another. */
function judge(
	catalog: Catalog,
	texts: readonly string[],
	onProgress: (done: number) => void,
): { found: number; false: number } {
	let wrong = 0;
	texts.forEach((text, index) => {
		if (decide(catalog, text, index) !== undefined) wrong++;
		file(catalog, text, index);
	});
	const random = generator(SEED);
	const strange = texts.slice(0, LENDERS).flatMap((text) => text.split(/\s+/u));
	let right = 0;
	for (const [index, text] of texts.entries()) {
		for (const { apply } of EDITS) {
			if (decide(catalog, apply(text, random, strange), texts.length) === idOf(index)) right++;
		}
		onProgress(index + 1);
	}
	return { found: right / (texts.length * EDITS.length), false: wrong / texts.length };
}

/** What ingest would say of a text that a source without other articles publishes as the so-manieth. */
function decide(catalog: Catalog, text: string, index: number): string | undefined {
	const fingerprint = fingerprintOf(text);
	if (fingerprint === undefined) return undefined;
	const before = { published: publishedAt(index), id: idOf(index) };
	return findReprinted({ source: 'other', fingerprint }, reprintCandidates(catalog, fingerprint, before));
}

function file(catalog: Catalog, text: string, index: number): void {
	const instant = new Date(publishedAt(index)).toISOString();
	const id = idOf(index);
	const fingerprint = fingerprintOf(text);
	const article: Article = {
		schema: 1,
		id,
		permalink: `/en/2020/01/01/${id}/`,
		title: id,
		lang: 'en',
		source: 'first',
		identity: [id],
		publishedAt: instant,
		dateFrom: 'feed',
		firstSeenAt: instant,
		authors: [],
		topics: [],
		tags: [],
		excerpt: '',
		related: [],
		...(fingerprint === undefined ? {} : { fingerprint }),
	};
	putArticle(
		catalog,
		{ article, path: `articles/${id}.md`, size: 0, mtime: 0, ctime: 0, sha256: '' },
		{ site: siteConfig },
	);
}

function publishedAt(index: number): number {
	return FIRST_DAY + index * MINUTE_MS;
}

/** Ten characters that sort as the numbers do. */
function idOf(index: number): string {
	return Array.from(index.toString().padStart(10, '0'), (digit) => 'abcdefghij'[Number(digit)]).join('');
}
