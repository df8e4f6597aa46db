/** What one spelling found in one article. */
export interface Match {
	/** Id of the article in the index. */
	readonly id: string;
	readonly score: number;
	/** Places of the words found, counted from the start of the text. */
	readonly places: readonly number[];
}

/** What was found for one spelling of a word. */
export interface VariantMatches<M extends Match> {
	readonly weight: number;
	readonly matches: readonly M[];
}

/** An article that answers a question. */
export interface Ranked<M extends Match> {
	/** Its first match, which leads to the article. */
	readonly match: M;
	readonly score: number;
	/** Places of everything found in its text. */
	readonly places: readonly number[];
}

/** How much finding all words counts against finding one. */
const COVERAGE_BOOST = 1.5;

/**
 * Articles by how well they answer, best first, ties by id. A word scores by its best spelling, an article by the
 * sum over its words, raised by the share of words that it has: so a long question finds something, and an
 * article with every word comes first.
 */
export function rank<M extends Match>(words: readonly (readonly VariantMatches<M>[])[]): Ranked<M>[] {
	const articles = new Map<string, { match: M; sum: number; found: number; places: Set<number> }>();
	for (const variants of words) {
		for (const [id, { match, score, places }] of bestOf(variants)) {
			const article = articles.get(id) ?? { match, sum: 0, found: 0, places: new Set() };
			article.sum += score;
			article.found += 1;
			for (const place of places) article.places.add(place);
			articles.set(id, article);
		}
	}
	return [...articles.values()]
		.map(({ match, sum, found, places }) => ({
			match,
			score: sum * (1 + COVERAGE_BOOST * (found / words.length) ** 2),
			places: [...places],
		}))
		.sort((a, b) => b.score - a.score || (a.match.id < b.match.id ? -1 : 1));
}

/** What the spellings of one word found together, by article. */
function bestOf<M extends Match>(
	variants: readonly VariantMatches<M>[],
): Map<string, { match: M; score: number; places: number[] }> {
	const best = new Map<string, { match: M; score: number; places: number[] }>();
	for (const { weight, matches } of variants) {
		for (const match of matches) {
			const score = match.score * weight;
			const known = best.get(match.id);
			if (known === undefined) best.set(match.id, { match, score, places: [...match.places] });
			else {
				known.score = Math.max(known.score, score);
				known.places.push(...match.places);
			}
		}
	}
	return best;
}
