import type { RelatedLink } from './article.ts';
import { cutAtWord } from './excerpt.ts';
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
	/** Ids of its topics. */
	readonly topics: readonly string[];
	/** The id of the first article of its group of reprints. */
	readonly group: string;
}

/** How telling a term is: its inverse document frequency among the articles before the one in question. */
export type TermWeight = (term: string) => number;

/** At most so many, filled up from the topics below so many. */
const MOST = 5;
const FEW = 3;
const MAX_SHARED = 3;
/** Bounds the article's file: texts may hold “words” of any length. */
const MAX_SHARED_LENGTH = 80;

const TITLE_WEIGHT = 2;
/** Likeness from which on an article is worth naming, and that of two reports of one event. */
const RELATED = 0.15;
const STORY = 0.3;
const STORY_MS = 3 * 86_400_000;
/** Likeness of words below which shared tags and topics make no relation: every outlet has its “Society”. */
const FAINT = 0.05;
/** What each shared tag adds to the likeness, up to three, and what a shared topic adds. */
const TAG_BONUS = 0.05;
const TOPIC_BONUS = 0.05;

/** A text as a vector of length 1. */
type Vector = ReadonlyMap<string, number>;

interface Ranked {
	readonly candidate: RelatedText;
	readonly vector: Vector;
	readonly words: number;
	readonly likeness: number;
	readonly tags: readonly string[];
}

/** What related articles are chosen from; all of it is earlier than the article and of its language. */
export interface RelatedSearch {
	readonly article: RelatedText;
	readonly candidates: readonly RelatedText[];
	/** The newest of each of its topics, newest first; asked only where too few candidates are related. */
	readonly fromTopics: Iterable<{ readonly topic: string; readonly articles: readonly RelatedText[] }>;
	readonly weightOf: TermWeight;
}

/**
 * Up to five articles that are most like one in title and excerpt, with the reason, filled up to three with the
 * newest of its topics. Of reprints of one text and of reports of one event only one is taken.
 */
export function findRelated({ article, candidates, fromTopics, weightOf }: RelatedSearch): RelatedLink[] {
	const own = vectorOf(article, weightOf);
	const toRanked = (candidate: RelatedText): Ranked =>
		rank(article, own, { candidate, vector: vectorOf(candidate, weightOf) });
	const ranked = candidates
		.map(toRanked)
		.filter(({ likeness }) => likeness >= RELATED)
		.sort(byLikeness);
	const chosen: Ranked[] = [];
	const isTaken = (next: Ranked): boolean =>
		next.candidate.group === article.group || chosen.some((earlier) => isSameNews(earlier, next));
	for (const next of ranked) if (chosen.length < MOST && !isTaken(next)) chosen.push(next);
	const links = chosen.map((one) => toLink(article, own, one));
	if (links.length >= FEW) return links;
	for (const { topic, articles } of fromTopics) {
		for (const next of articles.map(toRanked)) {
			if (isTaken(next)) continue;
			chosen.push(next);
			links.push({ id: next.candidate.id, reason: 'topic', shared: [topic] });
			if (links.length >= FEW) return links;
		}
	}
	return links;
}

function rank(
	article: RelatedText,
	own: Vector,
	{ candidate, vector }: { candidate: RelatedText; vector: Vector },
): Ranked {
	const tags = sharedTags(article, candidate);
	const words = cosine(own, vector);
	const isOfTopic = candidate.topics.some((topic) => article.topics.includes(topic));
	const bonus = TAG_BONUS * Math.min(3, tags.length) + (isOfTopic ? TOPIC_BONUS : 0);
	return { candidate, vector, words, likeness: words < FAINT ? 0 : words + bonus, tags };
}

function byLikeness(one: Ranked, other: Ranked): number {
	const [a, b] = [one.candidate, other.candidate];
	return other.likeness - one.likeness || b.published - a.published || (a.id < b.id ? -1 : 1);
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
		.map(({ term }) => cutAtWord(spelled.get(term) ?? term, MAX_SHARED_LENGTH));
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
