import { ExpectedError } from '#core/expected-error.ts';
import type { Route } from '#site/routes.ts';
import { siteConfig } from '#site.config';
import type { Bundle } from './bundle.ts';
import type { Manifest } from './manifest.ts';
import type { PlannedEntry } from './manifest-entry.ts';
import { outputPath } from './output.ts';
import type { RenderMessage, RenderResult, RenderTask } from './render-protocol.ts';
import { type Renderers, send } from './renderers.ts';
import type { Stage } from './stage.ts';

/** Outputs below which a further process costs more than it brings. */
const WORTH_A_PROCESS = 700;
/** Tasks that a process is given at a time: neighbours, since those of one day share a folder; fewer where there are few. */
const BATCH = { most: 400, least: 10, shares: 8 };

/** Everything a rendering needs. */
export interface RenderInput {
	readonly bundle: Bundle;
	readonly manifest: Manifest;
	readonly candidates: Iterable<Pick<Route, 'kind' | 'url' | 'params'>>;
	/** How many candidates there are. */
	readonly total: number;
	/** True to render what shows the same as before, too. */
	readonly isFull: boolean;
	/** Digest of what draws cards. */
	readonly cards: string;
	/** Where new bytes go. */
	readonly stage: Stage;
	/** The instant the build counts as its own. */
	readonly asOf: string;
	readonly renderers: Renderers;
	readonly onProgress: (done: number, total: number) => void;
}

/**
 * Looks at outputs through the bundled app, in as many processes as pay, each fetching tasks as it ends the last:
 * those that show something new are rendered, those whose bytes are new lie in the stage folder then. What became
 * of each is noted in the manifest. Nothing grows with the number of outputs.
 *
 * @throws ExpectedError at the first address that does not answer with 200.
 */
export async function renderOutputs(input: RenderInput): Promise<void> {
	if (input.total === 0) return;
	const count = Math.max(1, Math.min(input.renderers.most, Math.ceil(input.total / WORTH_A_PROCESS)));
	const tasks = toTasks(input);
	const batch = Math.max(BATCH.least, Math.min(BATCH.most, Math.ceil(input.total / count / BATCH.shares)));
	let done = 0;
	const take = (results: readonly RenderResult[], kinds: ReadonlyMap<string, Route['kind']>): void => {
		input.manifest.plan(results.map((result): PlannedEntry => ({ ...result, kind: kinds.get(result.path) ?? 'page' })));
		done += results.length;
		input.onProgress(done, input.total);
	};
	const stop = new AbortController();
	const processes = Array.from({ length: count }, () => runProcess(input, { tasks, batch, take, stop }));
	const outcomes = await Promise.allSettled(processes);
	if (outcomes.some(({ status }) => status === 'rejected')) throw stop.signal.reason;
}

function* toTasks({ candidates, manifest, isFull }: RenderInput): Generator<RenderTask> {
	const isFirst = manifest.isEmpty();
	for (const { kind, url, params } of candidates) {
		const path = outputPath(url);
		const entry = isFirst ? undefined : manifest.get(path);
		const known =
			entry === undefined
				? undefined
				: { sha256: entry.sha256, size: entry.size, ...(isFull ? {} : { digest: entry.digest }) };
		yield { route: { kind, url, params }, path, ...(known === undefined ? {} : { known }) };
	}
}

/** What the processes of one rendering share. */
interface Shared {
	readonly tasks: Generator<RenderTask>;
	readonly batch: number;
	readonly take: (results: readonly RenderResult[], kinds: ReadonlyMap<string, Route['kind']>) => void;
	/** Aborted when one of them fails. */
	readonly stop: AbortController;
}

function runProcess(input: RenderInput, { tasks, batch, take, stop }: Shared): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = input.renderers.take();
		let failure: string | undefined;
		let given: readonly RenderTask[] = [];
		const giveUp = (error: unknown): void => {
			// The first failure is the cause: those after it come from processes that are told to end.
			stop.abort(error);
			child.kill();
			reject(error);
		};
		stop.signal.addEventListener('abort', () => child.kill(), { once: true });
		child.on('message', (message: RenderMessage) => {
			try {
				if ('failed' in message) {
					failure = message.failed;
					return;
				}
				const missing = given.length - message.done.length;
				if (missing !== 0) throw new Error(`A render process left out ${missing} of ${given.length} tasks.`);
				if (given.length > 0) take(message.done, new Map(given.map(({ path, route }) => [path, route.kind])));
				given = next(tasks, batch);
				send(child, { tasks: given });
			} catch (error) {
				giveUp(error);
			}
		});
		child.on('error', giveUp);
		child.on('exit', (code, signal) => {
			if (code === 0 && failure === undefined && given.length === 0) resolve();
			else giveUp(new ExpectedError(failure ?? endedEarly(given, signal ?? `exit code ${code}`)));
		});
		const { bundle, stage, asOf, cards } = input;
		const setup = { entryUrl: bundle.entryUrl, siteUrl: siteConfig.url, template: bundle.digest, cards, stage, asOf };
		send(child, { setup });
	});
}

function endedEarly([first]: readonly RenderTask[], how: string): string {
	const where =
		first === undefined ? '' : ` at or after ${first.path}. Does a page wait for something that never comes?`;
	return `A render process ended early (${how})${where}`;
}

function next<T>(items: Generator<T>, count: number): T[] {
	const taken: T[] = [];
	while (taken.length < count) {
		const item = items.next();
		if (item.done === true) break;
		taken.push(item.value);
	}
	return taken;
}
