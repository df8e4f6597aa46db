import type { RelatedLink } from './article.ts';
import { tagKey } from './tag.ts';
import { terms } from './terms.ts';

/** What an article is compared by. */
export interface Comparable {
	readonly id: string;
	readonly title: string;
	readonly excerpt: string;
	readonly tags: readonly string[];
	readonly publishedAt: string;
}

/** How rare each term is: how many of the earlier articles have it in their title, and how many there are. */
export interface TermStatistics {
	readonly total: number;
	frequency(term: string): number;
}

/** How many related articles an article names. */
export const MAX_RELATED = 5;

const MIN_SIMILARITY = 0.12;
const STORY_SIMILARITY = 0.35;
const STORY_MS = 3 * 86_400_000;
const MAX_SHARED = 3;

/**
 * The articles among `candidates` that are most like one, each with what they share: at most five, one of each event.
 * Likeness is the TF-IDF weight of the article's title (twice) and excerpt that a candidate has too, 0 to 1.
 */
export function findRelated(article: Comparable, candidates: readonly Comparable[], statistics: TermStatistics): RelatedLink[] {
	const own = weigh(article, statistics);
	const whole = sum(own.values());
	const ranked = candidates
		.map((candidate) => ({ candidate, ...overlap(own, candidate, whole) }))
		.filter(({ similarity }) => similarity >= MIN_SIMILARITY)
		.sort((a, b) => b.similarity - a.similarity || (a.candidate.id < b.candidate.id ? -1 : 1));
	const chosen: typeof ranked = [];
	for (const next of ranked) {
		if (chosen.length === MAX_RELATED) break;
		if (!chosen.some(({ candidate }) => tellsTheSame(candidate, next.candidate))) chosen.push(next);
	}
	return chosen.map(({ candidate, similarity, shared }) => explain(article, candidate, similarity, shared));
}

/** True where two articles report one event: titles that share half their words, within three days. */
export function tellsTheSame(a: Comparable, b: Comparable): boolean {
	if (Math.abs(Date.parse(a.publishedAt) - Date.parse(b.publishedAt)) > STORY_MS) return false;
	const [first, second] = [new Set(terms(a.title)), new Set(terms(b.title))];
	const common = first.intersection(second).size;
	return common > 0 && common * 2 >= Math.min(first.size, second.size);
}

function explain(article: Comparable, candidate: Comparable, similarity: number, shared: readonly string[]): RelatedLink {
	const apart = Math.abs(Date.parse(article.publishedAt) - Date.parse(candidate.publishedAt));
	const words = spellOut(article, shared).slice(0, MAX_SHARED);
	if (similarity >= STORY_SIMILARITY && apart <= STORY_MS) return { id: candidate.id, reason: 'story', shared: words };
	const keys = new Set(candidate.tags.map(tagKey));
	const tags = article.tags.filter((tag) => keys.has(tagKey(tag)));
	if (tags.length > 0) return { id: candidate.id, reason: 'tags', shared: tags.slice(0, MAX_SHARED) };
	return { id: candidate.id, reason: 'words', shared: words };
}

/** Weight of each term of an article: how often it stands there times how rare it is, squared. */
function weigh(article: Comparable, { total, frequency }: TermStatistics): Map<string, number> {
	const counts = countTerms(article);
	return new Map(Array.from(counts, ([term, count]) => [term, (count * Math.log(1 + total / (1 + frequency(term)))) ** 2]));
}

function overlap(own: ReadonlyMap<string, number>, candidate: Comparable, whole: number): { similarity: number; shared: string[] } {
	const theirs = countTerms(candidate);
	const shared = [...own].filter(([term]) => theirs.has(term)).sort(([, a], [, b]) => b - a);
	return { similarity: whole === 0 ? 0 : sum(shared.map(([, weight]) => weight)) / whole, shared: shared.map(([term]) => term) };
}

function countTerms({ title, excerpt }: Comparable): Map<string, number> {
	const counts = new Map<string, number>();
	for (const term of [...terms(title), ...terms(title), ...terms(excerpt)]) counts.set(term, (counts.get(term) ?? 0) + 1);
	return counts;
}

/** The article's own words behind terms, in the terms' order. */
function spellOut({ title, excerpt }: Comparable, shared: readonly string[]): string[] {
	const words = `${title} ${excerpt}`.match(/[\p{L}\p{N}-]+/gu) ?? [];
	const spelled = new Map(words.toReversed().flatMap((word) => terms(word).map((term) => [term, word] as const)));
	return shared.flatMap((term) => spelled.get(term) ?? []);
}

function sum(values: Iterable<number>): number {
	let total = 0;
	for (const value of values) total += value;
	return total;
}
