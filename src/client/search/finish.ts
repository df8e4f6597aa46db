import type { HitText, Shard } from '#core/search/index-files.ts';
import type { Answer, Hit, Question } from './engine.ts';
import { countAgain } from './facets.ts';
import { hasPhrases, type ReadHit, rerank } from './rerank.ts';

/** Results shown at a time. */
export const PAGE_SIZE = 10;

/** Texts that are looked through at most for a page of results with a phrase. */
const MOST_TEXTS = 30;

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

/**
 * Looks for the phrases of a question in the next texts, until a page of them more than were shown has these.
 *
 * @throws where a text cannot be fetched.
 */
export async function lookFurther<T extends Answer>({ query }: Question, so: T, shown: number): Promise<T> {
	if (so.sure === undefined) return so;
	const sure = so.hits.slice(0, so.sure);
	let at = so.sure;
	while (sure.length < shown + PAGE_SIZE && at < so.hits.length && at < so.sure + MOST_TEXTS) {
		const hits = so.hits.slice(at, at + PAGE_SIZE);
		at += hits.length;
		const read = await Promise.all(hits.map(async (hit) => ({ hit, text: await hit.fetch() })));
		for (const { hit, text } of read) if (hasPhrases(text, query.phrases)) sure.push(hit);
	}
	const rest = so.hits.slice(at);
	return {
		...so,
		hits: [...sure, ...rest],
		sure: rest.length > 0 ? sure.length : undefined,
		facets: countAgain(so.facets, sure, query.filters),
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
