/** A document of an index that is asked. */
export interface Doc {
	/** Path of its page, by which results are told. */
	readonly path: string;
	readonly lang: string;
	/** Empty where it has none. */
	readonly title: string;
	readonly text: string;
}

/** A question and the documents that answer it. */
export interface Question {
	/** Sets that it counts in. */
	readonly sets: readonly string[];
	readonly text: string;
	/** Paths of the documents that are right, each as good as another. */
	readonly right: ReadonlySet<string>;
}

/** A site that is built, and what it is asked. */
export interface IndexPlan {
	readonly name: string;
	readonly docs: readonly Doc[];
	readonly questions: readonly Question[];
	/** Fills an empty content folder with the documents. */
	write(contentDir: string): void;
}

/** A plan whose questions are those of some sets; all where none are named. */
export function onlySets(plan: IndexPlan, sets: ReadonlySet<string> | undefined): IndexPlan {
	if (sets === undefined) return plan;
	const questions = plan.questions
		.map((question) => ({ ...question, sets: question.sets.filter((set) => sets.has(set)) }))
		.filter((question) => question.sets.length > 0);
	return { ...plan, questions };
}
