import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright';
import { filesBelow } from '#build/files.ts';
import { outputPath } from '#build/output.ts';
import { servePreview } from '#build/preview.ts';
import { ExpectedError } from '#core/expected-error.ts';
import { browserOptions, prepareBrowser } from '#e2e/browser.ts';
import type { GrownCorpus } from './bench-phases.ts';
import { measureSpeed, median, noteResults, type SearchSpeed } from './bench-search-typing.ts';
import type { Cost } from './cost.ts';

/** What the search costs its builder and its reader. */
export interface SearchResult extends SearchSpeed {
	/** Cost of the search step of the full build: indexing all articles. CPU and memory are sampled. */
	readonly indexWallS: number;
	readonly indexCpuS: number;
	readonly indexPeakMiB: number;
	/** Files of the index and their bytes. */
	readonly files: number;
	readonly bytes: number;
	/** The word that was asked for, and how many of the newest {@link NEWEST} articles have it. */
	readonly word: string;
	readonly articlesWithWord: number;
	/** Results that were waited for. */
	readonly shown: number;
	/**
	 * What the search itself fetched for the first question, everything below `/pagefind/`: bytes on the wire, headers
	 * included, from a server that does not compress; then bodies as a host that compresses would send them.
	 */
	readonly firstQueryRequests: number;
	readonly firstQueryBytes: number;
	readonly firstQueryGzipBytes: number;
	readonly firstQueryBrotliBytes: number;
	/** The search page with its styles, scripts and fonts, counted alike. */
	readonly pageRequests: number;
	readonly pageBytes: number;
	readonly pageGzipBytes: number;
	readonly pageBrotliBytes: number;
	/** Milliseconds from the start of the navigation to the results, the median of {@link RUNS} fresh browser contexts on this machine. */
	readonly firstQueryMs: number;
}

/** Where it is measured. */
export interface SearchPlace {
	readonly corpus: GrownCorpus;
	readonly distDir: string;
	/** Cost of the search step of the build. */
	readonly index: Cost | undefined;
}

const RUNS = 5;
/** Articles among which the word is chosen: about those of the newest index. */
const NEWEST = 1000;
/** Share of these that a word of middle frequency stands in. */
const SHARE = 0.02;
/** Results that the page shows at a time. */
const PAGE = 10;
const PATIENCE_MS = 60_000;
const RESULTS = '#search-results > li';
const MARK = 'results-shown';

/** Asks a built site one word in a real browser with nothing in its cache. */
export async function measureSearch({ corpus, distDir, index }: SearchPlace): Promise<SearchResult> {
	const { word, articles, second } = chooseWord(newestBodies(corpus));
	const shown = Math.min(PAGE, articles);
	prepareBrowser();
	const { server, url } = await servePreview({ distDir, port: 0 });
	const browser = await chromium.launch(browserOptions());
	try {
		const page = `${url.replace('localhost', '127.0.0.1')}/ru/search/`;
		const visits: Visit[] = [];
		for (let run = 0; run < RUNS; run++)
			visits.push(await visit(browser, `${page}?q=${encodeURIComponent(word)}`, shown));
		const speed = await measureSpeed(browser, { url: page, words: [word, second], shown });
		const files = filesBelow(join(distDir, 'pagefind'));
		return {
			indexWallS: index?.wallS ?? 0,
			indexCpuS: index?.cpuS ?? 0,
			indexPeakMiB: index?.peakMiB ?? 0,
			files: files.length,
			bytes: files.reduce((sum, path) => sum + readFileSync(join(distDir, 'pagefind', path)).byteLength, 0),
			word,
			articlesWithWord: articles,
			shown,
			...countTransfers(visits[0]?.transfers ?? [], distDir),
			firstQueryMs: median(visits.map(({ ms }) => ms)),
			...speed,
		};
	} finally {
		await browser.close();
		server.closeAllConnections();
		server.close();
	}
}

function newestBodies({ contentDir, paths }: GrownCorpus): string[] {
	return paths.slice(-NEWEST).map((path) => {
		const text = readFileSync(join(contentDir, path), 'utf8');
		return text.slice(text.indexOf('\n---\n') + 5);
	});
}

/**
 * A Cyrillic word of at least five letters, and the next one to it, that stands in about one text of fifty, in enough of them to fill a page of
 * results; the same for the same texts.
 */
