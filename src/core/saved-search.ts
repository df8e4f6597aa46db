import { z } from 'astro/zod';
import { langCode, localized } from './fields.ts';
import { parseQuery, type Query, type QueryNames, type QueryNote, type QueryNoteCode } from './search/query.ts';
import { nameFinder } from './search/query-values.ts';
import type { Source } from './source.ts';
import type { Topic } from './topic.ts';

/** In all editions, or in each that is named: the language is that of the search box (`search/query.ts`). */
const question = z
	.union([z.string(), z.record(langCode, z.string())], {
		error: 'expected a question, or one for each edition such as {ru: ледник, en: glacier}',
	})
	.check(({ value, issues }) => {
		const questions =
			typeof value === 'string'
				? [[[], value] as const]
				: Object.entries(value).map(([lang, text]) => [[lang], text] as const);
		if (questions.length === 0)
			issues.push({ code: 'custom', message: 'expected a question for an edition', input: value });
		for (const [path, text] of questions) {
			for (const message of faultsOf(text)) issues.push({ code: 'custom', message, path: [...path], input: text });
		}
	});

/**
 * `content/searches/<id>.yaml`: a search whose answers are a page and feeds of each edition. A reprint is no answer, as it
 * is none under topics: its original is, where the original's source allows search (`ownSearch`). The search box finds a
 * reprint where it does not.
 *
 * @example { labels: { ru: Ледники, en: Glaciers }, query: { ru: 'ледник -кино', en: 'glacier' } }
 */
export const savedSearchSchema = z.strictObject({
	/** Name per edition. */
	labels: localized,
	/** One sentence per edition. */
	description: localized.optional(),
	/** What is asked: in all editions, or in each that is named, in its own words. */
	query: question,
});

/** A saved search with the id its file name gives. */
export type SavedSearch = z.infer<typeof savedSearchSchema> & { readonly id: string };

/** What a saved search asks in an edition; `undefined` where it has no page there. */
export function questionIn({ query }: Pick<SavedSearch, 'query'>, lang: string): string | undefined {
	return typeof query === 'string' ? query : query[lang];
}

/** Why a part of a question stops a build, as an expectation; what no person sees in place must not be guessed. */
const FAULTS: Readonly<Record<QueryNoteCode, string>> = {
	'unknown-operator': 'one of the operators source:, topic:, tag:, from: and to:, or quotes around the colon',
	'empty-operator': 'a value right after the colon',
	'excluded-operator': 'the minus before words and phrases alone',
	'bad-date': 'a date such as 2021, 2021-07 or 2021-07-29',
	'reversed-dates': 'the date of from: before that of to:',
	'unknown-source': 'the id or name of a source in sources/',
	'unknown-topic': 'the id or name of a topic in topics/',
	'unknown-lang': 'the language code of an edition',
	'unclosed-quote': 'a second quote at the end of the phrase',
	'only-excluded': 'something to look for beside what is left out',
	'too-long': 'a shorter question',
};

/**
 * What is wrong with a question for one that stands, each fault as a sentence.
 *
 * @param names where absent, any name is taken for one.
 * @example faultsOf('from:yesterday') // => ['expected a date such as 2021, 2021-07 or 2021-07-29 in “from:yesterday”', …]
 */
export function faultsOf(text: string, names?: QueryNames): string[] {
	const query = parseQuery(text, names);
	const faults = query.notes.map(describeFault);
	if (query.filters.lang.length > 0)
		faults.push('expected no lang:, since each edition lists its own articles; ask by edition in `query`');
	if (faults.length > 0) return faults;
	return asksNothing(query) ? ['expected words, a phrase or an operator to look for'] : [];
}

function describeFault({ code, part }: QueryNote): string {
	return `expected ${FAULTS[code]}${part === '' ? '' : ` in “${part}”`}`;
}

function asksNothing({ words, phrases, filters }: Query): boolean {
	const { lang, source, topic, tag, from, to } = filters;
	const parts = [words, phrases, lang, source, topic, tag, [from, to].filter((day) => day !== undefined)];
	return parts.every(({ length }) => length === 0);
}

/** Names that questions may use, by what the site has: ids, names of sources, labels of topics in any language. */
export function queryNames(given: {
	readonly editions: readonly string[];
	readonly sources: Iterable<Pick<Source, 'id' | 'name'>>;
	readonly topics: Iterable<Pick<Topic, 'id' | 'labels'>>;
}): QueryNames {
	const sources = Array.from(given.sources, ({ id, name }) => [id, name]);
	const topics = Array.from(given.topics, ({ id, labels }) => [id, ...Object.values(labels)]);
	const langs = given.editions.map((lang) => [lang]);
	return { lang: nameFinder(langs), source: nameFinder(sources), topic: nameFinder(topics) };
}
