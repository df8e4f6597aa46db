import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalog, catalogPath, openCatalog } from '#catalog/catalog.ts';
import { type Changes, changesSince, forgetChanges, logEnd } from '#catalog/changes.ts';
import type { Folders } from '#catalog/folders.ts';
import { describeIdleSource, findIdleSources } from '#catalog/idle-sources.ts';
import { takeLock } from '#catalog/lock.ts';
import { syncCatalog } from '#catalog/sync.ts';
import { UsageError } from '#core/expected-error.ts';
import { type Site, toSite } from '#site/site.ts';
import { siteConfig } from '#site.config';
import { checkBudget, checkHost } from './budget.ts';
import { type Bundle, findBundle, getBundle } from './bundle.ts';
import { stageCopies } from './copies.ts';
import { damageNote, forgetDerived, isByDamage, toExpected } from './damage.ts';
import { explain } from './explain.ts';
import { type BuiltFrom, type Manifest, manifestPath, openManifest } from './manifest.ts';
import { digestOfAssets, digestOfContent, type PartHead, stageParts, writePart } from './part.ts';
import { type Plan, planOutputs } from './plan.ts';
import { publish, recover } from './publish.ts';
import { renderOutputs } from './render.ts';
import { Renderers } from './renderers.ts';
import { type BuildReport, toReport, UNTOUCHED } from './report.ts';
import { finishSearch, SEARCH_FOLDER, updateSearch } from './search.ts';
import type { Shard } from './shard.ts';
import type { Stage } from './stage.ts';
import { type StepListener, type Steps, startSteps } from './steps.ts';
import { cardsDigest, searchDigest, searchVersion, templateDigest } from './template.ts';

/** What to build, from where, into where. */
export interface BuildOptions extends Folders {
	/** Root of the project, where `astro.config.mjs` lies. */
	readonly root: string;
	/** The instant the build counts as its own; the newest `firstSeenAt` where absent. */
	readonly asOf?: string;
	/** Render processes at the most; one per core where absent. */
	readonly jobs?: number;
	/** True to render every output, whatever is known of it. */
	readonly isFull?: boolean;
	/** True where `dist/` starts empty and is to hold only what changed since the last build, for a deploy. */
	readonly isPartial?: boolean;
	/** True to look for changed articles by the times of their folders alone: enough right after ingest. */
	readonly trustFolders?: boolean;
	/** Builds one share of the whole site into an empty `dist/`, to be merged with the others. */
	readonly shard?: Shard;
	/** Makes the site from these output folders of all shards in place of rendering and indexing. */
	readonly parts?: readonly string[];
	/** Path or address of an output of which the report says why it was or was not written. */
	readonly explain?: string;
	readonly onProgress?: StepListener;
	/** Told what a person should know, in a sentence: that something was damaged, or undone. */
	readonly onNote?: (text: string) => void;
}

/** Changes above which looking at everything costs no more than finding what they reach. */
const MOST_CHANGES = 5000;
/** Changed articles from which on a further render process pays. */
const WORTH_A_RENDERER = 10;

/**
 * Builds the site: sync → plan → render → search → publish. Its cost is that of the changes since the last build; its
 * result is, byte for byte, that of a build from nothing. A build that fails leaves the last site.
 *
 * @throws ContentError for files of `content/` that cannot be used, ExpectedError while ingest or another
 * build is at work, for a page that cannot be rendered, a site too large for its host, or an output folder that is
 * somebody else's.
 */
export async function buildSite(options: BuildOptions): Promise<BuildReport> {
	checkSetup(options);
	const release = takeLock(options.cacheDir, 'npm run build');
	try {
		return await build(options).catch((error: unknown) => {
			if (!isByDamage(error, options)) throw toExpected(error, options);
			forgetDerived(options);
			return build(options);
		});
	} finally {
		release();
	}
}

