import type { Catalog } from '#catalog/catalog.ts';
import { allRemovals } from '#catalog/queries.ts';
import { type Removal, type RemovedArticle, removalPath } from '#core/removal.ts';
import { foldAddress } from '#core/url.ts';
import { writeAtomically } from '../atomic.ts';
import type { Reporter } from '../report.ts';
import type { Spool, SpooledDraft } from '../spool.ts';

/** Bounds a takedown's file, which is read up to 64 KB. */
const MAX_KEYS_LENGTH = 8000;

/** What was taken down on request, by all names that it is known by. */
export class Removals {
	readonly #articles = new Map<string, RemovedArticle>();
	readonly #sources = new Map<string, Removal>();
	/** By what the spellings of a name have in common. */
	readonly #named = new Map<string, { readonly id: string; readonly name: string }>();

	constructor(catalog: Catalog) {
		for (const removal of allRemovals(catalog)) {
			if (removal.removed === 'source') this.#sources.set(removal.source, removal);
			else this.#articles.set(removal.id, removal);
			if (removal.removed === 'article') this.learn(removal.id, removal.identity);
		}
	}

	/** The id of the removed article that one of the keys names. */
	findByKeys(keys: readonly string[]): string | undefined {
		for (const key of keys) {
			const id = this.#named.get(foldAddress(key))?.id;
			if (id !== undefined) return id;
		}
		return undefined;
	}

	findArticle(id: string): RemovedArticle | undefined {
		return this.#articles.get(id);
	}

	findSource(id: string): Removal | undefined {
		return this.#sources.get(id);
	}

	isEmpty(): boolean {
		return this.#articles.size === 0;
	}

	/** Takes keys for further names of a removed article. @returns whether one was new. */
	learn(id: string, keys: readonly string[]): boolean {
		const fresh = keys.filter((key) => !this.#named.has(foldAddress(key)));
		for (const key of fresh) this.#named.set(foldAddress(key), { id, name: key });
		return fresh.length > 0;
	}

	/** All names of a removed article, those it was removed under first. */
	namesOf({ id, identity }: RemovedArticle): string[] {
		const learnt = [...this.#named.values()].filter((named) => named.id === id).map(({ name }) => name);
		return [...new Set([...identity, ...learnt])];
	}
}

/**
 * Learns from what was read under which further names removed articles go: an item that shares a name with one is that
 * one, and so is what shares a name with the item.
 */
export function spreadRemovals(
	spool: Spool,
	removals: Removals,
	keysOf: (draft: SpooledDraft) => readonly string[],
): void {
	for (let hasGrown = !removals.isEmpty(); hasGrown; ) {
		hasGrown = false;
		for (const draft of spool.inOrder()) {
			const keys = keysOf(draft);
			const id = removals.findByKeys(keys);
			if (id !== undefined && removals.learn(id, keys)) hasGrown = true;
		}
	}
}

/** An item of a removed article. */
export interface Refusal {
	/** Id of the article. */
	readonly id: string;
	/** Source of the item. */
	readonly source: string;
}

/** What a run knows that leaves out what was removed. */
interface Refusing {
	readonly contentDir: string;
	readonly isDryRun: boolean;
	readonly removals: Removals;
	readonly report: Reporter;
}

/** Counts what was not taken in since it was removed on request, and remembers its further names for the next runs. */
export function noteRefusals({ contentDir, isDryRun, removals, report }: Refusing, refusals: readonly Refusal[]): void {
	for (const { source } of refusals) report.count(source, 'refused');
	for (const id of new Set(refusals.map((refusal) => refusal.id))) {
		const removal = removals.findArticle(id);
		if (removal === undefined || isDryRun) continue;
		const identity = removals.namesOf(removal);
		if (identity.length > removal.identity.length) writeRemoval(contentDir, { ...removal, identity });
	}
}

/** Writes a takedown's file. */
export function writeRemoval(contentDir: string, { id, ...removal }: Removal): void {
	const fields = removal.removed === 'article' ? { ...removal, identity: bounded(removal.identity) } : removal;
	const lines = Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
	writeAtomically(contentDir, removalPath(fields, id), lines.join(''));
}

function bounded(keys: readonly string[]): string[] {
	let length = 0;
	return keys.filter((key, index) => {
		length += key.length;
		return index === 0 || length <= MAX_KEYS_LENGTH;
	});
}
