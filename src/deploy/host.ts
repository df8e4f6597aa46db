import { json } from 'node:stream/consumers';
import { z } from 'astro/zod';
import type { Belief, Ledger } from './ledger.ts';
import {
	DELTA_FILE,
	type FileEntry,
	MANIFEST_FILE,
	ManifestFault,
	type ManifestHead,
	type Part,
	PROGRESS_FILE,
	readManifest,
} from './manifest-file.ts';
import { inPool } from './pool.ts';
import type { Target } from './target.ts';

/** What is known of a target when a deploy begins; file by file it stands in the ledger. */
export interface Host {
	readonly belief: Belief;
	/** SHA-256 of the manifest that a delta may add to; empty where there is none. */
	readonly base: string;
	/** Greatest generation of its manifests. */
	readonly generation: number;
	/** True where its manifests say all, with nothing begun and not ended. */
	readonly isClean: boolean;
	/** True where a deploy left its record of progress there. */
	readonly hasProgress: boolean;
	/** Why all is sent again, or where it goes on, in a sentence. */
	readonly note?: string;
}

export interface HostInput {
	readonly target: Pick<Target, 'name' | 'headers' | 'concurrency' | 'read' | 'holds'>;
	readonly ledger: Ledger;
	/** Which site this is: manifests of others are not believed. */
	readonly site: string;
}

/** A manifest file of the target: missing, of no use, or read. */
type Found =
	| { readonly is: 'missing' }
	| { readonly is: 'faulty'; readonly why: string }
	| { readonly is: 'read'; readonly head: ManifestHead; readonly sha256: string };

/**
 * Reads what the target says that it holds into the ledger. It never takes a file for being there that may not be:
 * what a deploy that was killed had begun counts as unknown, and the target is asked for the few files of which its
 * record of progress does not tell.
 *
 * The delta is read first: a manifest that a deploy writes between the two reads then holds what the delta says too.
 */
export async function readHost(input: HostInput): Promise<Host> {
	const { target, ledger } = input;
	const begun: Begun = { files: 0, hasProgress: false };
	const delta = await readDelta(input, begun);
	const base = await readBase(input, delta);
	const { isDeltaUsed, isBaseSure, note } = judge(delta, base, target.name);
	if (!isDeltaUsed) ledger.clearDelta();
	if (base.is !== 'read') ledger.clearBase();
	const last = isDeltaUsed ? delta : base;
	const isStale = last.is === 'read' && last.head.headers !== target.headers;
	const asked = isDeltaUsed && !isStale ? await askForUnsure(input) : 0;
	const isBegun = isDeltaUsed && begun.files > 0;
	const sentence = isStale && note === undefined ? staleNote(target.name) : note;
	return {
		belief: { isBaseSure, isStale },
		base: base.is === 'read' ? base.sha256 : '',
		generation: Math.max(generationOf(delta), generationOf(base)),
		hasProgress: begun.hasProgress,
		isClean: isDeltaUsed && isBaseSure && !isStale && !isBegun && note === undefined,
		...(isBegun && sentence === undefined ? { note: begunNote(target.name, asked) } : {}),
		...(sentence === undefined ? {} : { note: sentence }),
	};
}

/** What a deploy that did not end had begun. */
interface Begun {
	files: number;
	hasProgress: boolean;
}

async function readDelta({ target, ledger, site }: HostInput, begun: Begun): Promise<Found> {
	const progress = await readProgress(target);
	begun.hasProgress = progress !== undefined;
	let head: ManifestHead | undefined;
	let done = 0;
	let place = 0;
	ledger.clearDelta();
	const found = await readFound({ target, ledger, site }, DELTA_FILE, {
		head(read) {
			head = read;
			done = progress?.run === read.run ? (progress?.done ?? 0) : 0;
		},
		file(part, path, entry) {
			if (part === 'started' || part === 'ending') begun.files++;
			if (part !== 'started') {
				ledger.addToDelta(path, entry, { state: STATES[part] });
				return;
			}
			const isDone = place < done;
			const isUnsure = !isDone && place < done + (head?.window ?? 0);
			const unknown = entry?.isNew === true ? 'maybe' : 'replaced';
			ledger.addToDelta(path, entry, { state: isDone ? 'there' : unknown, isUnsure });
			place++;
		},
	});
	if (found.is !== 'read') ledger.clearDelta();
	return found;
}

const STATES = { files: 'there', deleted: 'gone', ending: 'maybe' } as const satisfies Record<
	Exclude<Part, 'started'>,
	string
>;

