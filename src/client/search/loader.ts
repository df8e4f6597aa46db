import { type Engine, openEngine, type PagefindModule } from './engine.ts';
import type { Shard } from './shards.ts';

const BASE_PATH = '/pagefind/';

/** How long a slow line gets to fetch an answer. */
const LIMIT_MS = 30_000;

/** The search, and the shards that the site has, newest first. */
export interface SearchIndex {
	readonly engine: Engine;
	readonly shards: readonly Shard[];
}

let opening: Promise<SearchIndex> | undefined;
let attempts = 0;

/** The search, fetched at the first call. */
export function getSearch(): Promise<SearchIndex> {
	opening ??= open();
	return opening;
}

/** Lets the next call fetch the search anew, after a failure. */
export function forgetSearch(): void {
	opening = undefined;
}

/** The value of a promise. @throws Error where it takes too long. */
export async function withinLimit<T>(promise: Promise<T>): Promise<T> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const limit = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(() => reject(new Error('The search index did not arrive in time.')), LIMIT_MS);
	});
	return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}

/** Browsers remember that a module could not be fetched, so each attempt asks for another address. */
async function open(): Promise<SearchIndex> {
	const address = `${BASE_PATH}pagefind.js${attempts === 0 ? '' : `?attempt=${attempts}`}`;
	attempts += 1;
	const loading: Promise<PagefindModule> = import(/* @vite-ignore */ address);
	const [pagefind, response] = await Promise.all([loading, fetch(`${BASE_PATH}shards.json`)]);
	if (!response.ok) throw new Error(`The list of search indexes answered ${response.status}.`);
	const shards: Shard[] = await response.json();
	return { engine: openEngine(pagefind, BASE_PATH), shards };
}
