import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'astro/zod';
import { parseDate } from '#core/date.ts';
import type { Source } from '#core/source.ts';
import type { Adapter, FeedItem } from '#ingest/adapters/adapter.ts';
import { htmlAdapter } from '#ingest/adapters/html.ts';
import { textAdapter } from '#ingest/adapters/text.ts';
import { IngestError } from '#ingest/errors.ts';
import { normalizeItem } from '#ingest/normalize.ts';
import { findRows } from './data-file.ts';
import { isSamePeople, isSameTitle, type Overlap, overlapOfRuns, overlapOfWords } from './overlap.ts';
import type { Metrics, Score, Suite } from './suite.ts';

const text = z
	.string()
	.nullish()
	.transform((value) => value?.trim() ?? '');
const bodyRow = z.looseObject({ id: z.string(), url: text, articleBody: text });
const dumpRow = z.looseObject({ id: z.string(), url: text, articleBody: text, dump: text });
const wcxbRow = z.looseObject({
	id: z.string(),
	url: text,
	title: text,
	author: text,
	publishDate: text,
	mainContent: text,
});

/** After every date that a page names, so that none counts as still to come. */
const NOW = '2100-01-01T00:00:00Z';
/** Length of the runs of words that the benchmark of scrapinghub counts. */
const RUN_LENGTH = 4;
const source: Source = {
	id: 'quality',
	name: 'Quality',
	lang: 'und',
	timeZone: 'UTC',
	enabled: false,
	feeds: [],
	follow: 'never',
};

/** Figures as the READMEs of the two benchmarks give them, on the whole sets that ours are samples of. */
const SCRAPINGHUB_PEERS = {
	rs_trafilatura: { f1: 0.97 },
	'trafilatura 2.0.0': { f1: 0.958 },
	newspaper4k: { f1: 0.949 },
	'Readability.js 0.6.0': { f1: 0.947 },
	'readability-lxml': { f1: 0.922 },
	'all text': { f1: 0.665 },
};
const WCXB_PEERS = {
	'rs-trafilatura': { f1: 0.932 },
	Trafilatura: { f1: 0.926 },
	'dom-smoothie': { f1: 0.908 },
};

interface Found {
	readonly title: string;
	readonly text: string;
	readonly authors: readonly string[];
	/** Day of publication where the page names one. */
	readonly day: string | undefined;
}

interface Page {
	readonly id: string;
	readonly url: string;
	readonly bytes: Uint8Array;
}

/** What is the article on a saved page, and what is not. */
export const extractSuite: Suite = {
	name: 'extract',
	summary: 'the article on saved pages and in page dumps: text, title, date, authors',
	async *score({ dir }, onProgress) {
		const progress = (set: string, total: number) => (done: number) => onProgress(set, done, total);
		for (const score of [scoreScrapinghub, scoreDumps, scoreWcxb]) {
			const scored = await score(dir, progress);
			if (scored !== undefined) yield scored;
		}
	},
};

type Progress = (set: string, total: number) => (done: number) => void;

async function scoreScrapinghub(dir: string, progress: Progress): Promise<Score | undefined> {
	const set = 'scrapinghub';
	const rows = findRows(dir, `${set}-gold`, bodyRow)?.filter((row) => pageFile(dir, set, row.id) !== undefined);
	if (rows === undefined || rows.length === 0) return undefined;
	const onDone = progress(set, rows.length);
	const overlaps: Overlap[] = [];
	for (const { id, url, articleBody } of rows) {
		const found = await readArticle(htmlAdapter, { id, url, bytes: readPage(dir, set, id) });
		overlaps.push(overlapOfRuns(found.text, articleBody, RUN_LENGTH));
		onDone(overlaps.length);
	}
	return { suite: 'extract', set, items: rows.length, metrics: metricsOfMeans(overlaps), peers: SCRAPINGHUB_PEERS };
}

async function scoreDumps(dir: string, progress: Progress): Promise<Score | undefined> {
	const set = 'scrapinghub-textdump';
	const rows = findRows(dir, set, dumpRow);
	if (rows === undefined || rows.length === 0) return undefined;
	const onDone = progress(set, rows.length);
	const overlaps: Overlap[] = [];
	for (const { id, url, dump, articleBody } of rows) {
		const found = await readArticle(textAdapter, { id, url, bytes: new TextEncoder().encode(dump) });
		overlaps.push(overlapOfRuns(found.text, articleBody, RUN_LENGTH));
		onDone(overlaps.length);
	}
	const peers = { 'all text': { f1: 0.665 } };
	return { suite: 'extract', set, items: rows.length, metrics: metricsOfMeans(overlaps), peers };
}

