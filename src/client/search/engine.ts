import type { HitText, Shard } from '#core/search/index-files.ts';
import { hasFilters, type Query } from '#core/search/query.ts';
import { titleStart } from '#core/search/title-start.ts';
import {
	countAgain,
	dayNumber,
	type FacetCounts,
	type FacetFilter,
	type FacetName,
	facetFilter,
	toDay,
} from './facets.ts';
import { openFiles } from './files.ts';
import type { Found } from './found.ts';
import { type Gathered, gather, weighAlike } from './gather.ts';
import { once } from './once.ts';
import { type OpenShard, type PagefindModule, shardOpener } from './open-shard.ts';
import { type Scores, scoreShard, withRecency, withStart } from './rank.ts';
import { titleFinder } from './titles.ts';

/** What comes first: what answers best and is recent, what answers best whenever it was, or what is newest. */
export type Order = 'best' | 'relevance' | 'date';

/** What is asked. */
export interface Question {
	readonly query: Query;
	readonly order: Order;
	/** True while the last word may be half of one. */
	readonly isTyping?: boolean;
	/** True once nobody waits for the answer. */
	readonly isStale?: () => boolean;
}

/** An article found, whose text is fetched when it is shown. */
export interface Hit {
	/** The same in every answer that names the article. */
	readonly id: string;
	/** Key of the shard that has it. */
	readonly shard: string;
	readonly day: string;
	readonly score: number;
	/** True where it may have a phrase that is to be left out: its text tells. */
	readonly isDoubtful: boolean;
	valuesOf(facet: FacetName): readonly string[];
	/** Places of the words found, counted from the start of the text. */
	readonly places: readonly number[];
	/** @throws where the text cannot be fetched. */
	fetch(): Promise<HitText>;
}

/** An answer: the articles found, best first. */
export interface Answer {
	readonly hits: readonly Hit[];
	/** How many of them, the first ones, are known to have the phrases as they were typed, while others may have them. */
	readonly sure?: number | undefined;
	/** How many of them have every word. */
	readonly fullCount: number;
	/** True where one of these has a title that begins as the question does. */
	readonly hasTitle: boolean;
	/** The keys that were looked for. */
	readonly keys: readonly string[];
	/** How many articles have which language, source, topic and year; of each, whatever of it was chosen. */
	readonly facets: FacetCounts;
	/** Shards that could not be fetched. */
	readonly failed: readonly Shard[];
	/** Where no article has a phrase as it was typed: whether these have its words in other forms, or not in a row at all. */
	readonly loosened?: 'stems' | 'words' | undefined;
}

/** The search in use. It opens shards when they are asked. */
export interface Engine {
	/** Answers from some shards; those that fail are named, and asked anew the next time. */
	search(question: Question, shards: readonly Shard[]): Promise<Answer>;
	/** Whether titles of a shard begin as a question does. It need not be open. @throws where that cannot be fetched. */
	hasTitles(query: Query, shard: Shard): Promise<boolean>;
	/** The articles of these titles, newest first, whatever else they have. @throws where they cannot be fetched. */
	titled(query: Query, shard: Shard): Promise<Hit[]>;
	/** True where a shard is open. */
	isOpen(shard: Shard): boolean;
	/** Words of a shard, with how many articles have them. @throws where they cannot be fetched. */
	vocabulary(shard: Shard): Promise<Readonly<Record<string, number>>>;
}

/** An article that a shard found, its rank and what leads to its text. */
interface Candidate {
	readonly open: OpenShard;
	readonly page: number;
	readonly score: number;
	readonly words: number;
	readonly day: number;
	readonly found: readonly Found[];
	readonly isTitled: boolean;
	readonly isDoubtful: boolean;
}

/** Share of the words of the best answers that one by date has at least: all of three, three of four. */
const DATED_SHARE = 0.75;