export function chooseWord(texts: readonly string[]): { word: string; articles: number; second: string } {
	const counts = new Map<string, number>();
	for (const text of texts) {
		const words = new Set(text.toLowerCase().match(/\p{Script=Cyrillic}{5,}/gu) ?? []);
		for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
	}
	const wanted = Math.max(PAGE + 2, texts.length * SHARE);
	const distance = ([, count]: readonly [string, number]): number => Math.abs(count - wanted);
	const [best, next] = [...counts].sort((a, b) => distance(a) - distance(b) || (a[0] < b[0] ? -1 : 1));
	if (best === undefined) throw new ExpectedError('There are too few articles to search in. Give --articles more.');
	return { word: best[0], articles: best[1], second: (next ?? best)[0] };
}

/** What came over the wire for one address. */
interface Transfer {
	readonly path: string;
	readonly bytes: number;
}

interface Visit {
	readonly transfers: readonly Transfer[];
	readonly ms: number;
}

async function visit(browser: Browser, url: string, shown: number): Promise<Visit> {
	const context = await browser.newContext();
	try {
		const page = await context.newPage();
		const transfers = await watchTransfers(page);
		await page.addInitScript(noteResults, { selector: RESULTS, shown, mark: MARK });
		await page.goto(url);
		await page
			.locator(RESULTS)
			.nth(shown - 1)
			.waitFor({ timeout: PATIENCE_MS });
		const ms = await page.evaluate((mark) => performance.getEntriesByName(mark)[0]?.startTime ?? 0, MARK);
		await page.waitForLoadState('networkidle');
		return { transfers, ms };
	} finally {
		await context.close();
	}
}

async function watchTransfers(page: Page): Promise<readonly Transfer[]> {
	const session = await page.context().newCDPSession(page);
	const paths = new Map<string, string>();
	const transfers: Transfer[] = [];
	session.on('Network.requestWillBeSent', ({ requestId, request }) => {
		// Browsers draw their own controls from data: addresses.
		if (request.url.startsWith('http')) paths.set(requestId, new URL(request.url).pathname);
	});
	session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const path = paths.get(requestId);
		if (path !== undefined) transfers.push({ path, bytes: encodedDataLength });
	});
	await session.send('Network.enable');
	return transfers;
}

type Transferred = Pick<
	SearchResult,
	| 'firstQueryRequests'
	| 'firstQueryBytes'
	| 'firstQueryGzipBytes'
	| 'firstQueryBrotliBytes'
	| 'pageRequests'
	| 'pageBytes'
	| 'pageGzipBytes'
	| 'pageBrotliBytes'
>;

function countTransfers(transfers: readonly Transfer[], distDir: string): Transferred {
	const ofSearch = transfers.filter(({ path }) => path.startsWith('/pagefind/'));
	const ofPage = transfers.filter(({ path }) => !path.startsWith('/pagefind/'));
	const wire = (all: readonly Transfer[]): number => all.reduce((sum, { bytes }) => sum + bytes, 0);
	const compressed = (all: readonly Transfer[], by: (bytes: Uint8Array, path: string) => number): number =>
		all.reduce((sum, { path }) => sum + by(readFileSync(join(distDir, outputPath(path))), path), 0);
	return {
		firstQueryRequests: ofSearch.length,
		firstQueryBytes: wire(ofSearch),
		firstQueryGzipBytes: compressed(ofSearch, gzipped),
		firstQueryBrotliBytes: compressed(ofSearch, brotlied),
		pageRequests: ofPage.length,
		pageBytes: wire(ofPage),
		pageGzipBytes: compressed(ofPage, gzipped),
		pageBrotliBytes: compressed(ofPage, brotlied),
	};
}

/** What hosts compress on the way; the files of the index are compressed as they stand. */
const COMPRESSED_BY_HOSTS = /(\/|\.(html|css|js|json|svg))$/;

function gzipped(bytes: Uint8Array, path: string): number {
	return COMPRESSED_BY_HOSTS.test(path) ? gzipSync(bytes, { level: 6 }).byteLength : bytes.byteLength;
}

/** At the quality that hosts use on the fly. */
function brotlied(bytes: Uint8Array, path: string): number {
	if (!COMPRESSED_BY_HOSTS.test(path)) return bytes.byteLength;
	return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).byteLength;
}
