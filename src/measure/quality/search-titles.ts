import { getArticleDocument } from '#catalog/documents.ts';
import { type CorpusOptions, writeArticles, writeCorpus } from '../corpus.ts';
import type { Doc, IndexPlan, Question } from './search-plan.ts';

const ARTICLES = 10_000;
const TITLES = 200;
/** Words of a title that somebody half remembers. */
const START_WORDS = 3;

/** A generated corpus, asked for articles by their whole title and by its first three words. */
export function titlePlan(workDir: string, articles = ARTICLES): IndexPlan {
	const docs = readCorpus({ contentDir: workDir, articles });
	return {
		name: 'titles',
		docs,
		questions: titleQuestions(docs),
		write: (contentDir) => writeCorpus({ contentDir, articles }),
	};
}

function readCorpus(corpus: CorpusOptions): Doc[] {
	return writeArticles(corpus, 0, corpus.articles).map((path) => {
		const { article, body } = getArticleDocument(corpus.contentDir, path);
		return { path: article.permalink, lang: article.lang, title: article.title, text: body };
	});
}

/** Titles from everywhere in the corpus, whose first words no other title begins with. */
export function titleQuestions(docs: readonly Doc[]): Question[] {
	const byStart = Map.groupBy(docs, ({ title }) => startOf(title).toLowerCase());
	const alone = docs.filter(({ title }) => byStart.get(startOf(title).toLowerCase())?.length === 1);
	const step = Math.max(1, Math.floor(alone.length / TITLES));
	const chosen = alone.filter((_, index) => index % step === 0).slice(0, TITLES);
	return chosen.flatMap(({ path, title }) => [
		{ sets: ['titles'], text: title, right: new Set([path]) },
		{ sets: ['title-starts'], text: startOf(title), right: new Set([path]) },
	]);
}

function startOf(title: string): string {
	return title.split(' ').slice(0, START_WORDS).join(' ');
}
