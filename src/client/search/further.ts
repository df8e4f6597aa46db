import type { Answer, Question } from './engine.ts';
import { countAgain } from './facets.ts';
import { MOST_TEXTS, PAGE_SIZE } from './finish.ts';
import { hasPhrases } from './rerank.ts';

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
