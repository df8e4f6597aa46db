import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ExpectedError } from '#core/expected-error.ts';
import { siteConfig } from '#site.config';
import type { Bundle } from './bundle.ts';
import type { Manifest, ManifestEntry } from './manifest.ts';
import type { Output } from './output.ts';

/** What a render process is told: which addresses to render and where to put them. */
export interface RenderJob {
	readonly entryUrl: string;
	readonly siteUrl: string;
	/** Files go below this folder. */
	readonly stageDir: string;
	readonly pages: readonly { readonly url: string; readonly path: string; readonly knownSha256?: string }[];
}

/** What a render process answers, page by page. */
export interface RenderedPage {
	readonly path: string;
	readonly sha256: string;
	readonly size: number;
}

/** A message of a render process: pages done, or why it stopped. */
export type RenderMessage = { readonly done: readonly RenderedPage[] } | { readonly failed: string };

/** Pages below which a further process costs more than it brings. */
const PAGES_WORTH_A_PROCESS = 400;

/** Everything a rendering needs. */
export interface RenderInput {
	readonly bundle: Bundle;
	readonly outputs: readonly Output[];
	/** What `dist/` holds: a page whose bytes it has already is not written. */
	readonly before: Manifest;
	/** Rendered pages go below this folder. */
	readonly stageDir: string;
	readonly contentDir: string;
	readonly cacheDir: string;
	/** The instant the build counts as its own. */
	readonly asOf: string;
	/** Processes at the most; one per core where absent. */
	readonly jobs?: number;
	readonly onProgress: (done: number, total: number) => void;
}

/**
 * Renders outputs through the bundled app, in as many processes as pay, into the stage folder.
 *
 * @returns the manifest's entry of every rendered output.
 * @throws ExpectedError at the first address that does not answer with 200.
 */
export async function renderOutputs(input: RenderInput): Promise<[string, ManifestEntry][]> {
	const rendered = input.outputs.filter(({ from }) => from.by === 'render');
	const most = input.jobs ?? availableParallelism();
	const count = Math.max(1, Math.min(most, Math.ceil(rendered.length / PAGES_WORTH_A_PROCESS)));
	const size = Math.ceil(rendered.length / count);
	const entries: [string, ManifestEntry][] = [];
	const kinds = new Map(rendered.map(({ path, kind }) => [path, kind]));
	const take = (done: readonly RenderedPage[]): void => {
		for (const { path, sha256, size } of done) entries.push([path, { kind: kinds.get(path) ?? 'page', sha256, size }]);
		input.onProgress(entries.length, rendered.length);
	};
	const parts = Array.from({ length: count }, (_, index) => rendered.slice(index * size, (index + 1) * size));
	await Promise.all(parts.map((part) => renderPart(input, part, take)));
	const done = new Set(entries.map(([path]) => path));
	const missing = rendered.find(({ path }) => !done.has(path));
	if (missing !== undefined) {
		throw new ExpectedError(
			`A render process ended without ${missing.path}. Does its page wait for something that never comes?`,
		);
	}
	return entries;
}

function renderPart(
	input: RenderInput,
	outputs: readonly Output[],
	take: (done: readonly RenderedPage[]) => void,
): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = fork(join(import.meta.dirname, 'render-worker.ts'), { env: environment(input) });
		let failure: string | undefined;
		child.on('message', (message: RenderMessage) => {
			if ('done' in message) take(message.done);
			else failure = message.failed;
		});
		child.on('error', reject);
		child.on('exit', (code, signal) => {
			if (code === 0 && failure === undefined) resolve();
			else reject(new ExpectedError(failure ?? `A render process ended early (${signal ?? `exit code ${code}`}).`));
		});
		child.send(toJob(input, outputs));
	});
}

function toJob({ bundle, stageDir, before }: RenderInput, outputs: readonly Output[]): RenderJob {
	const pages = outputs.flatMap(({ path, from }) => {
		if (from.by !== 'render') return [];
		const knownSha256 = before.get(path)?.sha256;
		return [{ url: from.url, path, ...(knownSha256 === undefined ? {} : { knownSha256 }) }];
	});
	return { entryUrl: bundle.entryUrl, siteUrl: siteConfig.url, stageDir, pages };
}

function environment({ contentDir, cacheDir, asOf }: RenderInput): NodeJS.ProcessEnv {
	const compileCache = process.env['NODE_COMPILE_CACHE'] ?? join(cacheDir, 'compile');
	return {
		...process.env,
		CONTENT_DIR: contentDir,
		CACHE_DIR: cacheDir,
		AS_OF: asOf,
		NODE_COMPILE_CACHE: compileCache,
	};
}
