import type { Shard, ShardList } from '#core/search/index-files.ts';
import { type Engine, openEngine } from './engine.ts';
import type { PagefindModule } from './open-shard.ts';

const BASE_PATH = '/pagefind/';

/** How long a slow line gets to fetch an answer. */
const LIMIT_MS = 30_000;

/** The search, and the shards that the site has, newest first. */
export interface SearchIndex {
	readonly engine: Engine;
	readonly shards: readonly Shard[];
	/** True where the shards were made by another version of the search than this script. */
	readonly isOutdated: boolean;
}

let engine: Engine | undefined;
let opening: Promise<SearchIndex> | undefined;
let attempts = 0;

/** The search, fetched at the first call. @throws where the list of shards cannot be fetched. */
export function getSearch(): Promise<SearchIndex> {
	opening ??= open();
	opening.catch(forgetSearch);
	return opening;
}

/** Lets the next call fetch the list of shards anew, after a failure; what of them is open stays so. */
export function forgetSearch(): void {
	opening = undefined;
}

async function open(): Promise<SearchIndex> {
	engine ??= openEngine(loadPagefind, BASE_PATH);
	const response = await fetch('/pagefind/shards.json', { cache: 'no-cache', signal: AbortSignal.timeout(LIMIT_MS) });
	if (!response.ok) throw new Error(`The list of search indexes answered ${response.status}.`);
	const { version, shards }: ShardList = await response.json();
	return { engine, shards, isOutdated: version !== SEARCH_VERSION };
}

/** Browsers remember that a module could not be fetched, so each attempt asks for another address. */
function loadPagefind(): Promise<PagefindModule> {
	const address = `${BASE_PATH}pagefind.js${attempts === 0 ? '' : `?attempt=${attempts}`}`;
	attempts += 1;
	return import(/* @vite-ignore */ address);
}