/** The base is not read again where the ledger knows it. */
async function readBase(input: HostInput, delta: Found): Promise<Found> {
	const { target, ledger } = input;
	const known = ledger.base();
	if (delta.is === 'read' && known !== undefined && known.sha256 === delta.head.base) {
		const isThere = await target.holds({ path: MANIFEST_FILE, file: '', sha256: known.sha256, size: 0 });
		if (isThere) {
			const head: ManifestHead = { format: 'jarchy-manifest', version: 1, generation: known.generation };
			return { is: 'read', head, sha256: known.sha256 };
		}
	}
	ledger.clearBase();
	const found = await readFound(input, MANIFEST_FILE, {
		head: () => undefined,
		file: (_part, path, entry) => {
			if (entry !== undefined) ledger.addToBase(path, entry);
		},
	});
	if (found.is !== 'read') ledger.clearBase();
	else ledger.setBase({ sha256: found.sha256, generation: found.head.generation ?? 0 });
	return found;
}

interface Listener {
	head(head: ManifestHead): void;
	file(part: Part, path: string, entry: FileEntry | undefined): void;
}

async function readFound({ target, ledger, site }: HostInput, path: string, listener: Listener): Promise<Found> {
	const source = await target.read(path);
	if (source === undefined) return { is: 'missing' };
	const heads: ManifestHead[] = [];
	ledger.begin();
	try {
		const sha256 = await readManifest(source, {
			head(read) {
				if (read.site !== site)
					throw new ManifestFault(`it is of another site, ${read.site ?? 'which it does not name'}`);
				heads.push(read);
				listener.head(read);
			},
			file: listener.file,
		});
		ledger.commit();
		const [head] = heads;
		return head === undefined ? { is: 'faulty', why: 'it is empty' } : { is: 'read', head, sha256 };
	} catch (error) {
		ledger.rollBack();
		if (error instanceof ManifestFault) return { is: 'faulty', why: error.message };
		throw error;
	} finally {
		source.destroy();
	}
}

interface Judgement {
	readonly isDeltaUsed: boolean;
	readonly isBaseSure: boolean;
	readonly note?: string;
}

/** What to believe of the two files, whichever of them a deploy was killed before, between or after writing. */
function judge(delta: Found, base: Found, name: string): Judgement {
	if (delta.is === 'read') {
		if (base.is !== 'read') {
			return delta.head.base === ''
				? { isDeltaUsed: true, isBaseSure: true }
				: { isDeltaUsed: true, isBaseSure: false, note: whole(name, base) };
		}
		if (delta.head.base === base.sha256) return { isDeltaUsed: true, isBaseSure: true };
		// Killed between writing a whole manifest and emptying the delta, which it holds already.
		if (generationOf(base) > generationOf(delta)) return { isDeltaUsed: false, isBaseSure: true };
		return {
			isDeltaUsed: true,
			isBaseSure: false,
			note: whole(name, { is: 'faulty', why: `it is not the one that ${DELTA_FILE} adds to` }),
		};
	}
	if (base.is !== 'read') return { isDeltaUsed: false, isBaseSure: false, note: whole(name, base) };
	// One that no deploy wrote, but npm run manifest, has no delta.
	if (base.head.generation === undefined && delta.is === 'missing') return { isDeltaUsed: false, isBaseSure: true };
	return { isDeltaUsed: false, isBaseSure: false, note: whole(name, delta, DELTA_FILE) };
}

function whole(name: string, found: Found, file = MANIFEST_FILE): string {
	const reason =
		found.is === 'faulty' ? `${file} at ${name} cannot be used: ${found.why}` : `There is no ${file} at ${name}`;
	return `${reason}. The whole site is sent, and nothing is deleted there that no deploy of it is known to have put there.`;
}

function staleNote(name: string): string {
	return `The headers that ${name} keeps with files are out of date. The whole site is sent again.`;
}

function begunNote(name: string, arrived: number): string {
	return `A deploy to ${name} did not end: this one goes on from there${arrived === 0 ? '' : ` (${arrived} more files had arrived than it had noted)`}.`;
}

function generationOf(found: Found): number {
	return found.is === 'read' ? (found.head.generation ?? 0) : 0;
}

/** @returns how many of the unsure files are there. */
async function askForUnsure({ target, ledger }: HostInput): Promise<number> {
	let arrived = 0;
	await inPool(ledger.unsure(), target.concurrency, async (file) => {
		if (!(await target.holds({ ...file, file: '' }))) return;
		ledger.confirm(file.path);
		arrived++;
	});
	return arrived;
}

const progressSchema = z.strictObject({ run: z.string(), done: z.int().nonnegative() });

/** How many files of the deploy at work have arrived, in the order of its delta. */
export type DeployProgress = z.infer<typeof progressSchema>;

async function readProgress(target: HostInput['target']): Promise<DeployProgress | undefined> {
	const source = await target.read(PROGRESS_FILE);
	if (source === undefined) return undefined;
	try {
		return progressSchema.safeParse(await json(source)).data;
	} catch {
		// Half a file: nothing is noted then, and the target is asked.
		return undefined;
	}
}
