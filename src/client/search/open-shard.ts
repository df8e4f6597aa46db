import type { HitText, Shard } from '#core/search/index-files.ts';
import { type Facets, toFacets } from './facets.ts';
import { type IndexFiles, readJson } from './files.ts';
import type { Found } from './found.ts';
import { type KeptWords, keepWords } from './kept.ts';
import { once } from './once.ts';

/** What of `/pagefind/pagefind.js` is used. */
export interface PagefindModule {
	createInstance(options: Readonly<Record<string, unknown>>): PagefindInstance;
}

interface PagefindInstance {
	search(word: string): Promise<{ results: readonly PagefindResult[] }>;
}

interface PagefindResult {
	readonly id: string;
	readonly score: number;
	readonly words: readonly number[];
	readonly matchedMetaFields?: readonly string[];
}

/** A shard in use. */
export interface OpenShard {
	readonly shard: Shard;
	readonly facets: Facets;
	/** What has a word that begins with a key, or is `"key"` in quotes. @throws where the index cannot be fetched. */
	find(key: string): Promise<Found>;
	/** Words that begin with a key, as far as those were fetched that {@link OpenShard.find} looked for. */
	wordsLike(key: string): string[];
	/** Numbers of the articles that have a tag. @throws where these cannot be fetched. */
	findTag(tag: string): Promise<readonly number[]>;
	/** What a result shows of an article. @throws where it cannot be fetched. */
	fetchText(page: number): Promise<HitText>;
}

/** Numbers of the articles that have a tag, by its folded name. */
type TagTable = Readonly<Record<string, readonly number[]>>;

/** Where shards are opened from. */
export interface ShardSource {
	/** Pagefind's engine. @throws where it cannot be fetched. */
	readonly load: () => Promise<PagefindModule>;
	readonly files: IndexFiles;
	/** Folder of all shards, and of the program that they share. */
	readonly basePath: string;
}

/** Measured on questions in Russian and English: short texts win less, near spellings win more than by default. */
const RANKING = { pageLength: 0.3, termSimilarity: 2 };

/** Code of no language, as the build gives it, and the name under which Pagefind is given a shard's table of pages. */
const LANGUAGE = 'zxx';
const META = 'start';

/** Pagefind warns on the console where an index is of another version than its engine. A test keeps it that of `package.json`. */
export const PAGEFIND_VERSION = '1.6.0';

/** Rows of what was found that all shards together keep: some forty megabytes. */
const KEPT_ROWS = 500_000;

/** Digits of an article's number at the start of its id, in base 36. */
const NUMBER_DIGITS = 4;

/** Opens shards of one source; each opens anew, and fails where its files cannot be fetched. The program is fetched at once. */
export function shardOpener({ load, files, basePath }: ShardSource): (shard: Shard) => Promise<OpenShard> {
	const fetchProgram = async (): Promise<Program> => {
		const [pagefind, wasm] = await Promise.all([load(), files.load(`${basePath}wasm.unknown.pagefind`)]);
		return { pagefind, wasm };
	};
	const programs = new Map<string, Promise<Program>>();
	const getProgram = (): Promise<Program> => once(programs, basePath, fetchProgram);
	const words = keepWords(KEPT_ROWS);
	let first: Promise<PagefindInstance> | undefined;
	getProgram().catch(() => undefined);
	return async (shard) => {
		const folder = `${basePath}${shard.key}/`;
		const [{ pagefind, wasm }, start] = await Promise.all([
			getProgram(),
			files.load(`${folder}start.${shard.start}.pf_start`),
		]);
		const { facets, meta } = splitStart(start);
		files.give(`${folder}wasm.unknown.pagefind`, wasm);
		files.give(`${folder}pagefind.${META}.pf_meta`, meta);
		files.give(`${folder}pagefind-entry.json`, ENTRY);
		// Two that start the program at once would have one each, and Pagefind would mix them up.
		const isFirst = first === undefined;
		first ??= startInstance(pagefind, folder);
		const instance = isFirst ? await first : await first.then(() => startInstance(pagefind, folder));
		return toOpenShard({ shard, facets, ids: idsOf(meta), folder, instance, files, words });
	};
}

