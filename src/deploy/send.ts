import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedError } from '#core/expected-error.ts';
import { writeHashed } from './hash.ts';
import type { DeployProgress, Host } from './host.ts';
import type { Ledger, PlannedUpload } from './ledger.ts';
import {
	DELTA_FILE,
	MANIFEST_FILE,
	type ManifestHead,
	type ManifestParts,
	manifestText,
	PROGRESS_FILE,
} from './manifest-file.ts';
import { inPool } from './pool.ts';
import type { Target, Upload } from './target.ts';

/** Files that are sent before progress may be noted. */
const BATCH = 250;
/** Files that may have arrived beyond the noted progress: those since the last note, and a batch at work. */
const WINDOW = 2 * BATCH;

export interface SendInput {
	readonly target: Target;
	readonly ledger: Ledger;
	readonly host: Host;
	readonly site: string;
	readonly distDir: string;
	/** Folder for manifests on their way. */
	readonly workDir: string;
	readonly onProgress: (step: 'upload' | 'delete', done: number, total: number) => void;
}

/**
 * Carries the ledger's plan out: says at the target what is begun, sends the files in order, deletes, and says what
 * stands then. Killed at any moment, it is continued by the next deploy.
 */
export async function send(input: SendInput): Promise<void> {
	const session = new Session(input);
	await input.target.claim();
	await session.begin();
	await session.upload();
	await session.delete();
	await session.end();
}

class Session {
	readonly #input: SendInput;
	readonly #run = randomUUID();
	#generation: number;
	/** The delta as this deploy wrote it last; `undefined` where it has not yet. */
	#written: Upload | undefined;
	#isNoted: boolean;

	constructor(input: SendInput) {
		this.#input = input;
		this.#generation = input.host.generation;
		this.#isNoted = input.host.hasProgress;
	}

	/** Before anything changes, the target's manifest stops claiming what is about to change. */
	async begin(): Promise<void> {
		const { ledger } = this.#input;
		if (ledger.countUploads().length + ledger.countDeletions().length === 0) return;
		await this.#putDelta(this.#input.host.base, ledger.startedParts(), { run: this.#run, window: WINDOW });
	}

	async upload(): Promise<void> {
		const { ledger, target, onProgress } = this.#input;
		const total = ledger.countUploads().reduce((sum, { files }) => sum + files, 0);
		let done = 0;
		let noted = 0;
		let last = 0;
		for (;;) {
			const batch = ledger.nextUploads(last, BATCH);
			if (batch.length === 0) return;
			await inPool(batch, target.concurrency, async (upload) => {
				await target.put(this.#local(upload));
				done++;
				onProgress('upload', done, total);
			});
			last = batch.at(-1)?.place ?? last;
			if (done - noted >= BATCH && done < total) {
				await this.#note(done);
				noted = done;
			}
		}
	}

	async delete(): Promise<void> {
		const { ledger, target, onProgress } = this.#input;
		const total = ledger.countDeletions().reduce((sum, { files }) => sum + files, 0);
		let done = 0;
		let last = '';
		for (;;) {
			const batch = ledger.nextDeletions(last, BATCH);
			if (batch.length === 0) return;
			await inPool(batch, target.concurrency, async (path) => {
				await target.delete(path);
				done++;
				onProgress('delete', done, total);
			});
			last = batch.at(-1) ?? last;
		}
	}

	/** The whole manifest goes before the delta that adds to it: between the two, the older delta names another and is passed over. */
	async end(): Promise<void> {
		const { ledger, host, target } = this.#input;
		await this.#makeSure();
		ledger.settle();
		if (ledger.isDeltaLong()) {
			ledger.merge();
			const generation = this.#nextGeneration();
			const base = await this.#putManifest(
				MANIFEST_FILE,
				{ format: 'jarchy-manifest', generation },
				{
					files: ledger.baseFiles(),
				},
			);
			ledger.setBase({ sha256: base.sha256, generation });
			await this.#putDelta(base.sha256, ledger.settledParts());
		} else {
			await this.#putDelta(host.base, ledger.settledParts());
		}
		if (this.#isNoted) await target.delete(PROGRESS_FILE);
	}

	#local({ path, sha256, size }: PlannedUpload): Upload {
		return { path, sha256, size, file: join(this.#input.distDir, path) };
	}

	async #note(done: number): Promise<void> {
		await this.#makeSure();
		const progress: DeployProgress = { run: this.#run, done };
		await this.#putText(PROGRESS_FILE, [JSON.stringify(progress)]);
		this.#isNoted = true;
	}

	/** Where two deploys write to one target, neither knows any more what is there. */
	async #makeSure(): Promise<void> {
		const { target } = this.#input;
		if (this.#written === undefined || (await target.holds(this.#written))) return;
		throw new ExpectedError(
			`Another deploy to ${target.name} began while this one was at work. Let one run at a time; deploy again once it has ended.`,
		);
	}

	async #putDelta(base: string, parts: Required<ManifestParts>, more: Partial<ManifestHead> = {}): Promise<void> {
		const generation = this.#nextGeneration();
		this.#written = await this.#putManifest(
			DELTA_FILE,
			{ format: 'jarchy-manifest-delta', generation, base, ...more },
			parts,
		);
	}

	async #putManifest(
		path: string,
		head: Pick<ManifestHead, 'format' | 'generation' | 'base' | 'run' | 'window'>,
		parts: ManifestParts,
	): Promise<Upload> {
		const { site, target } = this.#input;
		return await this.#putText(path, manifestText({ ...head, site, headers: target.headers }, parts));
	}

	async #putText(path: string, text: Iterable<string>): Promise<Upload> {
		const { target, workDir } = this.#input;
		const file = join(workDir, path);
		try {
			const upload = { path, file, ...writeHashed(file, text) };
			await target.put(upload);
			return upload;
		} finally {
			rmSync(file, { force: true });
		}
	}

	#nextGeneration(): number {
		this.#generation++;
		return this.#generation;
	}
}
