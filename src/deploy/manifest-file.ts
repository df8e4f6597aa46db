import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { z } from 'astro/zod';

/**
 * The manifest as a file: JSON with one entry a line, so that a million of them are written and read without being in
 * memory at once.
 *
 *     {"format":"jarchy-manifest","version":1,"site":"…","generation":3,"headers":"…","files":{
 *     "en/index.html":{"sha256":"…","size":5120,"kind":"front"}
 *     }}
 *
 * The delta of a host adds `base`, the SHA-256 of the file it adds to (empty where it stands alone), and the parts
 * `deleted`, `started` and `ending` (see README).
 */
export const MANIFEST_FILE = 'dist.manifest.json';
export const DELTA_FILE = 'dist.manifest.delta.json';
export const PROGRESS_FILE = 'dist.manifest.progress.json';

const VERSION = 1;

const headSchema = z.object({
	format: z.literal(['jarchy-manifest', 'jarchy-manifest-delta']),
	version: z.literal(VERSION),
	/** Which site it is of: its feed authority, which never changes. */
	site: z.string().optional(),
	/** Counts the files of this kind that a target was given: the greater one is the newer. */
	generation: z.int().nonnegative().optional(),
	/** Digest of the headers that the target keeps with its files. */
	headers: z.string().optional(),
	/** Of a delta: SHA-256 of the manifest it adds to. */
	base: z.string().optional(),
	/** Of a delta while a deploy is at work: names that deploy. */
	run: z.string().optional(),
	/** Of the same: how many files may have arrived beyond the recorded progress. */
	window: z.int().nonnegative().optional(),
});

/** What stands at the start of the file. */
export type ManifestHead = z.infer<typeof headSchema>;

const entrySchema = z.strictObject({
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
	/** In bytes. */
	size: z.int().nonnegative(),
	/** As in `build/output.ts`. */
	kind: z.string().optional(),
	/** Stands on the host though the site has it no more: the next deploy deletes it. */
	leaving: z.literal(true).optional(),
	/** Of a file that is being sent: nothing stood there before. */
	isNew: z.literal(true).optional(),
});

/** What is known of one file. */
export type FileEntry = z.infer<typeof entrySchema>;

/** Parts of the file, in their order: what stands, what does so no more, what is being sent, what is being deleted. */
export type Part = 'files' | 'deleted' | 'started' | 'ending';

export type PathEntry = readonly [path: string, entry: FileEntry];

/** What a manifest file says, by its parts; `deleted` names paths alone. */
export interface ManifestParts {
	readonly files: Iterable<PathEntry>;
	readonly deleted?: Iterable<string>;
	readonly started?: Iterable<PathEntry>;
	readonly ending?: Iterable<PathEntry>;
}

/** Says why a file is no manifest of ours. */
export class ManifestFault extends Error {
	override name = 'ManifestFault';
}

/** Characters of a piece of the text, about. */
const PIECE = 64 * 1024;

/** The text of a manifest file, in pieces. */
export function* manifestText(
	head: Omit<ManifestHead, 'version'>,
	{ files, deleted, started, ending }: ManifestParts,
): Generator<string> {
	const { format, ...rest } = head;
	let piece = `${JSON.stringify({ format, version: VERSION, ...rest }).slice(0, -1)},"files":{`;
	let comma = '\n';
	const add = function* (line: string): Generator<string> {
		piece += comma + line;
		comma = ',\n';
		if (piece.length < PIECE) return;
		yield piece;
		piece = '';
	};
	for (const entry of files) yield* add(lineOf(entry));
	if (deleted !== undefined) {
		piece += '\n},"deleted":[';
		comma = '\n';
		for (const path of deleted) yield* add(JSON.stringify(path));
		piece += '\n],"started":{';
		comma = '\n';
		for (const entry of started ?? []) yield* add(lineOf(entry));
		piece += '\n},"ending":{';
		comma = '\n';
		for (const entry of ending ?? []) yield* add(lineOf(entry));
	}
	yield `${piece}\n}}\n`;
}

function lineOf([path, entry]: PathEntry): string {
	return `${JSON.stringify(path)}:${JSON.stringify(entry)}`;
}

/** Told what a manifest file says, in its order. */
export interface ManifestListener {
	head(head: ManifestHead): void;
	file(part: Part, path: string, entry: FileEntry | undefined): void;
}

/**
 * Reads a manifest file to its end.
 *
 * @returns SHA-256 of its bytes.
 * @throws ManifestFault where it is not a whole manifest of ours; what was told of it until then is void.
 */
export async function readManifest(source: Readable, listener: ManifestListener): Promise<string> {
	const hash = createHash('sha256');
	const decoder = new StringDecoder('utf8');
	const reader = new LineReader(listener);
	let rest = '';
	for await (const chunk of source) {
		const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
		hash.update(bytes);
		const lines = (rest + decoder.write(bytes)).split('\n');
		rest = lines.pop() ?? '';
		if (rest.length > LONGEST) throw new ManifestFault('a line of it is too long');
		for (const line of lines) reader.read(line);
	}
	reader.end(rest);
	return hash.digest('hex');
}

/** Characters of a line: a path, a digest and little else. */
const LONGEST = 64 * 1024;

const OPENERS: Readonly<Record<string, Part>> = {
	'},"deleted":[': 'deleted',
	'],"started":{': 'started',
	'},"ending":{': 'ending',
};

const NO_START = 'it does not start like a manifest of this site';

class LineReader {
	readonly #listener: ManifestListener;
	#part: Part | undefined;
	#isEnded = false;

	constructor(listener: ManifestListener) {
		this.#listener = listener;
	}

	read(line: string): void {
		if (this.#isEnded) throw new ManifestFault('it goes on after its end');
		if (this.#part === undefined) this.#start(line);
		else if (line === '}}') this.#isEnded = true;
		else if (OPENERS[line] !== undefined) this.#part = OPENERS[line];
		else this.#entry(this.#part, line.endsWith(',') ? line.slice(0, -1) : line);
	}

	end(rest: string): void {
		if (this.#part === undefined) throw new ManifestFault(NO_START);
		if (!this.#isEnded || rest !== '') throw new ManifestFault('its end is missing');
	}

	#start(line: string): void {
		const tail = ',"files":{';
		const head = headSchema.safeParse(line.endsWith(tail) ? parseJson(`${line.slice(0, -tail.length)}}`) : undefined);
		if (!head.success) throw new ManifestFault(NO_START);
		this.#part = 'files';
		this.#listener.head(head.data);
	}

	#entry(part: Part, line: string): void {
		const value = parseJson(part === 'deleted' ? `{${line}:0}` : `{${line}}`);
		const [path, found] = typeof value === 'object' && value !== null ? (Object.entries(value)[0] ?? []) : [];
		if (path === undefined || !isPlain(path)) throw new ManifestFault(`it has a line “${line.slice(0, 80)}”`);
		if (part === 'deleted') {
			this.#listener.file(part, path, undefined);
			return;
		}
		const entry = entrySchema.safeParse(found);
		if (!entry.success) throw new ManifestFault(`it has a line “${line.slice(0, 80)}”`);
		this.#listener.file(part, path, entry.data);
	}
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** A host's word decides what is deleted there: paths that lead elsewhere are none. */
function isPlain(path: string): boolean {
	return (
		path !== '' && !/\\|\0/.test(path) && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
	);
}
