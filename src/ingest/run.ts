import { join } from 'node:path';
import type { Catalog } from '#catalog/catalog.ts';
import type { Folders } from '#catalog/folders.ts';
import { allSources, allTopics } from '#catalog/queries.ts';
import { ContentError, type ContentProblem, describeProblem } from '#core/content-error.ts';
import type { SiteConfig } from '#core/site.ts';
import type { Rights, Source } from '#core/source.ts';
import type { Topic } from '#core/topic.ts';
import { IngestError } from './errors.ts';
import { type Fetcher, openFetcher } from './fetch/fetch.ts';
import type { FetchSettings } from './fetch/fetch-settings.ts';
import { given } from './given.ts';
import { openKnownDocuments } from './known-documents.ts';
import { openContent } from './open-content.ts';
import { Removals } from './removal/removals.ts';
import { openReport, type Reporter } from './report.ts';
import { openSourceStates, type SourceStates } from './source-states.ts';
import { openSpool, type Spool } from './spool.ts';
import { Unchanged } from './unchanged.ts';

/** Steps of a run that can take long. */
export type IngestStep = 'read' | 'pictures' | 'write';

/** What to take in, and where to put it. */
export interface IngestOptions extends Pick<Folders, 'contentDir' | 'cacheDir'> {
	readonly site: SiteConfig;
	/** Instant of the run, UTC; stored where it matters, the clock is never asked again. */
	readonly now: string;
	/** Addresses, files and folders to read instead of the sources' own feeds. */
	readonly paths?: readonly string[];
	/** The only source to read, or the one that `paths` are filed under. */
	readonly source?: string;
	/** Leaves out what was published before this instant. */
	readonly since?: string | undefined;
	/** Finds out what would be written and writes nothing. */
	readonly isDryRun?: boolean;
	/** Lets tests reach a server on this machine. */
	readonly allowPrivate?: boolean;
	/** What tests want shorter. */
	readonly settings?: Partial<FetchSettings>;
	readonly onProgress?: (step: IngestStep, done: number, total: number) => void;
}

/** One run under its lock, with all that its steps share. */
export interface Run {
	readonly contentDir: string;
	readonly site: SiteConfig;
	readonly now: string;
	/** What was published before this instant is left out. */
	readonly since: string | undefined;
	readonly isDryRun: boolean;
	readonly catalog: Catalog;
	/** All sources whose files can be used, by id. */
	readonly sources: ReadonlyMap<string, Source>;
	readonly topics: readonly Topic[];
	/** What was taken down on request. */
	readonly removals: Removals;
	readonly fetcher: Fetcher;
	readonly spool: Spool;
	readonly unchanged: Unchanged;
	readonly report: Reporter;
	/** How the sources' feeds do. */
	readonly states: SourceStates;
	/** What a source that is read allows. */
	rightsOf(source: string): Rights;
	readonly onProgress: (step: IngestStep, done: number, total: number) => void;
	close(): Promise<void>;
}

/**
 * Takes the lock, clears away what a killed run left, and brings the catalog up to date.
 *
 * @throws ExpectedError while another run is at work, ContentError where an article's file cannot be used: what it says
 * would be lost. Other files that cannot be used are reported and left out.
 */
export function openRun(options: IngestOptions): Run {
	const { contentDir, cacheDir, site, now, isDryRun = false, allowPrivate = false, settings } = options;
	const opened: (() => void | Promise<void>)[] = [];
	const close = async (): Promise<void> => {
		for (const undo of opened.splice(0).reverse()) await undo();
	};
	try {
		const content = openContent({ contentDir, cacheDir, site }, 'npm run ingest');
		opened.push(content.close);
		const { catalog } = content;
		const report = openReport(site, isDryRun);
		reportProblems(content.problems, contentDir, report);
		const fetcher = openFetcher({
			cacheDir,
			contentDir,
			contact: site.contact,
			now,
			allowPrivate,
			...given('settings', settings),
		});
		opened.push(fetcher.close);
		const spool = openSpool(cacheDir);
		opened.push(spool.close);
		const known = openKnownDocuments(cacheDir, catalog);
		opened.push(known.close);
		const sources = new Map(allSources(catalog).map((source) => [source.id, source]));
		return {
			contentDir,
			site,
			now,
			since: options.since,
			isDryRun,
			catalog,
			sources,
			fetcher,
			spool,
			unchanged: new Unchanged(known),
			report,
			states: openSourceStates(contentDir, now, (problem) => report.fail('', unusable(contentDir, problem))),
			close,
			topics: allTopics(catalog),
			removals: new Removals(catalog),
			rightsOf: (id) => getRights(sources, id),
			onProgress: options.onProgress ?? (() => undefined),
		};
	} catch (error) {
		void close();
		throw error;
	}
}

function reportProblems(problems: readonly ContentProblem[], contentDir: string, report: Reporter): void {
	const inArticles = problems.filter(({ file }) => file.startsWith('articles/'));
	if (inArticles.length > 0) throw new ContentError(inArticles);
	for (const problem of problems) {
		report.fail('', unusable(contentDir, describeProblem(problem)));
	}
}

function unusable(contentDir: string, problem: string): IngestError {
	return new IngestError('CONTENT_UNUSABLE', { problem: join(contentDir, problem) });
}

function getRights(sources: ReadonlyMap<string, Source>, id: string): Rights {
	const rights = sources.get(id)?.rights;
	if (rights === undefined) throw new Error(`Source “${id}” was read without rights.`);
	return rights;
}
