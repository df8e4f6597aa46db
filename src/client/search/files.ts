/** Files of the index, unpacked; Pagefind gets them from here too. */
export interface IndexFiles {
	/** The content of a file. @throws where it cannot be fetched. */
	load(address: string): Promise<Uint8Array<ArrayBuffer>>;
	/** The value of a file of JSON that our own build wrote. @throws where it cannot be fetched. */
	loadJson<T>(address: string): Promise<T>;
	/** Has Pagefind find a file that no server has, until it is taken back. */
	give(address: string, content: Uint8Array<ArrayBuffer> | string): void;
	/**
	 * How often Pagefind asked in vain for a file below a folder: it takes what it cannot fetch for nothing found, and
	 * tells nobody. Whoever waits while this grows may have waited for that file.
	 */
	failureCount(folder: string): number;
	/** Whether what Pagefind fetched below a folder has a word that begins with a key, or is the key but for an ending. */
	hasWord(folder: string, key: string): boolean;
	/** The words of what Pagefind fetched below a folder that begin with a key. */
	wordsLike(folder: string, key: string): string[];
}

/** How long a slow line gets to fetch a file. */
const LIMIT_MS = 30_000;

const GZIP = [0x1f, 0x8b] as const;

/** Letters by which a key may be longer than a word and still mean the same, and letters of such a word. */
const LONGEST_ENDING = 2;
const SHORTEST_STEM = 3;

/** A part of an index, and in it a word: three values in CBOR (0x83, which browsers read as ƒ), the first a text of up to 23 letters or more. */
const PART = /^.*\/(?=index\/)/;
const WORD = /\u0192(?:[a-w]|x.)([0-9a-z]+)/gs;

/**
 * Opens the files below `basePath`. Pagefind knows no other way to a file than the global `fetch`, so that is answered
 * from here below the path: a file that fails is noticed, and the browser unpacks them much faster than Pagefind does.
 */
export function openFiles(basePath: string): IndexFiles {
	const fetchFile = globalThis.fetch;
	const given = new Map<string, Uint8Array<ArrayBuffer> | string>();
	const failed: string[] = [];
	/** Each between spaces. */
	const words = new Map<string, string>();
	const load = async (address: string): Promise<Uint8Array<ArrayBuffer>> => {
		const response = await fetchFile(address, { signal: AbortSignal.timeout(LIMIT_MS) });
		if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
		return unpack(new Uint8Array(await response.arrayBuffer()));
	};
	globalThis.fetch = async (input, init) => {
		if (typeof input !== 'string' || !input.startsWith(basePath)) return fetchFile(input, init);
		const address = input.replace(/\?.*/, '');
		const content = given.get(address);
		if (content !== undefined) return new Response(content);
		try {
			const bytes = await load(address);
			const [folder] = PART.exec(address) ?? [];
			if (folder !== undefined) words.set(folder, (words.get(folder) ?? ' ') + wordsOf(bytes));
			return new Response(bytes);
		} catch (error) {
			failed.push(address);
			throw error;
		}
	};
	return {
		load,
		loadJson: async (address) => readJson(await load(address)),
		give(address, content) {
			given.set(address, content);
		},
		failureCount: (folder) => failed.filter((address) => address.startsWith(folder)).length,
		wordsLike(folder, key) {
			const found = words.get(folder)?.match(new RegExp(`(?<= )${key}[0-9a-z]*`, 'g'));
			return [...new Set(found)];
		},
		hasWord(folder, key) {
			const known = words.get(folder) ?? '';
			if (known.includes(` ${key}`)) return true;
			const least = Math.max(SHORTEST_STEM, key.length - LONGEST_ENDING);
			for (let length = key.length - 1; length >= least; length--) {
				if (known.includes(` ${key.slice(0, length)} `)) return true;
			}
			return false;
		},
	};
}

/** What gzip packed; other bytes as they are, since a server may have unpacked them. */
async function unpack(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
	if (GZIP.some((byte, index) => bytes[index] !== byte)) return bytes;
	const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
	return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The words of a part of an index, each before a space. */
function wordsOf(bytes: Uint8Array): string {
	const text = new TextDecoder('latin1').decode(bytes);
	return Array.from(text.matchAll(WORD), ([, word = '']) => `${word} `).join('');
}

/** JSON of our own build. */
export function readJson<T>(bytes: Uint8Array): T {
	return JSON.parse(new TextDecoder().decode(bytes));
}
