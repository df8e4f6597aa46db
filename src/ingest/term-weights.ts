import { countTitlesWith, type Place } from '#catalog/candidates.ts';
import type { Catalog } from '#catalog/catalog.ts';
import type { TermWeight } from '#core/related.ts';
import { terms } from '#core/terms.ts';

/** Counts beyond this make no difference to a weight that matters. */
const MAX_FREQUENCY = 1000;

/** How telling the terms of titles are among the articles of a language that came earlier. */
export interface TermWeights {
	/** Looks up all terms of some texts in one question: hundreds of questions cost more than they. */
	learn(texts: readonly { readonly title: string; readonly excerpt: string }[]): void;
	/** How many earlier titles have a term. */
	frequencyOf(term: string): number;
	readonly weightOf: TermWeight;
}

/** @param total how many earlier articles there are */
export function openTermWeights(
	catalog: Catalog,
	{ lang, before, total }: { lang: string; before: Place; total: number },
): TermWeights {
	const frequencies = new Map<string, number>();
	const count = (found: readonly string[]): void => {
		const unknown = [...new Set(found)].filter((term) => !frequencies.has(term));
		const counted = countTitlesWith(catalog, { lang, terms: unknown, before, most: MAX_FREQUENCY });
		for (const [term, frequency] of counted) frequencies.set(term, frequency);
	};
	const frequencyOf = (term: string): number => {
		if (!frequencies.has(term)) count([term]);
		return frequencies.get(term) ?? 0;
	};
	return {
		learn: (texts) => count(texts.flatMap(({ title, excerpt }) => terms(`${title} ${excerpt}`))),
		frequencyOf,
		weightOf: (term) => Math.log(1 + (total + 1) / (1 + frequencyOf(term))),
	};
}
