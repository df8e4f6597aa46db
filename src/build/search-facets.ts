import type { Day } from '#core/day.ts';
import type { FacetTable } from '#core/search/index-files.ts';
import { foldTag } from '#core/search/query-values.ts';
import { START_BYTES } from '#core/search/title-start.ts';
import { isStopWord, searchTokens } from '#core/search/tokens.ts';

/** What an article of an index can be chosen by. */
export interface FacetValues {
	readonly day: Day;
	readonly lang: string;
	/** Ids. */
	readonly source: string;
	readonly topics: readonly string[];
	readonly tags: readonly string[];
	/** Code of its title's first words. */
	readonly start: number;
}

/** Words of an index's titles and first sentences, in their own spelling, with how many articles have them. */
export type Vocabulary = Readonly<Record<string, number>>;

/** Words of a text that its beginning is read for. */
const LEAD_WORDS = 40;
/** Words kept, the most frequent ones, and how many articles a word needs to be no misprint itself. */
const MOST_WORDS = 3000;
const FEWEST_ARTICLES = 2;
/** A shorter word is near too many others. */
const SHORTEST_WORD = 4;

const DAY_MS = 86_400_000;

/** The facets of the pages of an index, oldest first, as written. */
export function toFacetTable(pages: readonly FacetValues[]): FacetTable {
	const first = pages[0]?.day ?? '';
	const langs = distinct(pages.map(({ lang }) => lang));
	const sources = distinct(pages.map(({ source }) => source));
	const topics = distinct(pages.flatMap((page) => page.topics));
	return {
		first,
		days: pages.map(({ day }, index) => daysBetween(pages[index - 1]?.day ?? first, day)),
		langs,
		lang: pages.map(({ lang }) => langs.indexOf(lang)),
		sources,
		source: pages.map(({ source }) => sources.indexOf(source)),
		topics,
		topic: pages.map((page) => page.topics.map((topic) => topics.indexOf(topic))),
	};
}

/** Codes of the first words of the titles, one a page. */
export function toTitleTable(pages: readonly Pick<FacetValues, 'start'>[]): Buffer {
	const table = Buffer.alloc(pages.length * START_BYTES);
	for (const [number, { start }] of pages.entries()) table.writeUIntLE(start, number * START_BYTES, START_BYTES);
	return table;
}

/** Numbers of the pages that have a tag, by the tag's folded name. */
export function toTagTable(pages: readonly FacetValues[]): Record<string, number[]> {
	const table = new Map<string, Set<number>>();
	for (const [number, { tags }] of pages.entries()) {
		for (const tag of tags.map(foldTag)) {
			if (tag !== '') table.set(tag, (table.get(tag) ?? new Set()).add(number));
		}
	}
	const names = [...table].sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(names.map(([tag, numbers]) => [tag, [...numbers]]));
}

/** Words that more than one of some texts has, to offer for words that are found nowhere. */
export function toVocabulary(texts: readonly { title: string; content: string }[]): Vocabulary {
	const words = new Map<string, { count: number; spellings: Map<string, number> }>();
	for (const { title, content } of texts) {
		for (const [folded, spelling] of wordsOf(title, content)) {
			const known = words.get(folded) ?? { count: 0, spellings: new Map<string, number>() };
			known.count += 1;
			known.spellings.set(spelling, (known.spellings.get(spelling) ?? 0) + 1);
			words.set(folded, known);
		}
	}
	const kept = [...words]
		.filter(([, { count }]) => count >= FEWEST_ARTICLES)
		.sort(([a, { count }], [b, { count: other }]) => other - count || (a < b ? -1 : 1))
		.slice(0, MOST_WORDS)
		.map(([folded, { count, spellings }]): [string, number] => [mostFrequent(spellings) ?? folded, count]);
	return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The words of a text's title and beginning, each once, as they are spelled there. */
function wordsOf(title: string, content: string): Map<string, string> {
	const words = new Map<string, string>();
	for (const { text } of [...searchTokens(title), ...searchTokens(content.slice(0, 1000)).slice(0, LEAD_WORDS)]) {
		const word = /^\p{L}[\p{L}\p{M}-]*\p{L}/u.exec(text)?.[0] ?? '';
		const folded = word.toLowerCase();
		if (folded.length >= SHORTEST_WORD && !isStopWord(folded) && !words.has(folded)) words.set(folded, word);
	}
	return words;
}

/** The spelling that most texts have, ties by code point. */
function mostFrequent(spellings: ReadonlyMap<string, number>): string | undefined {
	return [...spellings].sort(([a, count], [b, other]) => other - count || (a < b ? -1 : 1))[0]?.[0];
}

function distinct(values: readonly string[]): string[] {
	return [...new Set(values)].sort();
}

function daysBetween(first: Day, last: Day): number {
	return Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS) || 0;
}
