import type { Collection, Headline } from './search-data.ts';
import { likelySame } from './search-likeness.ts';
import type { Doc, Question } from './search-plan.ts';
import { someSpellings } from './search-spellings.ts';

/** A name as it stands in Cyrillic texts. */
interface Name {
	/** The form that it is spelled from. */
	readonly form: string;
	/** Documents that have it. */
	readonly docs: ReadonlySet<Doc>;
	/** A telling word of the first of them. */
	readonly beside: string | undefined;
	/** As people spell it, where a text tells. */
	readonly human: readonly string[];
}

const CYRILLIC_NAME = /^\p{Lu}[\p{Ll}]{3,}$/u;
const SPELLINGS_A_NAME = 2;
const MOST_NAMES = 300;

/** Names of the Kyrgyz headlines in Latin letters. */
export function headlineNameQuestions(headlines: readonly Headline[]): Question[] {
	const names = new Map<string, { docs: Set<Doc>; beside: string | undefined }>();
	for (const { doc, tokens } of headlines) {
		for (const [form, lemma, part] of tokens) {
			const isName = part === 'PROPN' && isCyrillicName(lemma) && form.startsWith(lemma.slice(0, 3));
			if (!isName) continue;
			const known = names.get(lemma) ?? { docs: new Set(), beside: longest(tokens, lemma) };
			names.set(lemma, { ...known, docs: known.docs.add(doc) });
		}
	}
	const found = [...names].map(([form, { docs, beside }]): Name => ({ form, docs, beside, human: [] }));
	return toQuestions(spread(found), 'ky');
}

/** Names of Russian documents in Latin letters, and as the English documents of the same ids spell them. */
export function documentNameQuestions({ docs }: Collection, english: Collection | undefined): Question[] {
	const forms = new Map<string, Map<string, Set<Doc>>>();
	const people = new Map<string, Set<string>>();
	const common = commonStems([...docs.values()]);
	for (const [id, doc] of docs) {
		const foreign = english?.docs.get(id);
		const spelled = foreign === undefined ? [] : namesIn(foreign.text, LATIN_WORD);
		for (const form of namesIn(doc.text, CYRILLIC_WORD)) {
			const stem = stemOf(form);
			if (common.has(stem.toLowerCase())) continue;
			const ofStem = forms.get(stem) ?? new Map<string, Set<Doc>>();
			forms.set(stem, ofStem.set(form, (ofStem.get(form) ?? new Set()).add(doc)));
			const human = people.get(stem) ?? new Set();
			for (const word of spelled) if (likelySame(form, word)) human.add(word);
			people.set(stem, human);
		}
	}
	const found = [...forms].map(([stem, ofStem]): Name => {
		const [form = ''] = [...ofStem.keys()].toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
		const having = new Set([...docs.values()].filter(({ text }) => hasStem(text, stem)));
		const [first] = ofStem.get(form) ?? [];
		return { form, docs: having, beside: longestIn(first?.text ?? ''), human: [...(people.get(stem) ?? [])] };
	});
	return toQuestions(spread(found), 'ru');
}

/** Every name by some tables and as people spell it: alone and with one word more by turns. */
function toQuestions(names: readonly Name[], lang: string): Question[] {
	return names.flatMap(({ form, docs, beside, human }, turn) => {
		const right = new Set([...docs].map(({ path }) => path));
		const ask = (spelled: string, set: string, at: number): Question => ({
			sets: ['latin-names', set],
			text: (turn + at) % 2 === 0 || beside === undefined ? spelled : `${spelled} ${beside}`,
			right,
		});
		return [
			...someSpellings(form, lang, { turn, count: SPELLINGS_A_NAME }).map((spelled, at) =>
				ask(spelled, `latin-names-${lang}`, at),
			),
			...human.map((spelled, at) => ask(spelled, 'latin-names-human', at)),
		];
	});
}

/** At most {@link MOST_NAMES}, from everywhere in a list. */
function spread(names: readonly Name[]): Name[] {
	const step = Math.max(1, names.length / MOST_NAMES);
	return names.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

const CYRILLIC_WORD = /(?<=[\p{L}\p{N},;:%)»"]\s+[«"(]?)\p{Lu}\p{Ll}{3,}(?![\p{L}\p{N}-])/gu;
const LATIN_WORD = /(?<![\p{L}\p{N}-])[A-Z][a-z]{2,}(?![\p{L}\p{N}-])/gu;

/** Capitalised words of a text, each once. */
function namesIn(text: string, pattern: RegExp): string[] {
	return [...new Set(text.match(pattern) ?? [])].filter((word) => pattern === LATIN_WORD || isCyrillicName(word));
}

function isCyrillicName(word: string): boolean {
	return CYRILLIC_NAME.test(word) && /^\p{Script=Cyrillic}+$/u.test(word);
}

const CASE_ENDING =
	/(?<=.{3})(?:ами|ями|ого|ему|ому|ыми|ими|его|ой|ей|ом|ем|ым|им|ах|ях|ам|ям|ов|ев|ую|юю|ая|яя|ое|ее|ые|ие|ый|ий|а|я|у|ю|ы|и|е|о|й|ь)$/;

/** What the Russian cases of a name share. */
function stemOf(name: string): string {
	return name.replace(CASE_ENDING, '');
}

/** Stems of words in small letters: what they share with a capitalised one is no name. */
function commonStems(docs: readonly Doc[]): Set<string> {
	return new Set(docs.flatMap(({ text }) => text.match(/(?<![\p{L}\p{N}])\p{Ll}{4,}/gu) ?? []).map(stemOf));
}

function hasStem(text: string, stem: string): boolean {
	return (text.match(/\p{Lu}\p{Ll}{3,}/gu) ?? []).some((word) => stemOf(word) === stem);
}

/** The longest other content word of a headline. */
function longest(tokens: Headline['tokens'], name: string): string | undefined {
	const words = tokens.filter(([, lemma, part]) => (part === 'NOUN' || part === 'VERB') && lemma !== name);
	return words.map(([form]) => form).toSorted((a, b) => b.length - a.length)[0];
}

/** The longest word in small letters. */
function longestIn(text: string): string | undefined {
	const words = text.match(/(?<![\p{L}\p{N}-])\p{Ll}{5,}(?![\p{L}\p{N}-])/gu) ?? [];
	return words.toSorted((a, b) => b.length - a.length)[0];
}