async function scoreWcxb(dir: string, progress: Progress): Promise<Score | undefined> {
	const set = 'wcxb';
	const rows = findRows(dir, `${set}-gold`, wcxbRow)?.filter((row) => pageFile(dir, set, row.id) !== undefined);
	if (rows === undefined || rows.length === 0) return undefined;
	const onDone = progress(set, rows.length);
	const overlaps: Overlap[] = [];
	const titles: boolean[] = [];
	const dates: boolean[] = [];
	const authors: boolean[] = [];
	for (const { id, url, ...gold } of rows) {
		const found = await readArticle(htmlAdapter, { id, url, bytes: readPage(dir, set, id) });
		overlaps.push(overlapOfWords(found.text, gold.mainContent));
		if (gold.title !== '') titles.push(isSameTitle(found.title, gold.title));
		if (gold.publishDate !== '') dates.push(isSameDay(found.day, gold.publishDate));
		if (gold.author !== '') authors.push(isSamePeople(found.authors, gold.author));
		onDone(overlaps.length);
	}
	const exact = { titleExact: shareOf(titles), dateExact: shareOf(dates), authorExact: shareOf(authors) };
	const metrics = {
		f1: mean(overlaps.map(({ f1 }) => f1)),
		precision: mean(overlaps.map(({ precision }) => precision)),
		recall: mean(overlaps.map(({ recall }) => recall)),
		...exact,
	};
	return { suite: 'extract', set, items: rows.length, metrics, peers: WCXB_PEERS };
}

/** What would be published of a document; one without an article gives nothing. */
async function readArticle(adapter: Adapter, { id, url, bytes }: Page): Promise<Found> {
	const location = URL.canParse(url) ? url : `${id}.html`;
	try {
		for await (const item of adapter.read({ body: [bytes], location, source }, () => undefined)) {
			const draft = normalizeItem(item, { source, now: NOW, location, warn: () => undefined });
			if (draft !== undefined)
				return { title: draft.title, text: draft.text, authors: draft.authors, day: dayOfItem(item) };
		}
	} catch (error) {
		if (!(error instanceof IngestError)) throw error;
	}
	return { title: '', text: '', authors: [], day: undefined };
}

/** The day as the page writes it: an instant with an offset stays in its own zone. */
function dayOfItem(item: FeedItem): string | undefined {
	const written = item.published ?? item.updated ?? '';
	return /^\d{4}-\d\d-\d\d(?!\d)/.exec(written)?.[0] ?? parseDate(written, { timeZone: 'UTC', now: NOW })?.slice(0, 10);
}

/** A gold date may name a month or a year alone. */
function isSameDay(found: string | undefined, wanted: string): boolean {
	const day = /^\d{4}(-\d\d)?(-\d\d)?/.exec(wanted)?.[0] ?? wanted;
	return found?.startsWith(day) ?? false;
}

function pageFile(dir: string, set: string, id: string): string | undefined {
	return [`${id}.html`, `${id}.html.gz`].map((name) => join(dir, set, name)).find((file) => existsSync(file));
}

function readPage(dir: string, set: string, id: string): Uint8Array {
	const file = pageFile(dir, set, id) ?? '';
	return file.endsWith('.gz') ? gunzipSync(readFileSync(file)) : readFileSync(file);
}

/** As the benchmark of scrapinghub sums up: means of precision and recall over the pages that have one, F1 of the means. */
function metricsOfMeans(overlaps: readonly Overlap[]): Metrics {
	const precision = mean(overlaps.filter(({ found }) => found > 0).map((overlap) => overlap.precision));
	const recall = mean(overlaps.filter(({ wanted }) => wanted > 0).map((overlap) => overlap.recall));
	return { f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall), precision, recall };
}

function shareOf(results: readonly boolean[]): number {
	return mean(results.map(Number));
}

function mean(values: readonly number[]): number {
	return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
