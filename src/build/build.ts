import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalog, openCatalog } from '#catalog/catalog.ts';
import type { Folders } from '#catalog/folders.ts';
import { takeLock } from '#catalog/lock.ts';
import { countLanguages } from '#catalog/queries.ts';
import { syncCatalog } from '#catalog/sync.ts';
import { UsageError } from '#core/expected-error.ts';
import { hasEdition } from '#core/site.ts';
import { toSite } from '#site/site.ts';
import { siteConfig } from '#site.config';
import { getBundle } from './bundle.ts';
import { readManifest } from './manifest.ts';
import { planOutputs } from './plan.ts';
import { type PublishReport, publish } from './publish.ts';
import { renderOutputs } from './render.ts';
import { buildSearchIndex } from './search.ts';
import { entriesOf, stageFiles } from './stage.ts';

/** What to build, from where, into where. */
export interface BuildOptions extends Folders {
	/** Root of the project, where `astro.config.mjs` lies. */
	readonly root: string;
	/** The instant the build counts as its own; the newest `firstSeenAt` where absent. */
	readonly asOf?: string;
	/** Render processes at the most; one per core where absent. */
	readonly jobs?: number;
	/** Told when a step begins and, while rendering, how many of how many pages are done. */
	readonly onProgress?: (step: BuildStep, done?: number, total?: number) => void;
}

export type BuildStep = 'sync' | 'bundle' | 'plan' | 'render' | 'search' | 'publish';

/** What a build did. */
export interface BuildReport extends PublishReport {
	/** Articles that have a page. */
	readonly articles: number;
	/** Articles in languages without an edition: they are stored but have no page. */
	readonly withoutEdition: readonly { readonly lang: string; readonly count: number }[];
	readonly pages: number;
	readonly feeds: number;
	/** Articles that search finds. */
	readonly searchable: number;
	/** Seconds that each step took. */
	readonly seconds: ReadonlyMap<BuildStep, number>;
}

/**
 * Builds the site: sync → bundle → plan → render → search → publish. A build that fails leaves the last site.
 *
 * @throws ContentError for files of `content/` that cannot be used, ExpectedError while ingest or another
 * build is at work, for a page that cannot be rendered, or an output folder that is somebody else's.
 */
export async function buildSite(options: BuildOptions): Promise<BuildReport> {
	checkSetup(options);
	const release = takeLock(options.cacheDir, 'npm run build');
	const stages = join(options.cacheDir, 'stage');
	// A folder of its own: render processes of a killed build may still be writing to theirs.
	const stageDir = join(stages, String(process.pid));
	const steps = startSteps(options.onProgress);
	let catalog: Catalog | undefined;
	try {
		steps.begin('sync');
		catalog = openCatalog({ ...options, site: siteConfig });
		syncCatalog(catalog, siteConfig);

		steps.begin('bundle');
		const bundle = await getBundle(options.root);

		steps.begin('plan');
		const site = toSite(catalog, options.asOf);
		const outputs = planOutputs({ site, contentDir: options.contentDir, assetsDir: bundle.assetsDir });
		const before = readManifest(options);
		clearStages(stages);

		steps.begin('render');
		const pages = await renderOutputs({
			...options,
			bundle,
			outputs,
			before,
			stageDir,
			asOf: site.asOf,
			onProgress: steps.advance,
		});

		steps.begin('search');
		const { records } = await buildSearchIndex({ site, outDir: stageDir });

		steps.begin('publish');
		const files = stageFiles(outputs, stageDir, before);
		const index = entriesOf(stageDir, 'pagefind', 'searchIndex');
		const published = publish({ ...options, stageDir, before, after: new Map([...pages, ...files, ...index]) });

		return {
			...published,
			articles: outputs.filter(({ kind }) => kind === 'article').length,
			withoutEdition: countLanguages(catalog).filter(({ lang }) => !hasEdition(siteConfig, lang)),
			pages: outputs.filter(({ path }) => path.endsWith('.html')).length,
			feeds: outputs.filter(({ kind }) => kind === 'feed').length,
			searchable: records,
			seconds: steps.end(),
		};
	} finally {
		catalog?.close();
		release();
	}
}

/** What no build can make up for. */
function checkSetup({ contentDir }: BuildOptions): void {
	if (!existsSync(contentDir))
		throw new UsageError(`There is no content folder ${contentDir}. Name another in CONTENT_DIR.`);
	const url = URL.parse(siteConfig.url);
	if (url === null || !/^https?:$/.test(url.protocol) || url.origin !== siteConfig.url) {
		throw new UsageError(
			`SITE_URL takes an address such as https://news.example, without a path, found “${siteConfig.url}”.`,
		);
	}
}

/** Removes what killed builds left; a render process that still writes there keeps its own folder for a while. */
function clearStages(stages: string): void {
	try {
		rmSync(stages, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
	} catch {
		// The next build tries again.
	}
}

function startSteps(onProgress: BuildOptions['onProgress']): {
	begin(step: BuildStep): void;
	advance(done: number, total: number): void;
	end(): ReadonlyMap<BuildStep, number>;
} {
	const seconds = new Map<BuildStep, number>();
	let current: { step: BuildStep; startedAt: number } | undefined;
	const close = (): void => {
		if (current !== undefined) seconds.set(current.step, (performance.now() - current.startedAt) / 1000);
	};
	return {
		begin(step) {
			close();
			current = { step, startedAt: performance.now() };
			onProgress?.(step);
		},
		advance(done, total) {
			if (current !== undefined) onProgress?.(current.step, done, total);
		},
		end() {
			close();
			return seconds;
		},
	};
}
