import { type Engine, openEngine, type PagefindModule } from './engine.ts';

const BASE_PATH = '/pagefind/';

/** How long a slow line gets to fetch an answer. */
const LIMIT_MS = 30_000;

let opening: Promise<Engine> | undefined;
let attempts = 0;

/** The search index, fetched at the first call. */
export function getEngine(): Promise<Engine> {
	opening ??= open();
	return opening;
}

/** Lets the next call fetch the index anew, after a failure. */
export function forgetEngine(): void {
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
async function open(): Promise<Engine> {
	const address = `${BASE_PATH}pagefind.js${attempts === 0 ? '' : `?attempt=${attempts}`}`;
	attempts += 1;
	const pagefind: PagefindModule = await import(/* @vite-ignore */ address);
	return openEngine(pagefind, BASE_PATH);
}
