import { articlesBetween } from '#catalog/candidates.ts';
import { findArticle } from '#catalog/queries.ts';
import { foldAddress } from '#core/url.ts';
import { eachAtOnce } from './concurrent.ts';
import { IngestError } from './errors.ts';
import type { Job } from './job.ts';
import type { Run } from './run.ts';
import type { SpooledDraft } from './spool.ts';

const SOURCES_AT_ONCE = 4;
/** Pages of one source that a run asks after. */
const MAX_ASKED = 5;
/** A page that was asked after is left alone so long. */
const PAUSE_MS = 3 * 24 * 3_600_000;
/** Fewer items tell nothing of what a feed would list. */
const MIN_ITEMS = 3;

/** The time that the feeds of a source cover, in milliseconds since 1970. */
interface Window {
	readonly after: number;
	readonly before: number;
}

/**
 * Asks after articles that a source's feeds list no more although they list older and newer ones: whether their own
 * pages are still there. What is gone, or there again, becomes a finding. Of feeds from the network alone, and only
 * where all feeds of the source were read, since another one may list it.
 */
export async function askAfterMissing(run: Run, jobs: readonly Job[]): Promise<void> {
	const whole = jobs.filter((job) => isWhole(run, job));
	if (whole.length === 0) return;
	const windows = windowsOf(run, new Set(whole.map(({ source }) => source?.id ?? '')));
	const seen = windows.size === 0 ? new Set<string>() : new Set([...run.spool.findings()].map(({ id }) => id));
	await eachAtOnce([...windows], SOURCES_AT_ONCE, async ([source, window]) => {
		const missing = articlesBetween(run.catalog, { source, ...window }).filter((id) => !seen.has(id));
		let asked = 0;
		for (const id of missing) {
			if (asked === MAX_ASKED) break;
			if (await askAfter(run, id)) asked++;
		}
	});
}

function isWhole({ report, isDryRun }: Run, { source, inputs, isOwn }: Job): boolean {
	if (source === undefined || !isOwn || isDryRun || inputs.some(({ local }) => local !== undefined)) return false;
	const { documents, failures } = report.source(source.id);
	return documents === inputs.length && failures.length === 0;
}

/** What all feeds of each source cover: from the latest of their first items to the last item of all. */
function windowsOf({ spool }: Run, sources: ReadonlySet<string>): Map<string, Window> {
	const documents = new Map<string, Window & { readonly source: string; readonly count: number }>();
	for (const draft of spool.inOrder()) {
		if (!sources.has(draft.source)) continue;
		const { published, source } = draft;
		const name = documentOf(draft);
		const first = documents.get(name);
		// Drafts come in order of date.
		documents.set(name, {
			source,
			after: first?.after ?? published,
			before: published,
			count: (first?.count ?? 0) + 1,
		});
	}
	const windows = new Map<string, Window>();
	const tooShort = new Set<string>();
	for (const { source, after, before, count } of documents.values()) {
		if (count < MIN_ITEMS) tooShort.add(source);
		const known = windows.get(source) ?? { after, before };
		windows.set(source, { after: Math.max(known.after, after), before: Math.max(known.before, before) });
	}
	return new Map([...windows].filter(([source]) => !tooShort.has(source)));
}

function documentOf({ source, document }: SpooledDraft): string {
	return `${source} ${document}`;
}

/** @returns whether a page was asked for. */
async function askAfter(run: Run, id: string): Promise<boolean> {
	const { catalog, fetcher, now, spool } = run;
	const article = findArticle(catalog, id);
	if (article?.url === undefined) return false;
	const { url } = article;
	const nextTryAt = fetcher.findAttempts(url)?.nextTryAt;
	if (nextTryAt !== undefined && Date.parse(nextTryAt) > Date.parse(now)) return false;
	const isGone = await isPageGone(run, url);
	if (isGone === undefined) return true;
	const pausedUntil = new Date(Date.parse(now) + PAUSE_MS).toISOString();
	fetcher.rememberAttempts(url, { failures: 0, lastSuccessAt: now, nextTryAt: pausedUntil });
	if (isGone !== (article.removedAt !== undefined)) {
		const published = Date.parse(article.publishedAt);
		spool.addFinding({ id, isKnown: true, keys: [], inputs: [], sources: [], published, isGone });
	}
	return true;
}

/** Whether a page's server knows of it no more, or sends its readers to the front page; undefined where it does not tell. */
async function isPageGone({ fetcher }: Run, url: string): Promise<boolean | undefined> {
	try {
		const reply = await fetcher.fetchBytes(url, { accept: 'text/html,application/xhtml+xml' });
		return isFront(reply.url) && !isFront(url);
	} catch (error) {
		if (!(error instanceof IngestError)) throw error;
		return error.code === 'FETCH_GONE' ? true : undefined;
	}
}

function isFront(url: string): boolean {
	return !/[/?#]/.test(foldAddress(url).slice(2));
}