async function build(options: BuildOptions): Promise<BuildReport> {
	const steps = startSteps(options.onProgress);
	const template = templateDigest(options.root);
	const renderers = new Renderers(options);
	let catalog: Catalog | undefined;
	let manifest: Manifest | undefined;
	try {
		steps.begin('sync');
		catalog = openCatalog({ ...options, site: siteConfig });
		manifest = openManifest(options);
		if (catalog.remade === 'damaged') options.onNote?.(damageNote('catalog', catalogPath(options.cacheDir)));
		if (manifest.remade === 'damaged') options.onNote?.(damageNote('manifest', manifestPath(options.cacheDir)));
		syncCatalog(catalog, siteConfig, {
			trustFolders: options.trustFolders === true,
			onProgress: (done, total) => steps.advance(done, total),
			onFound(files) {
				const bundle = findBundle(options.root, template);
				if (bundle !== undefined) renderers.warm(bundle.entryUrl, Math.ceil(files / WORTH_A_RENDERER));
			},
		});
		for (const source of findIdleSources(catalog)) {
			if (source.is !== 'disabled') options.onNote?.(describeIdleSource(source));
		}
		return await buildFrom({ ...options, catalog, manifest, steps, template, renderers });
	} finally {
		renderers.end();
		manifest?.close();
		catalog?.close();
	}
}

/** What the steps of a build share. */
interface Work extends BuildOptions {
	readonly catalog: Catalog;
	readonly manifest: Manifest;
	readonly steps: Steps;
	/** Digest of the templates. */
	readonly template: string;
	readonly renderers: Renderers;
}

async function buildFrom(work: Work): Promise<BuildReport> {
	const { catalog, manifest, steps, root, template } = work;
	steps.begin('plan');
	makeTrue(work);
	const site = toSite(catalog, work.asOf);
	const last = manifest.builtFrom();
	const built: BuiltFrom = { place: logEnd(catalog), asOf: site.asOf, template };
	const because = whyEverything(work, last, built);
	if (work.shard !== undefined) manifest.forget();
	const changes = because === undefined ? changesSince(catalog, last?.place, MOST_CHANGES) : undefined;
	if (changes !== undefined && last?.asOf === site.asOf && isEmpty(changes)) {
		return reportNothing(work);
	}

	steps.begin('bundle');
	const bundle = await getBundle(root, template);
	steps.begin('plan');
	const plan = planOutputs({
		...work,
		site,
		assetsDir: bundle.assetsDir,
		changes,
		asOfBefore: last?.asOf ?? site.asOf,
		because: because ?? 'so much changed that everything was looked at',
	});
	const head: PartHead = {
		part: 1,
		...(work.shard ?? { index: 1, of: 1 }),
		content: work.shard === undefined && work.parts === undefined ? '' : digestOfContent(catalog),
		template: built.template,
		asOf: site.asOf,
		assets: digestOfAssets(bundle.assetsDir),
	};
	const stages = join(work.cacheDir, 'stage');
	// A folder of its own: render processes of a killed build may still be writing to theirs.
	const stage: Stage = { dir: join(stages, String(process.pid)), isWhole: manifest.isEmpty() };
	clearStages(stages);
	manifest.beginPlan();
	const making = { ...work, site, plan, bundle, stage };
	const goneFromSearch = await (work.parts === undefined ? makeOutputs(making) : takeParts({ ...making, head }));

	steps.begin('publish');
	const gone = [...new Set([...(plan.isWhole ? manifest.unplanned() : plan.gone), ...goneFromSearch])];
	if (work.shard === undefined) checkBudget({ ...work, gone, host: siteConfig.host });
	const explanation = explain(work.explain, { ...plan, gone, manifest });
	const isSame = !manifest.hasNewFiles() && gone.length === 0;
	const isPartial = work.isPartial === true || work.shard !== undefined;
	if (isSame && !isPartial) manifest.settle(built);
	const published = isSame && !isPartial ? UNTOUCHED : publish({ manifest, stage, gone, built, isPartial });
	rmSync(stage.dir, { recursive: true, force: true });
	if (work.shard === undefined) forgetBuilt(catalog, manifest, built);
	else await writePart(work.distDir, head, manifest.entries());
	return toReport(work, { ...published, looked: plan.total, explanation });
}

/** What outputs are made from. */
interface Making extends Work {
	readonly site: Site;
	readonly plan: Plan;
	readonly bundle: Bundle;
	readonly stage: Stage;
}

/** Renders, indexes and copies what is planned into the stage folder. @returns paths of the search index that are to go. */
async function makeOutputs(making: Making): Promise<string[]> {
	const { manifest, steps, root, site, plan, stage } = making;
	steps.begin('render');
	await renderOutputs({
		...making,
		...plan,
		isFull: making.isFull === true,
		cards: cardsDigest(root),
		asOf: site.asOf,
		onProgress: steps.advance,
	});
	making.renderers.end();
	steps.begin('search');
	const gone = await updateSearch({
		...making,
		days: plan.days,
		code: searchDigest(root),
		version: searchVersion(root),
		onProgress: steps.advance,
	});
	manifest.plan(stageCopies(plan.copies, { manifest, stage }));
	return gone;
}

