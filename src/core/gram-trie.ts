const MAX_GRAM = 4;

/** The sequences of letters that some profiles hold, as a tree walked letter by letter; node 0 is its root. */
export interface GramTrie {
	/** By UTF-16 unit, the number of a letter; 0 for one that no sequence holds. */
	readonly codes: Uint16Array;
	/** How many numbers there are. */
	readonly width: number;
	/** By node and number of the next letter, the next node; 0 where no sequence goes on so. */
	readonly next: Uint32Array;
	/** The worths of node n stand in `owners` and `steps` from `starts[n]` to `starts[n + 1]`. */
	readonly starts: Uint32Array;
	/** Index of a profile, and what it gives the sequence, in halves above its floor. */
	readonly owners: Uint8Array;
	readonly steps: Uint8Array;
}

interface Node {
	readonly owners: number[];
	readonly steps: number[];
}

/** The sequences of profiles as {@link addWord} reads them; `grams` as in a `LanguageProfile`. */
export function toGramTrie(profiles: readonly { readonly grams: readonly string[] }[]): GramTrie {
	const worths = profiles.flatMap(({ grams }, owner) =>
		grams.flatMap((line, at) => (line === '' ? [] : line.split(' ').map((gram) => ({ gram, owner, step: at + 1 })))),
	);
	const codes = new Uint16Array(65_536);
	let width = 1;
	for (const { gram } of worths) {
		for (let at = 0; at < gram.length; at++) if (codes[gram.charCodeAt(at)] === 0) codes[gram.charCodeAt(at)] = width++;
	}
	const ids = new Map([['', 0]]);
	const nodes: Node[] = [{ owners: [], steps: [] }];
	for (const { gram, owner, step } of worths) {
		for (let end = 1; end <= gram.length; end++) {
			const start = gram.slice(0, end);
			if (ids.has(start)) continue;
			ids.set(start, nodes.length);
			nodes.push({ owners: [], steps: [] });
		}
		const node = nodes[ids.get(gram) ?? 0];
		node?.owners.push(owner);
		node?.steps.push(step);
	}
	const next = new Uint32Array(nodes.length * width);
	for (const [gram, id] of ids) {
		const parent = ids.get(gram.slice(0, -1)) ?? 0;
		if (id > 0) next[parent * width + (codes[gram.charCodeAt(gram.length - 1)] ?? 0)] = id;
	}
	const starts = new Uint32Array(nodes.length + 1);
	for (const [id, { owners }] of nodes.entries()) starts[id + 1] = (starts[id] ?? 0) + owners.length;
	return {
		codes,
		width,
		next,
		starts,
		owners: Uint8Array.from(nodes.flatMap(({ owners }) => owners)),
		steps: Uint8Array.from(nodes.flatMap(({ steps }) => steps)),
	};
}

/**
 * Adds to `totals`, by profile, what the sequences of a word (`gramsOf`) are worth above the floor, in halves.
 *
 * @returns how many sequences the word has.
 */
export function addWord(
	{ codes, width, next, starts, owners, steps }: GramTrie,
	word: string,
	totals: Int32Array,
): number {
	const padded = `_${word}_`;
	let grams = -2;
	for (let start = 0; start < padded.length; start++) {
		const end = Math.min(start + MAX_GRAM, padded.length);
		grams += end - start;
		let node = 0;
		for (let at = start; at < end; at++) {
			node = next[node * width + (codes[padded.charCodeAt(at)] ?? 0)] ?? 0;
			if (node === 0) break;
			const last = starts[node + 1] ?? 0;
			for (let pair = starts[node] ?? 0; pair < last; pair++) {
				const owner = owners[pair] ?? 0;
				totals[owner] = (totals[owner] ?? 0) + (steps[pair] ?? 0);
			}
		}
	}
	return grams;
}
