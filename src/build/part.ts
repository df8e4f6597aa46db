import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'astro/zod';
import type { Catalog } from '#catalog/catalog.ts';
import { eachDigest } from '#catalog/queries.ts';
import { ExpectedError, UsageError } from '#core/expected-error.ts';
import type { Manifest } from './manifest.ts';
import type { ManifestEntry, PlannedEntry } from './manifest-entry.ts';
import { outputPath, PUBLISH_ORDER } from './output.ts';
import type { Plan } from './plan.ts';
import { type Stage, stageFile } from './stage.ts';

/** File in the output of a shard that says what it is a part of, and lists its files. */
export const PART_FILE = '.jarchy-part.jsonl';

const headSchema = z.strictObject({
	part: z.literal(1),
	index: z.int().min(1),
	of: z.int().min(1),
	/** What the site is made from: parts fit together where all three are the same. */
	content: z.string(),
	template: z.string(),
	asOf: z.string(),
	/** Digest of the names of styles and scripts that pages name. */
	assets: z.string(),
});

/** What a part is of. */
export type PartHead = z.infer<typeof headSchema>;

const entrySchema = z.strictObject({
	path: z.string().regex(/^(?!\.|\/)(?!.*\/\.)[^\\\0]+$/, 'expected a path inside the site'),
	kind: z.enum(PUBLISH_ORDER),
	digest: z.string().optional(),
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
	size: z.int().min(0),
});

/** Digest of every file of the content folder that the catalog knows. */
export function digestOfContent(catalog: Catalog): string {
	const hash = createHash('sha256');
	for (const line of eachDigest(catalog)) hash.update(`${line}\n`);
	return hash.digest('hex').slice(0, 32);
}

/** Digest of the names of the bundle's styles and scripts, which hold a hash of their content. */
export function digestOfAssets(assetsDir: string): string {
	const folder = join(assetsDir, '_astro');
	const names = existsSync(folder) ? readdirSync(folder).sort() : [];
	return createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 32);
}

/** Writes the list of a part's files beside them. */
export async function writePart(dir: string, head: PartHead, entries: Iterable<ManifestEntry>): Promise<void> {
	function* lines(): Generator<string> {
		yield `${JSON.stringify(head)}\n`;
		for (const entry of entries) yield `${JSON.stringify(entry)}\n`;
		yield `${END}\n`;
	}
	await pipeline(Readable.from(lines()), createWriteStream(join(dir, PART_FILE)));
}

/** Last line of a list that is whole. */
const END = '{"end":true}';

/** What a folder is a part of. @throws ExpectedError where it is none. */
async function readPartHead(dir: string): Promise<PartHead> {
	for await (const line of linesOf(dir)) {
		const head = headSchema.safeParse(parse(line));
		if (head.success) return head.data;
		break;
	}
	throw new ExpectedError(`${join(dir, PART_FILE)} is not of this version of Jarchy. Build the shard again.`);
}

/**
 * The files of a part.
 *
 * @throws ExpectedError where the list is cut off or damaged.
 */
async function* partEntries(dir: string): AsyncGenerator<ManifestEntry> {
	let isHead = true;
	let isWhole = false;
	for await (const line of linesOf(dir)) {
		isWhole = line === END;
		if (!(isHead || isWhole)) {
			const entry = entrySchema.safeParse(parse(line));
			if (!entry.success) throw damaged(dir);
			yield entry.data;
		}
		isHead = false;
	}
	if (!isWhole) throw damaged(dir);
}

/** What is taken from parts. */
interface PartsInput {
	readonly dirs: readonly string[];
	/** What the parts must be of. */
	readonly head: PartHead;
	readonly manifest: Manifest;
	readonly plan: Pick<Plan, 'candidates' | 'total'>;
	readonly stage: Stage;
	readonly onProgress: (done: number, total: number) => void;
}

/** Entries noted in the manifest at a time. */
const BATCH = 1000;

/**
 * Puts the files of all parts that differ from what stands into the stage folder, and notes all of them in the manifest.
 *
 * @throws ExpectedError where the parts are not those of this content and code, or not whole.
 */
export async function stageParts({ dirs, head, manifest, plan, stage, onProgress }: PartsInput): Promise<void> {
	const parts = await Promise.all(dirs.map(async (dir) => ({ dir, head: await readPartHead(dir) })));
	checkParts(parts, head);
	let done = 0;
	for (const { dir } of parts) {
		let batch: PlannedEntry[] = [];
		const flush = (): void => {
			manifest.plan(batch);
			done += batch.length;
			batch = [];
			onProgress(done, plan.total);
		};
		for await (const entry of partEntries(dir)) {
			checkPartFile(dir, entry);
			const isNew = manifest.get(entry.path)?.sha256 !== entry.sha256;
			if (isNew) stageFile(stage, entry.path, join(dir, entry.path));
			batch.push({ ...entry, isNew });
			if (batch.length === BATCH) flush();
		}
		flush();
	}
	for (const { url } of plan.candidates) {
		if (manifest.planned(outputPath(url)) !== undefined) continue;
		throw new ExpectedError(`No shard made ${url}. Build all shards again from one commit.`);
	}
}

/** Makes sure of a file of a part. @throws ExpectedError where they are not what the list says. */
function checkPartFile(dir: string, { path, sha256: expected }: ManifestEntry): void {
	const file = join(dir, path);
	const found = existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : undefined;
	if (found === expected) return;
	throw new ExpectedError(
		`${file} is ${found === undefined ? 'missing' : 'not what its shard wrote'}. Fetch ${basename(dir)} again, or build that shard again.`,
	);
}

/**
 * Makes sure that parts are all the parts of one site.
 *
 * @throws ExpectedError saying which part is missing, is there twice, or is of something else.
 */
function checkParts(parts: readonly { readonly dir: string; readonly head: PartHead }[], here: PartHead): void {
	const [first] = parts;
	if (first === undefined) throw new UsageError('There is no part to merge. Name the output folders of all shards.');
	for (const { dir, head } of parts) {
		const misfit = KEYS.find((key) => head[key] !== (key === 'of' ? first.head.of : here[key]));
		if (misfit !== undefined) throw new ExpectedError(`${dir} does not fit: ${MISFITS[misfit]}`);
	}
	for (let index = 1; index <= first.head.of; index++) {
		const found = parts.filter(({ head }) => head.index === index).map(({ dir }) => dir);
		if (found.length === 1) continue;
		const what = found.length === 0 ? 'is missing' : `is there more than once (${found.join(', ')})`;
		throw new ExpectedError(`Shard ${index}/${first.head.of} ${what}. Name the output folder of each shard once.`);
	}
}

const KEYS = ['of', 'content', 'template', 'asOf', 'assets'] as const;

const MISFITS = {
	of: 'the shards were cut into different numbers.',
	content: 'it was built from other content than is here. Build and merge from one commit.',
	template: 'it was built by other code, settings or another Node than is here. Build and merge from one commit.',
	asOf: 'it was built as of another instant. Give all shards and the merge the same --as-of.',
	assets: 'its styles and scripts bear other names than here. Install the same packages everywhere (npm ci).',
} as const;

async function* linesOf(dir: string): AsyncGenerator<string> {
	const file = join(dir, PART_FILE);
	if (!existsSync(file)) {
		throw new ExpectedError(`${dir} is no output of npm run build -- --shard i/n: it holds no ${PART_FILE}.`);
	}
	yield* createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
}

function parse(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}

function damaged(dir: string): ExpectedError {
	return new ExpectedError(`${join(dir, PART_FILE)} is damaged or cut off. Fetch it again, or build that shard again.`);
}
