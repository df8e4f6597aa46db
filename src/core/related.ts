import type { RelatedLink } from './article.ts';
import { tagKey } from './tag.ts';
import { terms } from './terms.ts';

/** An article as far as the choice of related ones depends on it. */
export interface RelatedText {
	readonly id: string;
	/** Milliseconds since 1970. */
	readonly published: number;
	readonly title: string;
	readonly excerpt: string;
	readonly tags: readonly string[];
	/** The id of the first article of its group of reprints. */
	readonly group: string;
}

/** How telling a term is: its inverse document frequency among the articles before the one in question. */
export type TermWeight = (term: string) => number;

/** A related article together with its group, of which no other may be chosen. */
export interface RelatedChoice {
	readonly link: RelatedLink;
	readonly group: string;
}

/** At most so many, filled up from the topics below so many. */
const MOST = 5;
const FEW = 3;
const MAX_SHARED = 3;

const TITLE_WEIGHT = 2;
/** Likeness from which on an article is worth naming, and that of two reports of one event. */
const RELATED = 0.1;
const STORY = 0.3;
const STORY_MS = 3 * 86_400_000;
/** What each shared tag adds to the likeness, up to three. */
const TAG_BONUS = 0.05;

/** A text as a vector of length 1. */
type Vector = ReadonlyMap<string, number>;

interface Ranked {
	readonly candidate: RelatedText;
	readonly vector: Vector;
	readonly words: number;
	readonly likeness: number;
	readonly tags: readonly string[];
}

/**
 * Up to five of the candidates (all earlier, of the same language) that are most like an article in title and
 * excerpt, with the reason. Of reprints of one text and of reports of one event only one is taken.
 */
export function findRelated(article: RelatedText, candidates: readonly RelatedText[], weightOf: TermWeight): RelatedChoice[] {
	const own = vectorOf(article, weightOf);
	const ranked = candidates
		.filter(({ group }) => group !== article.group)
		.map((candidate) => rank({ article, own, candidate, vector: vectorOf(candidate, weightOf) }))
		.filter(({ likeness }) => likeness >= RELATED)
		.sort((a, b) => b.likeness - a.likeness || b.candidate.published - a.candidate.published || (a.candidate.id < b.candidate.id ? -1 : 1));
	const chosen: Ranked[] = [];
	for (const next of ranked) {
		if (chosen.length === MOST) break;
		if (!chosen.some((earlier) => isSameNews(earlier, next))) chosen.push(next);
	}
	return chosen.map((one) => ({ link: toLink(article, own, one), group: one.candidate.group }));
}

/** The choice filled up to three with the newest of the article's topics, each given newest first. */
export function fillRelated(
	article: RelatedText,
	chosen: readonly RelatedChoice[],
	fromTopics: Iterable<{ readonly topic: string; readonly articles: readonly RelatedText[] }>,
): RelatedLink[] {
	const links = chosen.map(({ link }) => link);
	if (links.length >= FEW) return links;
	const groups = new Set([article.group, ...chosen.map(({ group }) => group)]);
	for (const { topic, articles } of fromTopics) {
		for (const { id, group } of articles) {
			if (groups.has(group)) continue;
			groups.add(group);
			links.push({ id, reason: 'topic', shared: [topic] });
			if (links.length >= FEW) return links;
		}
	}
	return links;
}

function rank(input: { article: RelatedText; own: Vector; candidate: RelatedText; vector: Vector }): Ranked {
	const { article, own, candidate, vector } = input;
	const tags = sharedTags(article, candidate);
	const words = cosine(own, vector);
	// Tags alone relate nothing: every outlet has its “Society”.
	const likeness = words < RELATED / 2 ? 0 : words + TAG_BONUS * Math.min(3, tags.length);
	return { candidate, vector, words, likeness, tags };
}

function toLink(article: RelatedText, own: Vector, { candidate, vector, words, tags }: Ranked): RelatedLink {
	const shared = sharedWords(article, own, vector);
	if (words >= STORY && isClose(article, candidate)) return { id: candidate.id, reason: 'story', shared };
	if (tags.length > 0) return { id: candidate.id, reason: 'tags', shared: tags.slice(0, MAX_SHARED) };
	return { id: candidate.id, reason: 'words', shared };
}

function isSameNews(one: Ranked, other: Ranked): boolean {
	if (one.candidate.group === other.candidate.group) return true;
	return isClose(one.candidate, other.candidate) && cosine(one.vector, other.vector) >= STORY;
}

function isClose(one: RelatedText, other: RelatedText): boolean {
	return Math.abs(one.published - other.published) <= STORY_MS;
}

function sharedTags(article: RelatedText, other: RelatedText): string[] {
	const keys = new Set(other.tags.map(tagKey));
	return article.tags.filter((tag) => tagKey(tag) !== '' && keys.has(tagKey(tag)));
}

/** The most telling words that both have, as the article spells them first. */
function sharedWords({ title, excerpt }: RelatedText, own: Vector, other: Vector): string[] {
	const spelled = new Map<string, string>();
	for (const word of `${title} ${excerpt}`.match(/[\p{L}\p{N}]{3,}/gu) ?? []) {
		const term = terms(word)[0];
		if (term !== undefined && !spelled.has(term)) spelled.set(term, word);
	}
	return [...own]
		.filter(([term]) => other.has(term))
		.map(([term, weight]) => ({ term, weight: weight * (other.get(term) ?? 0) }))
		.sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
		.slice(0, MAX_SHARED)
		.map(({ term }) => spelled.get(term) ?? term);
}

function vectorOf({ title, excerpt }: RelatedText, weightOf: TermWeight): Vector {
	const counts = new Map<string, number>();
	for (const term of terms(title)) counts.set(term, (counts.get(term) ?? 0) + TITLE_WEIGHT);
	for (const term of terms(excerpt)) counts.set(term, (counts.get(term) ?? 0) + 1);
	const weights = Array.from(counts, ([term, count]) => [term, count * weightOf(term)] as const);
	const length = Math.hypot(...weights.map(([, weight]) => weight));
	return new Map(weights.map(([term, weight]) => [term, length === 0 ? 0 : weight / length]));
}

function cosine(one: Vector, other: Vector): number {
	let sum = 0;
	for (const [term, weight] of one) sum += weight * (other.get(term) ?? 0);
	return sum;
}
