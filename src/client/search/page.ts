import { hasFilters, type QueryNote } from '#core/search/query.ts';
import { ask, askOlder, NOTHING, type Progress } from './ask.ts';
import { fillForm, namesOf, showFacets } from './controls.ts';
import type { Answer, Question } from './engine.ts';
import { PAGE_SIZE } from './finish.ts';
import { type Cause, listenToForm, listenToLinks } from './listen.ts';
import { forgetSearch, withinLimit } from './loader.ts';
import { canStore, keepRecent } from './recent.ts';
import type { Shard } from './shards.ts';
import { isAsked, readState, type SearchState, toQuery, toSearch } from './state.ts';
import { getView, type SearchView, type ShownHit } from './view.ts';
import { foundSinceText, foundText, noneSinceText, noneText, spanText } from './wording.ts';
import { showYears } from './years.ts';

/** Pause in waiting after which the reader is told so. */
const PATIENCE_MS = 400;

/** A step of the search; it shows its answer only while no newer step was begun. */
type Step = (isCurrent: () => boolean) => Promise<void>;

/** What happens when a step fails, and what its button tries again. */
interface Recovery {
	readonly retry: () => void;
	readonly onFailure?: () => void;
}

/** What is asked on this page, the answer to it, and how much of that is shown. */
interface Session {
	state: SearchState;
	question: Question;
	answer: Progress;
	shown: number;
}

start(getView());

function start(view: SearchView): void {
	const { form, more, older } = view;
	const { session, search, showMore, showOlder } = searcher(view);
	const read = (params: URLSearchParams, cause: Cause): void => {
		fillForm(form, readState(params));
		search(cause);
	};
	// Whoever comes by a link may never type.
	document.addEventListener(
		'focusin',
		() => void import('./typing.ts').then(({ listenToTyping }) => listenToTyping(view, () => search('meant'))),
		{ once: true },
	);
	listenToForm(view, search);
	listenToLinks(read);
	view.list.addEventListener('click', ({ target }) => {
		if (target instanceof Element && target.closest('a')) keepRecent(session.state.q);
	});
	more.addEventListener('click', showMore);
	older.addEventListener('click', showOlder);
	addEventListener('popstate', () => read(new URLSearchParams(location.search), 'address'));
	read(new URLSearchParams(location.search), 'address');
}

interface Searcher {
	readonly session: Readonly<Session>;
	readonly search: (cause: Cause) => void;
	/** Shows more of the answer. */
	readonly showMore: () => void;
	/** Searches the next older shard too; what the reader has before them stays where it is. */
	readonly showOlder: () => void;
}

function searcher(view: SearchView): Searcher {
	const { form, texts } = view;
	const names = namesOf(form);
	const run = stepRunner(view);
	const toQuestion = (state: SearchState): Question => ({ query: toQuery(state, names), order: state.order });
	const nothing = readState(new URLSearchParams());
	const session: Session = { state: nothing, question: toQuestion(nothing), answer: NOTHING, shown: 0 };

	const reset = (found: Progress): void => {
		Object.assign(session, { answer: found, shown: 0 });
		view.clear();
	};
	const show = (hits: readonly ShownHit[]): HTMLElement | undefined => showHits(view, session, hits);
	const search = (cause: Cause): void => {
		const state = readState(new FormData(form));
		const question = toQuestion(state);
		Object.assign(session, { state, question });
		remember(state, cause);
		const isRecentShown = (): boolean => !isAsked(session.question.query) && canStore();
		view.recent.hidden = true;
		if (isRecentShown())
			void import('./recent-list.ts').then(({ showRecent }) => isRecentShown() && showRecent(view.recent));
		view.explain(notesFor(session, cause));
		run(
			async (isCurrent) => {
				const found = await askNow(
					{ ...question, isTyping: cause === 'typing', isStale: () => !isCurrent() },
					(shard) => {
						if (isCurrent()) view.say(spanText(texts, 'opening', shard));
					},
				);
				const hits = await fetchHits(found, 0);
				if (!isCurrent()) return;
				reset(found);
				show(hits);
				warnOf(view, found, () => search('address'));
				view.offer('suggestion', []);
				view.offer('instead', []);
				const isMeagre = cause === 'typing' ? found.hits.length === 0 : found.fullCount < PAGE_SIZE;
				if (isMeagre && isAsked(question.query))
					void offerNearest(view, session, { cause, isCurrent }).catch(() => undefined);
			},
			{ retry: () => search('address'), onFailure: () => reset(NOTHING) },
		);
	};
	const showMore = (): void =>
		run(
			async (isCurrent) => {
				const hits = await fetchHits(session.answer, session.shown);
				if (isCurrent()) show(hits)?.focus();
			},
			{ retry: showMore },
		);
	const showOlder = (): void =>
		run(
			async (isCurrent) => {
				const [next] = session.answer.closed;
				if (next === undefined) return;
				view.say(spanText(texts, 'opening', next));
				const found = await askOlder(session.question, session.answer, session.shown);
				const hits = await fetchHits(found, session.shown);
				if (!isCurrent()) return;
				session.answer = found;
				(show(hits) ?? view.older).focus();
				warnOf(view, found, () => search('address'));
			},
			{ retry: showOlder },
		);
	return { session, search, showMore, showOlder };
}