/** Takes what is planned from the parts that shards made. @returns paths of the search index that are to go. */
async function takeParts(making: Making & { readonly head: PartHead }): Promise<string[]> {
	making.steps.begin('merge');
	await stageParts({ ...making, dirs: making.parts ?? [], onProgress: making.steps.advance });
	finishSearch({ ...making, version: searchVersion(making.root) });
	// Every index comes from the parts: what stands of others goes.
	return making.manifest.unplannedBelow(`${SEARCH_FOLDER}/`);
}

/** The site stands as it is to be; whether its host takes it may be another matter than at the last build. */
function reportNothing(work: Work): BuildReport {
	const { manifest } = work;
	manifest.beginPlan();
	checkBudget({ ...work, gone: [], host: siteConfig.host });
	const explanation = explain(work.explain, { manifest, why: () => undefined, gone: [] });
	return toReport(work, { ...UNTOUCHED, looked: 0, explanation });
}

/** Brings the manifest and `dist/` together: undoes an interrupted publication, takes stock where the folder is not the one that is known. */
function makeTrue({ manifest, distDir, isPartial, shard, onNote }: Work): void {
	const undone = recover(manifest);
	if (undone > 0) onNote?.(`A build was interrupted while it published: its ${undone} files were taken back first.`);
	if (isPartial === true || shard !== undefined) {
		const flag = shard === undefined ? '--changed-only' : '--shard';
		if (!manifest.isPartial() && existsSync(distDir) && readdirSync(distDir).length > 0) {
			throw new UsageError(
				`${flag} takes an empty output folder, and ${distDir} holds files. Empty it, or leave the flag out.`,
			);
		}
		return;
	}
	if (manifest.isPartial() || !manifest.isTrue()) manifest.takeStock();
}

/** Why every output must be looked at, in words; `undefined` where the changes tell. */
function whyEverything(work: Work, last: BuiltFrom | undefined, built: BuiltFrom): string | undefined {
	if (work.isFull === true) return 'of --full';
	if (work.shard !== undefined) return 'of --shard';
	if (work.parts !== undefined) return 'of a merge';
	if (last === undefined) return 'it was not known what the output folder was made from';
	if (last.template !== built.template) return 'the templates, the configuration or the lock file changed';
	if (last.place.epoch !== built.place.epoch) return 'the catalog was made anew';
	return undefined;
}

function isEmpty({ articles, documents }: Changes): boolean {
	return articles.length === 0 && documents.length === 0;
}

/** The log of changes is kept from the last site but one on, so that a rollback costs no more than other builds. */
function forgetBuilt(catalog: Catalog, manifest: Manifest, { place }: BuiltFrom): void {
	const before = manifest.builtBefore()?.place;
	forgetChanges(catalog, before?.epoch === place.epoch ? before.seq : place.seq);
}

/** What no build can make up for. */
function checkSetup({ contentDir }: BuildOptions): void {
	checkHost(siteConfig.host);
	if (!existsSync(contentDir))
		throw new UsageError(`There is no content folder ${contentDir}. Name another in CONTENT_DIR.`);
	const url = URL.parse(siteConfig.url);
	if (url === null || !/^https?:$/.test(url.protocol) || url.origin !== siteConfig.url) {
		throw new UsageError(
			`SITE_URL takes an address such as https://news.example, without a path, found “${siteConfig.url}”.`,
		);
	}
	checkListeners();
}

function checkListeners(): void {
	const { webSubHub, indexNowKey } = siteConfig;
	if (webSubHub !== undefined && !/^https?:$/.test(URL.parse(webSubHub)?.protocol ?? ''))
		throw new UsageError(`WEBSUB_HUB takes the address of a hub such as https://hub.example/, found “${webSubHub}”.`);
	if (indexNowKey !== undefined && !/^[a-zA-Z0-9-]{8,128}$/.test(indexNowKey))
		throw new UsageError(`INDEXNOW_KEY takes 8 to 128 letters, digits and hyphens, found “${indexNowKey}”.`);
}

/** Removes what killed builds left; a render process that still writes there keeps its own folder for a while. */
function clearStages(stages: string): void {
	try {
		rmSync(stages, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
	} catch {
		// The next build tries again.
	}
}
