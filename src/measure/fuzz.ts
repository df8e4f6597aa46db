import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** CPU time from which on a document counts as hanging, and how long one may take while the machine does other work. */
const MAX_CPU_MS = 2000;
const PATIENCE_MS = 30_000;
const WORKERS = 2;
/** Heap that reading may use; what needs more ends the worker. */
const HEAP_MB = 512;

/** What a worker says of one document. */
export interface FuzzAnswer {
	readonly articles: number;
	readonly cpuMs: number;
	/** The exception that ingest did not expect. */
	readonly crash?: string;
}

/** A document that ingest does not withstand. `seed` makes it again. */
export interface FuzzFinding {
	readonly seed: number;
	readonly what: string;
}

export interface FuzzOptions {
	/** Folders of real documents. */
	readonly folders: readonly string[];
	readonly documents: number;
	/** Seed of the first document; the others follow. */
	readonly seed: number;
	readonly onProgress: (done: number, findings: number) => void;
	readonly onFinding: (finding: FuzzFinding) => void;
}

/** How much came through. */
export interface FuzzResult {
	readonly documents: number;
	/** Documents of which at least one article came. */
	readonly withArticles: number;
	readonly articles: number;
	readonly slowestMs: number;
	readonly findings: readonly FuzzFinding[];
}

/** Reads spoilt documents in workers: one that hangs or runs out of memory is ended, and the next one goes on. */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
	const dir = mkdtempSync(join(tmpdir(), 'jarchy-fuzz-'));
	const findings: FuzzFinding[] = [];
	const total = { documents: 0, withArticles: 0, articles: 0, slowestMs: 0 };
	let next = options.seed;
	const end = options.seed + options.documents;
	const lane = async (name: string): Promise<void> => {
		let worker = startWorker();
		for (let seed = next++; seed < end; seed = next++) {
			const answer = await ask(worker, seed);
			const what = judge(answer);
			if (what !== undefined) {
				findings.push({ seed, what });
				options.onFinding({ seed, what });
			}
			if (typeof answer === 'string') {
				await worker.terminate();
				worker = startWorker();
			} else {
				total.articles += answer.articles;
				total.withArticles += answer.articles > 0 ? 1 : 0;
				total.slowestMs = Math.max(total.slowestMs, answer.cpuMs);
			}
			options.onProgress(++total.documents, findings.length);
		}
		await worker.terminate();
		function startWorker(): Worker {
			const workerData = { folders: options.folders, file: join(dir, name) };
			const started = new Worker(new URL('./fuzz-worker.ts', import.meta.url), {
				workerData,
				resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
			});
			return started.setMaxListeners(0);
		}
	};
	try {
		await Promise.all(Array.from({ length: WORKERS }, (_, index) => lane(`document-${index}`)));
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
	return { ...total, findings: findings.sort((a, b) => a.seed - b.seed) };
}

function judge(answer: FuzzAnswer | string): string | undefined {
	if (typeof answer === 'string') return answer;
	if (answer.crash !== undefined) return answer.crash;
	return answer.cpuMs > MAX_CPU_MS ? `took ${Math.round(answer.cpuMs)} ms` : undefined;
}

/** The worker's answer, or why there is none. */
function ask(worker: Worker, seed: number): Promise<FuzzAnswer | string> {
	return new Promise((resolve) => {
		const timer = setTimeout(() => settle(`did not end within ${PATIENCE_MS / 1000} s`), PATIENCE_MS);
		const onError = (error: Error): void => settle(`ended its worker: ${error.message}`);
		const settle = (answer: FuzzAnswer | string): void => {
			clearTimeout(timer);
			worker.off('message', settle);
			worker.off('error', onError);
			resolve(answer);
		};
		worker.on('message', settle);
		worker.on('error', onError);
		worker.postMessage(seed);
	});
}
