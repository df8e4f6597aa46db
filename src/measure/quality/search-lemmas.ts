import { writeDocs } from './search-content.ts';
import type { Headline } from './search-data.ts';
import type { IndexPlan, Question } from './search-plan.ts';
import { spellLatin } from './search-spellings.ts';

const CONTENT = new Set(['NOUN', 'PROPN', 'VERB', 'ADJ', 'NUM']);
/** Words of a question: two and three by turns. */
const COUNTS = [2, 3];
/** Headlines of which one is asked in Latin letters too. */
const LATIN_EVERY = 3;
/** Of a number cut from its word, `-2`: a search takes it for an operator. */
const SIGNS_AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/** Headlines in an index of their own, asked by the lemmas of their rarest words, as they are and as typed otherwise. */
export function lemmaPlan(headlines: readonly Headline[], names: readonly Question[]): IndexPlan {
	const docs = headlines.map(({ doc }) => doc);
	return {
		name: 'ky',
		docs,
		questions: [...lemmaQuestions(headlines), ...names],
		write: (contentDir) => writeDocs(contentDir, docs),
	};
}

/**
 * For each headline two or three of its content words as they stand in a dictionary: those that stand in the fewest
 * headlines, the earlier of equals, in the order of the headline. Headlines of the same text answer alike. Questions
 * that would be the same typed on a Russian keyboard are not asked again.
 */
export function lemmaQuestions(headlines: readonly Headline[]): Question[] {
	const counts = new Map<string, number>();
	const lemmas = headlines.map(contentLemmas);
	for (const lemma of lemmas.flat()) counts.set(lemma, (counts.get(lemma) ?? 0) + 1);
	const sameText = Map.groupBy(headlines, ({ doc }) => plain(doc.text));
	return headlines.flatMap(({ doc }, index) => {
		const own = lemmas[index] ?? [];
		if (own.length < 2) return [];
		const rarest = own.toSorted((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
		const chosen = new Set(rarest.slice(0, COUNTS[index % COUNTS.length]));
		const text = own.filter((lemma) => chosen.has(lemma)).join(' ');
		const right = new Set((sameText.get(plain(doc.text)) ?? []).map((same) => same.doc.path));
		const folded = onRussianKeyboard(text);
		const latin = index % LATIN_EVERY === 0 ? [spellLatin(text, 'ky', index)] : [];
		return [
			{ sets: ['ky-lemmas'], text, right },
			...latin.map((spelled) => ({ sets: ['ky-latin'], text: spelled, right })),
			...(folded === text ? [] : [{ sets: ['ky-folded'], text: folded, right }]),
		];
	});
}

/** A Kyrgyz text as it is typed on a Russian keyboard in haste. */
export function onRussianKeyboard(text: string): string {
	const keys: Readonly<Record<string, string>> = { ө: 'о', ү: 'у', ң: 'н', ё: 'е', Ө: 'О', Ү: 'У', Ң: 'Н', Ё: 'Е' };
	return text.replace(/[өүңёӨҮҢЁ]/g, (letter) => keys[letter] ?? letter);
}

/** The lemmas of a headline's content words, each once, in order. */
function contentLemmas({ tokens }: Headline): string[] {
	const lemmas = tokens.filter(([, , part]) => CONTENT.has(part)).map(([, lemma]) => lemma.replace(SIGNS_AROUND, ''));
	return [...new Map(lemmas.map((lemma) => [lemma.toLowerCase(), lemma])).values()].filter((lemma) => lemma !== '');
}

function plain(text: string): string {
	return text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}
