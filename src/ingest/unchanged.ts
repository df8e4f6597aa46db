import type { Catalog } from '#catalog/catalog.ts';
import { sha256 } from '#catalog/documents.ts';
import { allRemovals } from '#catalog/queries.ts';
import type { SiteConfig } from '#core/site.ts';
import type { Source } from '#core/source.ts';
import type { Draft } from './draft.ts';
import type { Input } from './input/inputs.ts';
import type { Job } from './job.ts';
import { type DocumentState, digestOf, digestOfCode, type KnownDocuments } from './known-documents.ts';
import type { Reporter } from './report.ts';
import type { Spool } from './spool.ts';

/** What of a run tells whether a document gives what it gave. */
interface Run {
	readonly site: SiteConfig;
	readonly sources: ReadonlyMap<string, Source>;
	readonly catalog: Catalog;
	readonly spool: Spool;
	readonly report: Reporter;
	readonly isDryRun: boolean;
	readonly since: string | undefined;
}

/** A document of this run. */
interface Seen {
	readonly job: Job;
	readonly input: Input;
	readonly state: DocumentState;
	/** Its articles, where it was passed over since nothing changed. */
	readonly ids: ReadonlySet<string> | undefined;
	/** Whether the same bytes would give the same another time. */
	isMemorable: boolean;
}

/** Passes documents over that are what they were, as long as nothing that was read shares an article with them. */
export class Unchanged {
	readonly #known: KnownDocuments;
	readonly #seen: Seen[] = [];
	#stamp: string | undefined;

	constructor(known: KnownDocuments) {
		this.#known = known;
	}

	/**
	 * Looks at a document before it is read.
	 *
	 * @returns `passed over`, or the number under which its drafts are to be spooled, 0 for one not to be remembered.
	 */
	async look(run: Run, job: Job, input: Input): Promise<'passed over' | number> {
		const { source } = job;
		if (input.local === undefined || source === undefined || source.follow !== 'never') return 0;
		const state = await this.#stateOf(run, source.id, input);
		if (state === undefined) return 0;
		const ids = job.isAgain === true ? undefined : this.#known.findUnchanged(state);
		this.#seen.push({ job, input, state, ids: ids && new Set(ids), isMemorable: true });
		return ids === undefined ? this.#seen.length : 'passed over';
	}

	/** Notes that what becomes of a draft depends on more than its document: on pictures beside it, or elsewhere. */
	noteDraft(number: number, { image, images }: Draft, copiesPictures: boolean): void {
		const seen = this.#seen[number - 1];
		if (seen !== undefined && copiesPictures && (image !== undefined || images.length > 0)) seen.isMemorable = false;
	}

	noteFailure(number: number): void {
		const seen = this.#seen[number - 1];
		if (seen !== undefined) seen.isMemorable = false;
	}

	/** Those passed over that share an article with what was read: they have to be read after all. */
	takeShared(run: Run): Job[] {
		const passedOver = this.#seen.filter(({ ids }) => ids !== undefined);
		if (passedOver.length === 0) return [];
		const found = new Set<string>();
		for (const { id } of run.spool.findings()) found.add(id);
		const shared = passedOver.filter(({ ids = [] }) => [...ids].some((id) => found.has(id)));
		for (const seen of shared) this.#seen[this.#seen.indexOf(seen)] = { ...seen, ids: undefined, isMemorable: false };
		return shared.map(({ job, input }) => ({ ...job, inputs: [input], isAgain: true }));
	}

	/** Counts what was passed over and remembers what was read. Call when all is written. */
	finish(run: Run, refusedSources: ReadonlySet<string>): void {
		this.#count(run);
		if (run.isDryRun) return;
		const idsOf = new Map<number, string[]>();
		for (const { id, inputs } of run.spool.findings()) {
			for (const number of inputs) {
				const ids = idsOf.get(number) ?? [];
				ids.push(id);
				idsOf.set(number, ids);
			}
		}
		for (const [index, { job, state, ids, isMemorable }] of this.#seen.entries()) {
			const isRefused = refusedSources.has(job.source?.id ?? '');
			if (ids === undefined && isMemorable && !isRefused) this.#known.remember(state, idsOf.get(index + 1) ?? []);
		}
	}

	/** The articles of what was passed over are unchanged, each once a source. */
	#count(run: Run): void {
		const idsOf = new Map<string, Set<string>>();
		for (const { job, ids } of this.#seen) {
			if (ids === undefined || job.source === undefined) continue;
			run.report.source(job.source.id).unchangedDocuments++;
			const counted = idsOf.get(job.source.id) ?? new Set();
			for (const id of ids) counted.add(id);
			idsOf.set(job.source.id, counted);
		}
		for (const [source, ids] of idsOf) run.report.source(source).unchanged += ids.size;
	}

	async #stateOf(run: Run, source: string, { location, local }: Input): Promise<DocumentState | undefined> {
		this.#stamp ??= sha256(
			JSON.stringify([run.site, run.since ?? '', [...run.sources.values()], allRemovals(run.catalog), digestOfCode()]),
		);
		try {
			const digest = await digestOf(local?.file ?? '');
			return { location: local?.file ?? location, stamp: `${source} ${this.#stamp}`, digest };
		} catch {
			return undefined;
		}
	}
}
