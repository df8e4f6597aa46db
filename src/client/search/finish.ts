import type { HitText } from '#core/search/index-files.ts';
import type { Answer, Hit, Question } from './engine.ts';
import { countAgain } from './facets.ts';
import { hasPhrases, type ReadHit, rerank } from './rerank.ts';
import type { Shard } from './shards.ts';

/** Results shown at a time. */
export const PAGE_SIZE = 10;

/** Texts that are looked through at most for a page of results with a phrase. */
export const MOST_TEXTS = 30;

/** An answer, and the shards that gave it. */
interface Asked extends Answer {
	readonly open: readonly Shard[];
}

/**
 * Orders the first page of results by their texts. Those that have the phrases as they are typed answer alone, where
 * there are any; none does that has what is to be left out.
 */
export async function finish<T extends Asked>({ query, order }: Question, found: T): Promise<T> {
	const isExact = query.phrases.length > 0 && found.loosened === undefined;
	const failed = new Set(found.failed);
	const read: ReadHit[] = [];
	let fit: ReadHit[] = [];
	let looked = 0;
	while (fit.length < PAGE_SIZE && looked < (isExact ? MOST_TEXTS : PAGE_SIZE) && looked < found.hits.length) {
		const hits = found.hits.slice(looked, looked + PAGE_SIZE);
		looked += hits.length;
		for (const { hit, text } of await Promise.all(hits.map(readHit))) {
			if (text === undefined) for (const shard of found.open) if (shard.key === hit.shard) failed.add(shard);
			if (text !== undefined && !query.excludedPhrases.some((phrase) => hasPhrases(text, [phrase])))
				read.push({ hit, text });
		}
		fit = isExact ? read.filter(({ text }) => hasPhrases(text, query.phrases)) : read;
	}
	const isLoose = isExact && fit.length === 0 && read.length > 0;
	const best = isLoose ? read : fit;
	const first = order === 'date' ? best.map(({ hit }) => hit) : rerank(best, query);
	const rest = found.hits.slice(looked).filter(({ isDoubtful }) => !isDoubtful);
	const isSure = isExact && !isLoose;
	return {
		...found,
		failed: [...failed],
		hits: [...first, ...rest],
		sure: isSure && rest.length > 0 ? first.length : undefined,
		...(isExact && { facets: countAgain(found.facets, isSure ? first : [...first, ...rest], query.filters) }),
		...(isLoose && { loosened: 'stems' }),
	};
}

/** A result with its text, where that can be fetched. */
export async function readHit(hit: Hit): Promise<{ readonly hit: Hit; readonly text?: HitText }> {
	try {
		return { hit, text: await hit.fetch() };
	} catch {
		return { hit };
	}
}
