import { isKeyOfForm } from '#core/search/kyrgyz.ts';
import type { Query, QueryWord } from '#core/search/query.ts';
import type { OpenShard } from './open-shard.ts';
import { phraseKeys } from './phrase.ts';
import { rarity, type WordFound } from './rank.ts';

/** What a shard has for a question: what was found of each word, and which articles are left. */
export interface Gathered {
	readonly open: OpenShard;
	/** Articles whose titles begin as the question does. */
	readonly titled: ReadonlySet<number>;
	readonly words: readonly (readonly WordFound[])[];
	readonly isAllowed: (page: number) => boolean;
	/** True where an article may have the phrases. */
	readonly isInRow: (page: number) => boolean;
	/** True where an article may have a phrase that is to be left out. */
	readonly isDoubtful: (page: number) => boolean;
}

export async function gather(open: OpenShard, query: Query): Promise<Omit<Gathered, 'titled'>> {
	const [words, pages] = await Promise.all([
		Promise.all(query.words.map((word) => findWord(open, word))),
		allowedPages(open, query),
	]);
	return { open, words, ...pages };
}

/** Pagefind weighs a word by how rare it is in its shard; here it is weighed by how rare it is in all that are asked. */
export function weighAlike(shards: readonly Gathered[]): Gathered[] {
	const total = shards.reduce((sum, { open }) => sum + open.facets.count, 0);
	const pages = new Map<string, number>();
	for (const { words } of shards) {
		for (const { key, found } of words.flat()) pages.set(key, (pages.get(key) ?? 0) + found.pages.length);
	}
	return shards.map((shard) => ({
		...shard,
		words: shard.words.map((variants) =>
			variants.map((variant) => {
				const inShard = rarity(variant.found.pages.length, shard.open.facets.count);
				return { ...variant, weight: (variant.weight * rarity(pages.get(variant.key) ?? 0, total)) / inShard };
			}),
		),
	}));
}

function findWord(open: OpenShard, { variants }: QueryWord): Promise<WordFound[]> {
	return Promise.all(variants.map(async ({ key, weight }) => ({ key, weight, found: await open.find(key) })));
}

/** Articles that have a word: in any of its forms, where they are Kyrgyz, whose endings the keys of words keep. */
async function pagesWith(open: OpenShard, { variants }: QueryWord): Promise<number[]> {
	const [{ key = '' } = {}] = variants;
	// In quotes a key does not find the words that it begins: those may be others.
	const exact = await open.find(`"${key}"`);
	if (/\d/.test(key)) return [...exact.pages];
	const starts = [...new Set([key, key.replace(/p$/, 'b').replace(/k$/, 'g')])];
	await Promise.all(starts.map((start) => open.find(start)));
	const forms = starts
		.flatMap((start) => open.wordsLike(start))
		.filter((word) => word !== key && isKeyOfForm(word, key));
	const found = await Promise.all(forms.map((form) => open.find(`"${form}"`)));
	const others = found.flatMap(({ pages }) => [...pages]);
	return [...exact.pages, ...others.filter((page) => open.facets.valuesOf(page, 'lang').includes('ky'))];
}

/** Which articles of a shard the phrases, exclusions and tags of a question leave. */
async function allowedPages(
	open: OpenShard,
	{ phrases, excluded, excludedPhrases, filters }: Query,
): Promise<Pick<Gathered, 'isAllowed' | 'isInRow' | 'isDoubtful'>> {
	const pagesOf = async (phrase: readonly string[]): Promise<Set<number>> => {
		// Few questions have phrases.
		const { phrasePages } = await import('./phrase-pages.ts');
		return phrasePages(
			await Promise.all(phraseKeys(phrase).map((keys) => Promise.all(keys.map((key) => open.find(key))))),
		);
	};
	const needed = await Promise.all(phrases.map(pagesOf));
	const tagged = await Promise.all(filters.tag.map((tag) => open.findTag(tag)));
	const without = await Promise.all(excludedPhrases.map(pagesOf));
	const left = new Set((await Promise.all(excluded.map((word) => pagesWith(open, word)))).flat());
	const withTag = new Set(tagged.flat());
	return {
		isAllowed: (page) => !left.has(page) && (tagged.length === 0 || withTag.has(page)),
		isDoubtful: (page) => without.some((pages) => pages.has(page)),
		isInRow: (page) => needed.every((pages) => pages.has(page)),
	};
}