/** Adds results, and says all that the page says about an answer. @returns the first of them. */
function showHits(view: SearchView, session: Session, hits: readonly ShownHit[]): HTMLElement | undefined {
	const { form, more, older, texts } = view;
	const { state, answer } = session;
	const first = view.add(hits);
	session.shown += hits.length;
	more.hidden = session.shown >= answer.hits.length;
	const [next] = answer.closed;
	older.hidden = next === undefined;
	if (next !== undefined) older.textContent = spanText(texts, 'older', next);
	showFacets(form, answer);
	showYears(view, answer, state);
	if (answer.hits.length > 0) view.offer('instead', []);
	view.say(answerText(view, session));
	view.answers(state.q);
	return first;
}

/** Offers what to ask instead, and while nobody types, other spellings. It is a courtesy: the answer stands without it. */
async function offerNearest(
	view: SearchView,
	session: Session,
	{ cause, isCurrent }: { readonly cause: Cause; readonly isCurrent: () => boolean },
): Promise<void> {
	const { offersFor, suggestionsFor } = await import('./nearest.ts');
	if (!isCurrent()) return;
	view.offer('instead', offersFor(view.texts, session));
	const suggestions = cause === 'typing' ? [] : await suggestionsFor(session);
	if (isCurrent()) view.offer('suggestion', suggestions);
}

/** What is to be explained: of a question that is being typed, not the part that is not finished. */
function notesFor({ state, question }: Session, cause: Cause): QueryNote[] {
	return question.query.notes.filter(({ part }) => cause !== 'typing' || part === '' || !state.q.endsWith(part));
}

async function askNow(question: Question, onOpening: (shard: Shard) => void): Promise<Progress> {
	return isAsked(question.query) ? ask(question, onOpening) : NOTHING;
}

/** Runs steps: each makes the ones before it stale, says so when it takes long, and offers itself again when it fails. */
function stepRunner(view: SearchView): (step: Step, recovery: Recovery) => void {
	let turn = 0;
	return (step, { retry, onFailure }) => {
		turn += 1;
		const mine = turn;
		const isCurrent = (): boolean => mine === turn;
		const { searching, offline, failed, retry: button } = view.texts;
		const patience = setTimeout(() => isCurrent() && view.say(searching), PATIENCE_MS);
		step(isCurrent)
			.catch(() => {
				if (!isCurrent()) return;
				forgetSearch();
				onFailure?.();
				view.say('');
				view.warn([{ text: navigator.onLine ? failed : offline, button, onPress: retry }]);
			})
			.finally(() => clearTimeout(patience));
	};
}

/** The texts of the next results. */
function fetchHits({ hits, keys }: Answer, from: number): Promise<ShownHit[]> {
	const next = hits.slice(from, from + PAGE_SIZE);
	return withinLimit(Promise.all(next.map(async (hit) => ({ hit: await hit.fetch(), places: hit.places, keys }))));
}

/** Says which news could not be searched, and that the page is older than the index. */
function warnOf({ texts, warn }: SearchView, { failed, isOutdated }: Progress, retry: () => void): void {
	warn([
		...failed.map((shard) => ({ text: spanText(texts, 'failedPart', shard), button: texts.retry, onPress: retry })),
		...(isOutdated ? [{ text: texts.outdated, button: texts.reload, onPress: () => location.reload() }] : []),
	]);
}

function answerText(
	{ texts }: SearchView,
	{ state, question, answer: { hits, open, closed, loosened } }: Session,
): string {
	if (!isAsked(question.query)) return texts.hint;
	const first = closed.length === 0 ? undefined : open.at(-1)?.first;
	if (hits.length > 0) {
		const found = first === undefined ? foundText(texts, hits.length) : foundSinceText(texts, hits.length, first);
		return loosened === undefined ? found : `${texts.loosened[loosened]} ${found}`;
	}
	if (first !== undefined) return noneSinceText(texts, state.q, first);
	return noneText(texts, state.q, hasFilters(question.query.filters));
}

/**
 * Puts what is asked into the address, so that it can be shared and come back to. What is typed makes one entry of the
 * history, beside the one before it; sent, it stays.
 */
function remember(state: SearchState, cause: Cause): void {
	if (cause === 'meant') keepRecent(state.q);
	const search = toSearch(state);
	const address = location.pathname + search;
	const entry = cause === 'typing' ? 'draft' : 'kept';
	const isOther = search !== location.search;
	if (isOther && cause !== 'address' && history.state === 'kept') history.pushState(entry, '', address);
	else if (isOther || cause !== 'typing') history.replaceState(entry, '', address);
}
