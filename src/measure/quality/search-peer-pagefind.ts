import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createIndex } from 'pagefind';
import type { Page } from 'playwright';
import sirv from 'sirv';
import { filesBelow } from '#build/files.ts';
import { closeIndexer } from '#build/search-shard.ts';
import { isStopWord } from '#core/search/tokens.ts';
import { DEPTH } from './search-browser.ts';
import type { OpenPeer } from './search-peer.ts';
import type { Doc } from './search-plan.ts';

const AS_TYPED = 'pagefind';
const SUMMED = 'pagefind, summed by word';

/**
 * Stock Pagefind: plain pages with `lang`, its own stemming, no setting touched; the page that asks is in the language
 * of most documents and takes the other languages in by `mergeIndex`. Asked with the question as typed, all of whose
 * words it demands, and word by word without stop words, the scores summed.
 */
export const openPagefind: OpenPeer = async ({ plan, workDir, browser }) => {
	await writeStock(plan.docs, workDir);
	const langs = languagesOf(plan.docs);
	writeFileSync(join(workDir, 'index.html'), startPage(langs));
	const serve = sirv(workDir, { dev: true });
	const server = createServer((request, response) =>
		serve(request, response, () => void response.writeHead(404).end()),
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const page = await browser.newPage();
	await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
	await page.waitForFunction(() => window.jarchyStock !== undefined);
	return {
		indexBytes: { [AS_TYPED]: indexBytes(join(workDir, 'pagefind')) },
		ask: async (text) => ({ [AS_TYPED]: await find(page, [text]), [SUMMED]: await find(page, wordsOf(text)) }),
		async close() {
			await page.close();
			server.closeAllConnections();
			server.close();
		},
	};
};

/** Bytes of the index below a folder: its words, tables and filters; neither programs nor the texts of results. */
export function indexBytes(dir: string): number {
	const files = filesBelow(dir).filter(
		(path) => !(/\.(js|css|wasm)$|wasm\.\w+\.pagefind$/.test(path) || path.includes('fragment/')),
	);
	return files.reduce((sum, path) => sum + readFileSync(join(dir, path)).byteLength, 0);
}

/** The words of a question that are no stop words; all where there is nothing else. */
function wordsOf(text: string): string[] {
	const words = [...new Set(text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) ?? [])];
	const telling = words.filter((word) => !isStopWord(word));
	return telling.length > 0 ? telling : words;
}

/** Languages of some documents, that of most first. */
function languagesOf(docs: readonly Doc[]): string[] {
	const byLang = Map.groupBy(docs, ({ lang }) => lang);
	return [...byLang]
		.toSorted(([a, ofA], [b, ofB]) => ofB.length - ofA.length || (a < b ? -1 : 1))
		.map(([lang]) => lang);
}

async function writeStock(docs: readonly Doc[], workDir: string): Promise<void> {
	const { index, errors } = await createIndex();
	if (index === undefined) throw new Error(`Pagefind did not start: ${errors.join(' ')}`);
	try {
		for (const doc of docs) {
			const added = await index.addHTMLFile({ url: doc.path, content: pageOf(doc) });
			if (added.errors.length > 0) throw new Error(`Pagefind refused ${doc.path}: ${added.errors.join(' ')}`);
		}
		mkdirSync(workDir, { recursive: true });
		const written = await index.writeFiles({ outputPath: join(workDir, 'pagefind') });
		if (written.errors.length > 0) throw new Error(`Pagefind could not write: ${written.errors.join(' ')}`);
	} finally {
		await index.deleteIndex();
		await closeIndexer();
	}
}

function pageOf({ lang, title, text }: Doc): string {
	const safe = (part: string): string => part.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	const heading = title === '' ? '' : `<h1>${safe(title)}</h1>`;
	return `<!doctype html><html lang="${lang}"><body>${heading}<p>${safe(text)}</p></body></html>`;
}

function startPage([lang = 'ru', ...others]: readonly string[]): string {
	// A whole address: an index whose path begins as the page's own does is taken for that one and left out.
	const merges = others.map(
		(other) => `await stock.mergeIndex(location.origin + '/pagefind', { language: '${other}' });`,
	);
	return `<!doctype html><html lang="${lang}"><title>Stock</title><script type="module">
import * as stock from '/pagefind/pagefind.js';
await stock.init();
${merges.join('\n')}
window.jarchyStock = stock;
</script>`;
}

async function find(page: Page, searches: readonly string[]): Promise<string[]> {
	return page.evaluate(searchInPage, { searches, depth: DEPTH });
}

// What stands below runs inside of the page: each function is handed over as text and may name nothing outside itself.

interface Found {
	readonly id: string;
	readonly score: number;
	data(): Promise<{ readonly url: string }>;
}

interface Stock {
	search(text: string): Promise<{ results: readonly Found[] }>;
}

declare global {
	interface Window {
		jarchyStock?: Stock;
	}
}

/** Adds up what several searches find. */
async function searchInPage(asked: {
	readonly searches: readonly string[];
	readonly depth: number;
}): Promise<string[]> {
	const stock = window.jarchyStock;
	if (stock === undefined) throw new Error('Pagefind was not started.');
	const sums = new Map<string, { score: number; found: Found }>();
	for (const text of asked.searches) {
		const { results } = await stock.search(text);
		for (const found of results) {
			sums.set(found.id, { score: (sums.get(found.id)?.score ?? 0) + found.score, found });
		}
	}
	const best = [...sums.values()].sort((a, b) => b.score - a.score).slice(0, asked.depth);
	const texts = await Promise.all(best.map(({ found }) => found.data()));
	return texts.map(({ url }) => new URL(url, location.origin).pathname);
}
