import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Changes } from '#catalog/changes.ts';
import { eachPicture, usesOfPicture } from '#catalog/queries.ts';
import { ExpectedError } from '#core/expected-error.ts';
import { periodPath } from '#core/period.ts';
import { hasEdition } from '#core/site.ts';
import { affectedOutputs, type Candidate, type Standing } from '#site/affected.ts';
import { archiveRoute, articleRoutes, countArticleRoutes, hubRoute, placeRoutes } from '#site/routes.ts';
import type { Site } from '#site/site.ts';
import { hubUrl } from '#site/urls.ts';
import { rightsOf } from '#site/views/teaser.ts';
import { filesBelow } from './files.ts';
import { goneFiles, staleGoneFiles } from './gone.ts';
import { headersFile, keyFiles } from './headers.ts';
import type { Manifest } from './manifest.ts';
import { type CopiedOutput, outputPath, outputUrl } from './output.ts';
import { type Shard, shareOf, shareSize } from './shard.ts';

/** What a build has to look at. */
export interface Plan {
	/** True where every output is looked at; else only those that changes reach. */
	readonly isWhole: boolean;
	/** Outputs that are rendered, each once. */
	readonly candidates: Iterable<Candidate>;
	/** How many there are. */
	readonly total: number;
	/** Days on which an article came, went or changed; `undefined` where it may be any. */
	readonly days: ReadonlySet<string> | undefined;
	/** Why an output is looked at; `undefined` where it is not. */
	readonly why: (path: string) => string | undefined;
	/** Outputs that are copied or written as they are. */
	readonly copies: readonly CopiedOutput[];
	/** Paths of files that stand and are to go; in a whole plan, whatever stands and is not planned goes too. */
	readonly gone: readonly string[];
}

/** What is planned from. */
export interface PlanInput {
	readonly site: Site;
	readonly manifest: Manifest;
	readonly contentDir: string;
	/** Client folder of the bundle: hashed styles and scripts, files of `public/`. */
	readonly assetsDir: string;
	/** What happened since the last build; `undefined` where everything is to be looked at. */
	readonly changes: Changes | undefined;
	/** The instant that the last build counted as its own. */
	readonly asOfBefore: string;
	/** Why everything is looked at, where it is. */
	readonly because: string;
	/** Which share of everything is planned; all of it where absent. */
	readonly shard?: Shard;
}

/**
 * Every output of the site but the search index that may have to be written or deleted.
 *
 * @throws ExpectedError where two outputs claim one path, or pictures are missing in the content folder.
 */
export function planOutputs(input: PlanInput): Plan {
	const { site, changes, manifest, asOfBefore } = input;
	const affected =
		changes === undefined ? undefined : affectedOutputs({ site, changes, standing: standingIn(manifest), asOfBefore });
	if (changes === undefined || affected === undefined) return planEverything(input);
	const pictures = affectedPictures(input, changes);
	const gone = goneFiles(site);
	return {
		isWhole: false,
		candidates: affected.candidates.values(),
		total: affected.candidates.size,
		days: affected.days,
		why: (path) => affected.candidates.get(outputUrl(path))?.because,
		copies: checked([...pictures.copies, ...gone]),
		gone: [
			...Array.from(affected.gone, outputPath).filter((path) => manifest.get(path) !== undefined),
			...pictures.gone,
			...staleGoneFiles(gone, (path) => manifest.get(path)?.kind === 'headers'),
		],
	};
}