interface Program {
	readonly pagefind: PagefindModule;
	readonly wasm: Uint8Array<ArrayBuffer>;
}

/**
 * An index of its own for a shard, so that one that fails harms no other. It runs on the page's own thread: a worker
 * would be a second program to fetch, and is given up after five seconds, which a slow line needs to fetch the first.
 */
async function startInstance(pagefind: PagefindModule, basePath: string): Promise<PagefindInstance> {
	const instance = pagefind.createInstance({
		basePath,
		baseUrl: '/',
		noWorker: true,
		metaCacheTag: '',
		ranking: RANKING,
	});
	await instance.search('');
	return instance;
}

/** What Pagefind would read of a shard first. */
const ENTRY = JSON.stringify({
	version: PAGEFIND_VERSION,
	languages: { [LANGUAGE]: { hash: META, wasm: 'unknown', page_count: 1 } },
});

/** The parts of a shard's first file: the length of the facets in four bytes, the facets, Pagefind's table of pages. */
function splitStart(bytes: Uint8Array<ArrayBuffer>): { facets: Facets; meta: Uint8Array<ArrayBuffer> } {
	const end = 4 + new DataView(bytes.buffer).getUint32(0, true);
	return { facets: toFacets(readJson(bytes.subarray(4, end))), meta: bytes.slice(end) };
}

/** Ids of the articles by number, as Pagefind's table names them: each a text of a length of its own, first in a list. */
function idsOf(meta: Uint8Array): string[] {
	const ids: string[] = [];
	for (const [, id = ''] of new TextDecoder('latin1')
		.decode(meta)
		.matchAll(/[^\u0000-\u007f][k-w]([0-9a-z]{11,23})/g)) {
		ids[Number.parseInt(id.slice(0, NUMBER_DIGITS), 36)] = id;
	}
	return ids;
}

function toOpenShard({
	shard,
	facets,
	ids,
	folder,
	instance,
	files,
	words,
}: Pick<OpenShard, 'shard' | 'facets'> & {
	readonly ids: readonly string[];
	readonly folder: string;
	readonly instance: PagefindInstance;
	readonly files: IndexFiles;
	readonly words: KeptWords;
}): OpenShard {
	const texts = new Map<number, Promise<HitText>>();
	const tags = new Map<string, Promise<TagTable>>();
	const search = async (key: string): Promise<Found> => {
		await nextTask();
		const failures = files.failureCount(folder);
		const { results } = await instance.search(key);
		if (files.failureCount(folder) > failures)
			throw new Error(`A part of the index ${shard.key} could not be fetched.`);
		// Where no word begins with the key, Pagefind takes the longest that begins the key: `sept` for `septmeb`.
		return toFound(files.hasWord(folder, key.replaceAll('"', '')) ? results : []);
	};
	return {
		shard,
		facets,
		find: (key) => words.get(`${folder}${shard.start} ${key}`, () => search(key)),
		wordsLike: (key) => files.wordsLike(folder, key),
		async findTag(tag) {
			const table = await once(tags, folder, () => files.loadJson<TagTable>(`${folder}tags.${shard.tags}.pf_tags`));
			return Object.hasOwn(table, tag) ? (table[tag] ?? []) : [];
		},
		fetchText(page) {
			return once(texts, page, () => files.loadJson<HitText>(`${folder}fragment/${ids[page]}.pf_fragment`));
		},
	};
}

function toFound(results: readonly PagefindResult[]): Found {
	const found = {
		pages: new Uint32Array(results.length),
		scores: new Float32Array(results.length),
		inTitle: new Uint8Array(results.length),
		places: results.map(({ words }) => words),
	};
	for (const [row, { id, score, matchedMetaFields }] of results.entries()) {
		found.pages[row] = Number.parseInt(id.slice(0, NUMBER_DIGITS), 36);
		found.scores[row] = score;
		found.inTitle[row] = matchedMetaFields === undefined ? 0 : 1;
	}
	return found;
}

/** Lets the page answer its reader before the next word is looked for. */
function nextTask(): Promise<void> {
	const { port1, port2 } = new MessageChannel();
	return new Promise((resolve) => {
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(undefined);
	});
}
