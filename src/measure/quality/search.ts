import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from './search-browser.ts';
import { writeDocs } from './search-content.ts';
import { type Collection, findCollections, findHeadlines, type Headline } from './search-data.ts';
import { lemmaPlan } from './search-lemmas.ts';
import { documentNameQuestions, headlineNameQuestions } from './search-names.ts';
import { type IndexPlan, onlySets, type Question } from './search-plan.ts';
import { type IndexOutcome, runIndex } from './search-run.ts';
import { costs, onDemand, rankOf, relevance } from './search-scores.ts';
import { spellLatin } from './search-spellings.ts';
import { titlePlan } from './search-titles.ts';
import type { Metrics, Score, Suite, SuiteData } from './suite.ts';

/** Whether the search page finds what is asked, in the browser, with the site built as any other; and what it costs. */
export const searchSuite: Suite = {
	name: 'search',
	also: 'langid',
	summary: 'questions → paragraphs, lemmas and names → headlines, titles → articles, asked on the search page',
	async *score(data, onProgress) {
		const workDir = mkdtempSync(join(tmpdir(), 'jarchy-search-'));
		const browser = await openBrowser();
		try {
			const plans = plansOf(data, workDir).map((plan) => onlySets(plan, data.sets));
			const waiting = plans.filter(({ questions }) => questions.length > 0);
			const outcomes: IndexOutcome[] = [];
			for (const [at, plan] of waiting.entries()) {
				outcomes.push(await runIndex({ plan, workDir: join(workDir, `site-${at}`), browser, onProgress }));
				const later = new Set(waiting.slice(at + 1).flatMap(setsOf));
				for (const set of setsOf(plan)) if (!later.has(set)) yield scoreOf(set, outcomes, data.onAnswer);
			}
		} finally {
			await browser.close();
			rmSync(workDir, { recursive: true, force: true });
		}
	},
};

/** All that can be asked of some data, in the order in which it is asked. */
function plansOf({ dir, also }: SuiteData, workDir: string): IndexPlan[] {
	const collections = findCollections(dir);
	const headlines = also === undefined ? [] : findHeadlines(also);
	const plans = collections.map((collection) => collectionPlan(collection, collections));
	if (plans.length + Math.min(1, headlines.length) > 1) plans.push(mixedPlan(collections, headlines));
	if (headlines.length > 0) plans.push(lemmaPlan(headlines, headlineNameQuestions(headlines)));
	return plans.length === 0 ? [] : [...plans, titlePlan(join(workDir, 'titles'))];
}

function collectionPlan(collection: Collection, all: readonly Collection[]): IndexPlan {
	const { name, lang } = collection;
	const docs = [...collection.docs.values()];
	const questions = questionsOf(collection, [name]);
	const more = lang === 'ru' ? russianQuestions(collection, questions, all) : [];
	return { name, docs, questions: [...questions, ...more], write: (contentDir) => writeDocs(contentDir, docs) };
}

/** The questions in Latin letters, and names. */
function russianQuestions(
	collection: Collection,
	questions: readonly Question[],
	all: readonly Collection[],
): Question[] {
	const english = all.find(({ lang, docs }) => lang === 'en' && [...docs.keys()].some((id) => collection.docs.has(id)));
	const latin = questions.map((question, at) => ({
		...question,
		sets: [`${collection.name}-latin`],
		text: spellLatin(question.text, 'ru', at),
	}));
	return [...latin, ...documentNameQuestions(collection, english)];
}

/** Everything in one index, where nothing tells the language of a question. */
function mixedPlan(collections: readonly Collection[], headlines: readonly Headline[]): IndexPlan {
	const docs = [...collections.flatMap((each) => [...each.docs.values()]), ...headlines.map(({ doc }) => doc)];
	return {
		name: 'mixed',
		docs,
		questions: collections.flatMap((each) => questionsOf(each, ['mixed', `mixed-${each.lang}`])),
		write: (contentDir) => writeDocs(contentDir, docs),
	};
}

function questionsOf({ docs, questions }: Collection, sets: readonly string[]): Question[] {
	return questions.map(({ text, doc }) => {
		const path = docs.get(doc)?.path;
		return { sets, text, right: new Set(path === undefined ? [] : [path]) };
	});
}

function setsOf({ questions }: IndexPlan): string[] {
	return [...new Set(questions.flatMap(({ sets }) => sets))];
}

/** A set's figures over all indexes that were asked its questions. */
function scoreOf(set: string, outcomes: readonly IndexOutcome[], onAnswer: SuiteData['onAnswer']): Score {
	const ofSet = outcomes.flatMap(({ asked, peers, indexBytes, peerBytes }) => {
		const places = asked.flatMap(({ question }, place) => (question.sets.includes(set) ? [place] : []));
		return places.length === 0 ? [] : [{ asked, peers, indexBytes, peerBytes, places }];
	});
	const own = ofSet.flatMap(({ asked, places }) => places.flatMap((place) => asked[place] ?? []));
	const ranks = own.map(({ question, answer }) => rankOf(question, answer.paths));
	for (const [at, { question }] of own.entries()) onAnswer?.(set, question.text, ranks[at] ?? 0);
	const names = [...new Set(ofSet.flatMap(({ peers }) => [...peers.keys()]))];
	const peers = names.map((name): [string, Metrics] => {
		const placed = ofSet.flatMap((one) =>
			one.places.map((place) => rankOf(one.asked[place]?.question, one.peers.get(name)?.[place] ?? [])),
		);
		const bytes = ofSet.reduce((sum, { peerBytes }) => sum + (peerBytes[name] ?? 0), 0);
		return [name, { ...relevance(placed), ...(bytes === 0 ? {} : { indexBytes: bytes }) }];
	});
	const answers = own.map(({ answer }) => answer);
	const found = relevance(ranks);
	const indexBytes = ofSet.reduce((sum, one) => sum + one.indexBytes, 0);
	return {
		suite: 'search',
		set,
		items: own.length,
		metrics: { ...found, ...costs(answers), indexBytes, ...onDemand(answers, found) },
		peers: Object.fromEntries(peers),
	};
}