function planEverything(input: PlanInput): Plan {
	const { site, contentDir, assetsDir, changes } = input;
	const because = changes === undefined ? input.because : 'a source, topic or page that stands on many pages changed';
	const places = Array.from(placeRoutes(site), (route): Candidate => ({ ...route, because }));
	const copies = [
		...assets(assetsDir),
		headersFile(),
		...keyFiles(site.config),
		...goneFiles(site),
		...everyPicture(site, contentDir),
	];
	refuseClashes([...places.map(({ url }) => outputPath(url)), ...copies.map(({ path }) => path)]);
	const candidates = function* (): Generator<Candidate> {
		yield* places;
		for (const route of articleRoutes(site)) yield { ...route, because };
	};
	const total = places.length + countArticleRoutes(site);
	const { shard = { index: 1, of: 1 } } = input;
	return {
		isWhole: true,
		candidates: shareOf(candidates(), shard),
		total: shareSize(total, shard),
		days: undefined,
		why: () => because,
		copies: checked([...shareOf(copies, shard)]),
		gone: [],
	};
}

function refuseClashes(paths: readonly string[]): void {
	const seen = new Set<string>();
	for (const path of paths) {
		if (seen.has(path))
			throw new ExpectedError(
				`Two outputs claim ${path}: rename the file in public/ or content/pages/ that takes its place.`,
			);
		seen.add(path);
	}
}

function assets(assetsDir: string): CopiedOutput[] {
	return filesBelow(assetsDir).map((path) => ({
		kind: 'asset',
		path,
		from: { by: 'copy', file: join(assetsDir, path) },
	}));
}

/** Pictures that a published article shows and whose source allows copies. */
function everyPicture(site: Site, contentDir: string): CopiedOutput[] {
	const files = new Set<string>();
	for (const { file, ...use } of eachPicture(site.catalog)) if (isShown(site, use)) files.add(file);
	return Array.from(files, (file) => picture(contentDir, file));
}

/** Pictures of the articles that changed: those that are to stand and do not, and those that nobody shows any more. */
function affectedPictures(
	{ site, manifest, contentDir }: PlanInput,
	changes: Changes,
): { copies: CopiedOutput[]; gone: string[] } {
	const files = new Set(changes.articles.flatMap(({ pictures }) => pictures));
	const shown = [...files].filter((file) => usesOfPicture(site.catalog, file).some((use) => isShown(site, use)));
	const stands = (file: string): boolean => manifest.get(file) !== undefined;
	return {
		copies: shown.filter((file) => !stands(file)).map((file) => picture(contentDir, file)),
		gone: [...files].filter((file) => stands(file) && !shown.includes(file)),
	};
}

function isShown(site: Site, { lang, source }: { readonly lang: string; readonly source: string }): boolean {
	return hasEdition(site.config, lang) && rightsOf(site, source).images === 'copy';
}

function picture(contentDir: string, path: string): CopiedOutput {
	return { kind: 'media', path, from: { by: 'copy', file: join(contentDir, path) } };
}

/** Pictures that a message names. */
const NAMED = 10;

/** @throws ExpectedError naming the pictures that are missing in the content folder. */
function checked(copies: readonly CopiedOutput[]): readonly CopiedOutput[] {
	const missing = copies.filter(
		({ from }) => from.by === 'copy' && statSync(from.file, { throwIfNoEntry: false })?.isFile() !== true,
	);
	if (missing.length === 0) return copies;
	const names = missing.slice(0, NAMED).map(({ path }) => path);
	const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : '';
	throw new ExpectedError(
		`${missing.length} pictures that articles show are not in the content folder: ${names.join(', ')}${more}. Restore them, or run ingest again.`,
	);
}

/** What stands in `dist/`, by address. */
function standingIn(manifest: Manifest): Standing {
	return {
		has: (url) => manifest.get(outputPath(url)) !== undefined,
		archive(list, year) {
			const { kind } = archiveRoute(list, '2021');
			const kinds = kind === 'year' ? (['year', 'month', 'day'] as const) : [kind];
			const folder = hubUrl(list).slice(1) + (year === undefined ? '' : periodPath(year));
			return manifest
				.pathsBelow(folder, kinds)
				.map(outputUrl)
				.filter((url) => url !== hubRoute(list).url && /^\d{4}\//.test(url.slice(hubUrl(list).length)));
		},
		ofKind: (kind) => manifest.pathsOfKind(kind).map(outputUrl),
	};
}
