import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { isFeedKind, isPageKind, outputUrl } from '#build/output.ts';
import type { SiteConfig } from '#core/site.ts';
import type { Ledger } from './ledger.ts';

/** Where search engines that share what they are told are told (indexnow.org). */
const INDEX_NOW = 'https://api.indexnow.org/indexnow';
/** Feeds that a hub is told of in one request, and pages that search engines may be. */
const MOST = { feeds: 100, pages: 10_000 } as const;
const TIMEOUT_MS = 20_000;
/** Bytes at the start of a page in which its head says whether it may be indexed. */
const HEAD_BYTES = 4096;

/** Pages that search engines have no use for. */
const UNTOLD: ReadonlySet<string> = new Set(['root', 'rootNotFound', 'notFound', 'search']);

/** Paths on the site, each starting with a slash, that a deploy sends or takes away. */
export interface Changed {
	readonly feeds: readonly string[];
	/** Pages that search engines may show, and those that are gone. */
	readonly pages: readonly string[];
}

/** Whom to tell of changes, as far as the site's configuration names them. */
export type Listeners = Pick<SiteConfig, 'url' | 'webSubHub' | 'indexNowKey'> & {
	/** For tests. */
	readonly indexNowUrl?: string;
};

/** What is about to change at the target, while the ledger's plan stands and the files lie in `distDir`. */
export function changedAddresses(ledger: Ledger, distDir: string): Changed {
	const feeds: string[] = [];
	const pages: string[] = [];
	for (const { kind, path } of ledger.uploads()) {
		if (isFeedKind(kind)) feeds.push(outputUrl(path));
		else if (isTold(kind, join(distDir, path))) pages.push(outputUrl(path));
	}
	for (const path of ledger.removals()) if (path.endsWith('/index.html')) pages.push(outputUrl(path));
	return { feeds, pages };
}

function isTold(kind: string, file: string): boolean {
	return isPageKind(kind) && !UNTOLD.has(kind) && !/<meta name="robots" content="noindex/.test(headOf(file));
}

function headOf(file: string): string {
	const opened = openSync(file, 'r');
	try {
		const bytes = Buffer.alloc(HEAD_BYTES);
		return bytes.toString('utf8', 0, readSync(opened, bytes, 0, HEAD_BYTES, 0));
	} finally {
		closeSync(opened);
	}
}

/**
 * Tells those who listen what changed: the hub of changed feeds, search engines of changed pages.
 *
 * @returns what went wrong, in sentences; the deploy stands all the same.
 */
export async function announce({ feeds, pages }: Changed, listeners: Listeners): Promise<string[]> {
	const { url, webSubHub, indexNowKey: key, indexNowUrl = INDEX_NOW } = listeners;
	const problems: string[] = [];
	const tell = async (what: keyof typeof MOST, paths: readonly string[], toRequest: ToRequest): Promise<void> => {
		for (let from = 0; from < paths.length; from += MOST[what]) {
			const batch = paths.slice(from, from + MOST[what]).map((path) => url + path);
			const problem = await post(toRequest(batch));
			if (problem === undefined) continue;
			problems.push(
				`${problem} ${paths.length - from} of ${paths.length} changed ${what} were not told of. ${LATER[what]}`,
			);
			return;
		}
	};
	if (webSubHub !== undefined) await tell('feeds', feeds, (batch) => ({ to: webSubHub, body: hubBody(batch) }));
	if (key !== undefined) {
		const [host, keyLocation] = [new URL(url).hostname, `${url}/${key}.txt`];
		await tell('pages', pages, (urlList) => ({ to: indexNowUrl, body: { host, key, keyLocation, urlList } }));
	}
	return problems;
}

const LATER = {
	feeds: 'Readers that ask the feeds themselves see the change all the same.',
	pages: 'Search engines find them through the sitemaps all the same.',
} as const;

interface Message {
	readonly to: string;
	readonly body: URLSearchParams | Readonly<Record<string, unknown>>;
}
type ToRequest = (addresses: string[]) => Message;

function hubBody(feeds: readonly string[]): URLSearchParams {
	return new URLSearchParams([['hub.mode', 'publish'], ...feeds.map((feed) => ['hub.url', feed])]);
}

/** @returns what went wrong, in a sentence. */
async function post({ to, body }: Message): Promise<string | undefined> {
	const isForm = body instanceof URLSearchParams;
	try {
		const response = await fetch(to, {
			method: 'POST',
			body: isForm ? body : JSON.stringify(body),
			...(isForm ? {} : { headers: { 'Content-Type': 'application/json; charset=utf-8' } }),
			signal: AbortSignal.timeout(TIMEOUT_MS),
		});
		await response.body?.cancel();
		return response.ok ? undefined : `${to} answered ${response.status}.`;
	} catch (error) {
		const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
		return `${to} could not be reached: ${cause instanceof Error ? cause.message : String(cause)}.`;
	}
}
