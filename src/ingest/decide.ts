import {
	countBefore,
	findRelatedText,
	listBefore,
	type Place,
	reprintCandidates,
	titlesWith,
} from '#catalog/candidates.ts';
import type { Catalog } from '#catalog/catalog.ts';
import type { Article, TopicAssignment } from '#core/article.ts';
import { type ClassifiedText, classifyTopics } from '#core/classify.ts';
import { findReprinted } from '#core/cluster.ts';
import { dayOf } from '#core/day.ts';
import { editionList, type ListName, tagList, topicList } from '#core/list.ts';
import { findRelated, type RelatedText } from '#core/related.ts';
import type { SiteConfig } from '#core/site.ts';
import { tagKey } from '#core/tag.ts';
import { terms } from '#core/terms.ts';
import type { Topic } from '#core/topic.ts';
import { given } from './given.ts';
import { openTermWeights, type TermWeights } from './term-weights.ts';

/** How far the search for related articles goes, so that its cost does not grow with the corpus. */
const TITLE_TERMS = 8;
const TITLES_A_TERM = 40;
const TAGS = 5;
const ARTICLES_A_LIST = 10;
const CANDIDATES = 30;

/** What decisions about an article look at besides the article. */
export interface DecisionContext {
	readonly catalog: Catalog;
	readonly site: SiteConfig;
	readonly topics: readonly Topic[];
	/** Topics that were decided from a whole text of which only a part is at hand. */
	readonly known?: readonly TopicAssignment[];
}

/** What is decided about an article from others and from the maintainer's rules. */
export type Decisions = Pick<Article, 'topics' | 'related'> & Partial<Pick<Article, 'reprintOf'>>;

/**
 * Decides topics, reprint and related articles. Looks at earlier articles only, so that an article's decisions do
 * not depend on what arrives later; `text` is the whole text, also where less of it is stored.
 */
export function decide(article: Omit<Article, keyof Decisions>, text: string, context: DecisionContext): Decisions {
	const { catalog } = context;
	const place = { published: Date.parse(article.publishedAt), id: article.id };
	const { fingerprint, source, title } = article;
	const reprintOf =
		fingerprint === undefined
			? undefined
			: findReprinted({ source, fingerprint }, reprintCandidates(catalog, fingerprint, place));
	const assigned = assignTopics({ title, text }, context);
	const related = decideRelated({ ...article, topics: assigned, ...given('reprintOf', reprintOf) }, place, context);
	return { topics: assigned, ...given('reprintOf', reprintOf), related };
}

/** Topics by today's rules; where the text is cut, those known before too whose evidence still meets the rules. */
function assignTopics(text: ClassifiedText, { topics, known }: DecisionContext): TopicAssignment[] {
	const found = classifyTopics(text, topics);
	if (known === undefined) return found;
	const isStill = ({ id, by, evidence }: TopicAssignment): boolean => {
		const topic = topics.find((one) => one.id === id);
		if (topic === undefined || by !== 'rule') return topic !== undefined;
		const told = { title: text.title, text: `${evidence.join(' . ')}\n${text.text}` };
		return classifyTopics(told, [topic]).length > 0;
	};
	const kept = known.filter(isStill);
	return [...kept, ...found.filter(({ id }) => kept.every((one) => one.id !== id))];
}

function decideRelated(
	article: Omit<Article, 'related'>,
	place: Place,
	{ catalog, site }: DecisionContext,
): Article['related'] {
	const { id, lang, title, excerpt, tags, reprintOf } = article;
	const topics = article.topics.map((topic) => topic.id);
	const own: RelatedText = { id, published: place.published, title, excerpt, tags, topics, group: reprintOf ?? id };
	const before = { day: dayOf(article.publishedAt, site.timeZone), before: place };
	const total = countBefore(catalog, editionList(lang), before);
	const weights = openTermWeights(catalog, { lang, before: place, total });
	weights.learn([own]);
	const newestOf = (list: ListName): RelatedText[] => listBefore(catalog, list, { ...before, most: ARTICLES_A_LIST });

	const byTitle = candidatesByTitle({ catalog, title, lang, place, weights });
	const keys = [...new Set(tags.map(tagKey))].filter((key) => key !== '').slice(0, TAGS);
	const byTag = keys.flatMap((key) => newestOf(tagList(lang, key)));
	const candidates = new Map([...byTitle, ...byTag].map((candidate) => [candidate.id, candidate]));
	weights.learn([...candidates.values()]);
	const { weightOf } = weights;
	return findRelated({ article: own, candidates: [...candidates.values()], fromTopics: topicsInTurn(), weightOf });

	function* topicsInTurn(): Generator<{ topic: string; articles: RelatedText[] }> {
		for (const topic of topics) yield { topic, articles: newestOf(topicList(lang, topic)) };
	}
}

/** The earlier articles that share the most telling terms of a title. */
function candidatesByTitle(input: {
	catalog: Catalog;
	title: string;
	lang: string;
	place: Place;
	weights: TermWeights;
}): RelatedText[] {
	const { catalog, title, lang, place, weights } = input;
	const { frequencyOf, weightOf } = weights;
	const shared = [...new Set(terms(title))].filter((term) => frequencyOf(term) > 0);
	const rarest = shared.sort((a, b) => frequencyOf(a) - frequencyOf(b) || (a < b ? -1 : 1)).slice(0, TITLE_TERMS);
	const scores = new Map<string, number>();
	for (const term of rarest) {
		for (const id of titlesWith(catalog, { lang, term, before: place, most: TITLES_A_TERM })) {
			scores.set(id, (scores.get(id) ?? 0) + weightOf(term));
		}
	}
	const best = [...scores].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, CANDIDATES);
	return best.flatMap(([id]) => findRelatedText(catalog, id) ?? []);
}