/** Starts the search at `basePath`, once a page: its program is fetched at once, by `load` its engine. */
export function openEngine(load: () => Promise<PagefindModule>, basePath: string): Engine {
	const files = openFiles(basePath);
	const open = shardOpener({ load, files, basePath });
	const opened = new Map<string, Promise<OpenShard>>();
	const findTitles = titleFinder(files, basePath);
	const nameOf = ({ key, start }: Shard): string => `${key} ${start}`;
	const getShard = (shard: Shard): Promise<OpenShard> => once(opened, nameOf(shard), () => open(shard));
	return {
		async hasTitles({ typed }, shard) {
			return (await findTitles(shard, titleStart(typed))).length > 0;
		},
		async titled({ typed, filters }, shard) {
			const [open, pages] = await Promise.all([getShard(shard), findTitles(shard, titleStart(typed))]);
			const { take } = facetFilter(filters);
			return pages
				.filter((page) => take(open.facets, page))
				.map((page) => toHit({ open, page, score: 0, day: open.facets.dayNumber(page), found: [], isDoubtful: false }))
				.reverse();
		},
		isOpen: (shard) => opened.has(nameOf(shard)),
		vocabulary: ({ key, words }) => files.loadJson(`${basePath}${key}/words.${words}.pf_words`),
		async search(question, shards) {
			const failed: Shard[] = [];
			const gathered = await Promise.all(
				shards.map(async (shard) => {
					try {
						const [open, titled] = await Promise.all([
							getShard(shard),
							findTitles(shard, titleStart(question.query.typed)),
						]);
						return [{ ...(await gather(open, question.query)), titled: new Set(titled) }];
					} catch {
						failed.push(shard);
						return [];
					}
				}),
			);
			const found = question.isStale?.() === true ? [] : weighAlike(gathered.flat());
			const { words } = question.query;
			const inRow = takeAll(found, question.query, false);
			const isLoose = question.query.phrases.length > 0 && inRow.candidates.length === 0;
			const { candidates: taken, facets } = isLoose ? takeAll(found, question.query, true) : inRow;
			const candidates = sortCandidates(taken, question, newestOf(shards));
			const full = candidates.filter((candidate) => candidate.words === words.length);
			const hits = candidates.map(toHit);
			return {
				hits,
				fullCount: full.length,
				hasTitle: full.some(({ isTitled }) => isTitled),
				keys: words.flatMap(({ variants }) => variants.map(({ key }) => key)),
				facets: hits.length < taken.length ? countAgain(facets, hits, question.query.filters) : facets,
				loosened: isLoose ? 'words' : undefined,
				failed: shards.filter((shard) => failed.includes(shard)),
			};
		},
	};
}

/** The articles that answer, and how many of them have which facet; also without the phrases. */
function takeAll(
	shards: readonly Gathered[],
	query: Query,
	isLoose: boolean,
): { candidates: Candidate[]; facets: FacetCounts } {
	const filter = facetFilter(query.filters);
	const candidates = shards.flatMap((shard) => takeCandidates(shard, { query, filter, isLoose }));
	return { candidates, facets: filter.counts() };
}

/** The articles of a shard that answer, counted by their facets. */
function takeCandidates(
	{ open, titled, words, isAllowed, isInRow, isDoubtful }: Gathered,
	{ query, filter, isLoose }: { query: Query; filter: FacetFilter; isLoose: boolean },
): Candidate[] {
	const { count } = open.facets;
	const isListing = query.words.length === 0 && query.phrases.length === 0 && hasFilters(query.filters);
	const scores: Scores = scoreShard(count, words);
	const found = words.flat().map((variant) => variant.found);
	const candidates: Candidate[] = [];
	for (let page = 0; page < count; page++) {
		const isTitled = titled.has(page);
		const score = isTitled ? withStart(scores.score[page] ?? 0) : (scores.score[page] ?? 0);
		if (!(isLoose || isInRow(page))) continue;
		if ((score === 0 && !isListing) || !isAllowed(page) || !filter.take(open.facets, page)) continue;
		const day = open.facets.dayNumber(page);
		candidates.push({
			open,
			page,
			score,
			words: scores.words[page] ?? 0,
			day,
			found,
			isTitled,
			isDoubtful: isDoubtful(page),
		});
	}
	return candidates;
}

/** Best first, ties and equal days by time, newest first. */
function sortCandidates(found: readonly Candidate[], { query, order }: Question, newest: number): Candidate[] {
	const byTime = (a: Candidate, b: Candidate): number =>
		b.day - a.day || compare(b.open.shard.first, a.open.shard.first) || b.page - a.page;
	if (order === 'date' || query.words.length === 0) {
		// No score tells here what is worth reading: what has far fewer words than others is left out.
		const most = found.reduce((max, { words }) => Math.max(max, words), 0);
		return found.filter(({ words }) => words >= most * DATED_SHARE).sort(byTime);
	}
	const ranked =
		order === 'relevance'
			? [...found]
			: found.map((candidate) => ({ ...candidate, score: withRecency(candidate.score, newest - candidate.day) }));
	return ranked.sort((a, b) => b.score - a.score || byTime(a, b));
}

function newestOf(shards: readonly Shard[]): number {
	return shards.reduce((newest, { last }) => Math.max(newest, dayNumber(last)), 0);
}

/** What of a hit few need is found when it is asked for: an answer has thousands. */
function toHit({ open, page, score, day, found, isDoubtful }: Omit<Candidate, 'words' | 'isTitled'>): Hit {
	return {
		id: `${open.shard.key}/${page}`,
		shard: open.shard.key,
		score,
		get day() {
			return toDay(day);
		},
		isDoubtful,
		valuesOf: (facet) => open.facets.valuesOf(page, facet),
		get places() {
			return found.flatMap(({ pages, places }) => places[pages.indexOf(page)] ?? []);
		},
		fetch: () => open.fetchText(page),
	};
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
