import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { eachArticle } from '#catalog/queries.ts';
import { ExpectedError } from '#core/expected-error.ts';
import { hasEdition } from '#core/site.ts';
import { routes } from '#site/routes.ts';
import type { Site } from '#site/site.ts';
import { mediaUrl } from '#site/urls.ts';
import { rightsOf } from '#site/views/teaser.ts';
import { headersFile } from './headers.ts';
import { type Output, outputPath } from './output.ts';

/** Where the parts of the site that are not rendered lie. */
export interface PlanInput {
	readonly site: Site;
	readonly contentDir: string;
	/** Client folder of the bundle: hashed styles and scripts, files of `public/`. */
	readonly assetsDir: string;
}

/** Every output of the site but the search index, without repeats, in no particular order. */
export function planOutputs({ site, contentDir, assetsDir }: PlanInput): Output[] {
	const rendered = Array.from(
		routes(site),
		({ kind, url }): Output => ({ kind, path: outputPath(url), from: { by: 'render', url } }),
	);
	const outputs = [...rendered, ...assetOutputs(assetsDir), ...mediaOutputs(site, contentDir), headersFile()];
	const seen = new Set<string>();
	for (const { path } of outputs) {
		if (seen.has(path))
			throw new ExpectedError(
				`Two outputs claim ${path}: rename the file in public/ or content/pages/ that takes its place.`,
			);
		seen.add(path);
	}
	return outputs;
}

function assetOutputs(assetsDir: string): Output[] {
	const entries = existsSync(assetsDir) ? readdirSync(assetsDir, { recursive: true, withFileTypes: true }) : [];
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.map((file) => ({
			kind: 'asset',
			path: relative(assetsDir, file).split(sep).join('/'),
			from: { by: 'copy', file },
		}));
}

/** Pictures that a published article shows and whose source allows copies. */
function mediaOutputs(site: Site, contentDir: string): Output[] {
	const paths = new Set<string>();
	for (const article of eachArticle(site.catalog)) {
		if (!hasEdition(site.config, article.lang)) continue;
		if (rightsOf(site, article.source).images !== 'copy') continue;
		for (const picture of [article.image, ...(article.pictures ?? [])]) {
			for (const width of picture?.widths ?? [])
				if (picture !== undefined) paths.add(mediaUrl(picture, width).slice(1));
		}
	}
	return Array.from(paths, (path) => ({ kind: 'media', path, from: { by: 'copy', file: join(contentDir, path) } }));
}
