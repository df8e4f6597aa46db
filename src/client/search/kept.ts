import type { Found } from './found.ts';
import { once } from './once.ts';

/** What was found of words, of all shards together. */
export interface KeptWords {
	/** What was found of a word, looked for where that is not known. */
	get(name: string, find: () => Promise<Found>): Promise<Found>;
}

/** Keeps what was found of the words asked for last, up to so many rows of articles; more only while they are looked for. */
export function keepWords(mostRows: number): KeptWords {
	const known = new Map<string, Promise<Found>>();
	const rows = new Map<string, number>();
	let total = 0;
	const drop = (name: string): void => {
		total -= rows.get(name) ?? 0;
		rows.delete(name);
		known.delete(name);
	};
	const note = (name: string, count: number): void => {
		rows.set(name, count);
		total += count;
		for (const old of [...rows.keys()]) {
			if (total <= mostRows || old === name) break;
			drop(old);
		}
	};
	return {
		get(name, find) {
			const count = rows.get(name);
			if (count !== undefined) {
				// The words asked for last stand last.
				rows.delete(name);
				rows.set(name, count);
			}
			return once(known, name, async () => {
				const found = await find();
				note(name, found.pages.length + 1);
				return found;
			});
		},
	};
}
