import { hasFilters, type QueryNote } from '#core/search/query.ts';
import { ask, askOlder, NOTHING, type Progress } from './ask.ts';
import { fillForm, namesOf, showFacets } from './controls.ts';
import type { Answer, Question } from './engine.ts';
import { lookFurther, PAGE_SIZE } from './finish.ts';
import { listenForKeys } from './keys.ts';
import { type Cause, listenToForm, listenToLinks } from './listen.ts';
import { forgetSearch } from './loader.ts';
import { canStore, keepRecent } from './recent.ts';
import { costOf } from './shards.ts';
import { isAsked, readState, type SearchState, toQuery, toSearch } from './state.ts';
import { getView, type SearchView, type ShownHit } from './view.ts';
import { foundSinceText, foundText, noneSinceText, noneText, spanText } from './wording.ts';
import { showYears } from './years.ts';

/** Pause in waiting after which the reader is told so. */
const PATIENCE_MS = 400;

/** A step of the search; its answer is shown only while no newer step was begun. */
interface Step {
	/** The question, where it is another one; without, the results before the reader stay. */
	readonly asked?: Asked;
	readonly ask: (isCurrent: () => boolean, showSoFar: (answer: Progress) => void) => Promise<Progress>;
	/** Told the first result added. */
	readonly onShown: (first: HTMLElement | undefined, isCurrent: () => boolean) => void;
	/** What is tried again where it failed. */
	readonly retry: () => void;
}

/** A question as it is asked on this page. */
interface Asked {
	readonly state: SearchState;
	readonly question: Question;
}

/** What was asked on this page, the answer to it, and how much of that is shown. */
interface Session extends Asked {
	answer: Progress;
	shown: number;
}

start(getView());

function start(view: SearchView): void {
	const { form, more, older } = view;
	const { search, showMore, showOlder } = searcher(view);
	const read = (params: URLSearchParams, cause: Cause): void => {
		fillForm(form, readState(params));
		search(cause);
	};
	const meant = (): void => search('meant');
	// Whoever comes by a link may never type.
	view.input.addEventListener(
		'focus',
		() => void import('./completions.ts').then(({ offerCompletions }) => offerCompletions(view, meant)),
		{ once: true },
	);
	listenToForm(view, search);
	listenForKeys(view, meant);
	listenToLinks(read);
	view.list.addEventListener('click', ({ target }) => {
		if (target instanceof Element && target.closest('a')) keepRecent(view.input.value.trim());
	});
	more.addEventListener('click', showMore);
	older.addEventListener('click', showOlder);
	addEventListener('popstate', () => read(new URLSearchParams(location.search), 'address'));
	read(new URLSearchParams(location.search), 'address');
}

interface Searcher {
	readonly search: (cause: Cause) => void;
	/** Shows more of the answer. */
	readonly showMore: () => void;
	/** Searches the next older shard too; what the reader has before them stays where it is. */
	readonly showOlder: () => void;
}

function searcher(view: SearchView): Searcher {
	const { form, texts } = view;
	const names = namesOf(form);
	const toQuestion = (state: SearchState): Question => ({ query: toQuery(state, names), order: state.order });
	const nothing = readState(new URLSearchParams());
	const session: Session = { state: nothing, question: toQuestion(nothing), answer: NOTHING, shown: 0 };
	let current = session.question;
	const again = (): void => search('address');
	const run = stepRunner(view, session, again);

	const search = (cause: Cause): void => {
		const state = readState(new FormData(form));
		const question = toQuestion(state);
		const asked = { state, question };
		remember(state, cause);
		current = question;
		void showRecent(view, () => !isAsked(current.query) && canStore());
		view.explain(notesFor(asked, cause));
		void run({
			asked,
			ask: async (isCurrent, showSoFar) => {
				if (!isAsked(question.query)) return NOTHING;
				return ask(
					{ ...question, isTyping: cause === 'typing', isStale: () => !isCurrent() },
					{
						onOpening(shard) {
							if (isCurrent()) view.say(spanText(texts, 'opening', shard));
						},
						onSoFar: showSoFar,
					},
				);
			},
			onShown: (_, isCurrent) => void offerNearest(view, session, { cause, isCurrent }).catch(() => undefined),
			retry: again,
		});
	};
	const showMore = (): void =>
		void run({
			ask: () => lookFurther(session.question, session.answer, session.shown),
			onShown: (first) => first?.focus(),
			retry: showMore,
		});
	const showOlder = (): void =>
		void run({
			ask: () => {
				const { question, answer, shown } = session;
				const [next] = answer.closed;
				if (next) view.say(spanText(texts, 'opening', next));
				return askOlder(question, answer, shown);
			},
			onShown: (first) => (first ?? (view.older.hidden ? view.list : view.older)).focus(),
			retry: showOlder,
		});
	return { search, showMore, showOlder };
}

/** Shows results after those that stay, and says all that the page says about an answer. @returns the first of them. */
function showHits(view: SearchView, session: Session, hits: readonly ShownHit[]): HTMLElement | undefined {
	const { form, more, older, texts } = view;
	const { state, question, answer } = session;
	const first = view.show(hits, session.shown);
	session.shown += hits.length;
	more.hidden = session.shown >= answer.hits.length;
	const [next] = answer.closed;
	older.hidden = next === undefined;
	if (next !== undefined) {
		const bytes = costOf(next, question.query.words.length);
		older.textContent = spanText(texts, 'older', { ...next, bytes });
	}
	showFacets(form, answer);
	showYears(view, answer, state);
	if (answer.hits.length > 0) view.offer('instead', []);
	view.say(answerText(view, session));
	view.answers(state.q);
	return first;
}

/** Offers what to ask instead of what finds little, and while nobody types, other spellings. It is a courtesy: the answer stands without it. */
async function offerNearest(
	view: SearchView,
	session: Session,
	{ cause, isCurrent }: { readonly cause: Cause; readonly isCurrent: () => boolean },
): Promise<void> {
	view.offer('suggestion', []);
	view.offer('instead', []);
	const { question, answer } = session;
	const isTyping = cause === 'typing';
	const isEnough = isTyping ? answer.hits.length > 0 : answer.fullCount >= PAGE_SIZE;
	if (isEnough || !isAsked(question.query)) return;
	const { offersFor, suggestionsFor } = await import('./nearest.ts');
	if (!isCurrent()) return;
	view.offer('instead', offersFor(view.texts, session));
	const suggestions = isTyping ? [] : await suggestionsFor(session);
	if (isCurrent()) view.offer('suggestion', suggestions);
}

/** What was asked before, while nothing is asked; nothing at all where the browser forbids to remember. */
async function showRecent({ recent }: SearchView, isShown: () => boolean): Promise<void> {
	recent.hidden = true;
	if (!isShown()) return;
	const list = await import('./recent-list.ts');
	if (isShown()) list.showRecent(recent);
}

/** What is to be explained: of a question that is being typed, not the part that is not finished. */
function notesFor({ state, question }: Asked, cause: Cause): QueryNote[] {
	return question.query.notes.filter(({ part }) => cause !== 'typing' || part === '' || !state.q.endsWith(part));
}

/**
 * Runs steps: each makes the ones before it stale, says so when it takes long, and offers itself again when it fails.
 * While another question waits for its answer, nothing is added to the one before it.
 */
function stepRunner(view: SearchView, session: Session, again: () => void): (step: Step) => Promise<void> {
	let turn = 0;
	let isAsking = false;
	return async ({ asked, ask, onShown, retry }) => {
		if (asked === undefined && isAsking) return;
		isAsking = asked !== undefined;
		turn += 1;
		const mine = turn;
		let isDone = false;
		const isCurrent = (): boolean => mine === turn;
		const from = asked === undefined ? session.shown : 0;
		const { searching, offline, failed, retry: button } = view.texts;
		const patience = setTimeout(() => isCurrent() && view.say(searching), PATIENCE_MS);
		const take = (answer: Progress): void => void Object.assign(session, { ...asked, answer, shown: from });
		const showSoFar = async (answer: Progress): Promise<void> => {
			const hits = await fetchHits(answer, 0);
			if (isCurrent() && !isDone) view.show(hits, 0);
		};
		try {
			const found = await ask(isCurrent, (answer) => void showSoFar(answer).catch(() => undefined));
			const hits = await fetchHits(found, from);
			if (!isCurrent()) return;
			isDone = true;
			take(found);
			const first = showHits(view, session, hits);
			warnOf(view, found, again);
			onShown(first, isCurrent);
		} catch {
			if (!isCurrent()) return;
			isDone = true;
			forgetSearch();
			if (asked !== undefined) {
				take(NOTHING);
				view.show([], 0);
			}
			view.say('');
			view.warn([{ text: navigator.onLine ? failed : offline, button, onPress: retry }]);
		} finally {
			clearTimeout(patience);
			if (isCurrent()) isAsking = false;
		}
	};
}

/** The texts of the next results. */
function fetchHits({ hits, sure, keys }: Answer, from: number): Promise<ShownHit[]> {
	const next = hits.slice(0, sure).slice(from, from + PAGE_SIZE);
	return Promise.all(next.map(async (hit) => ({ hit: await hit.fetch(), places: hit.places, keys })));
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
	{ state, question, answer: { hits, sure, open, closed, loosened } }: Session,
): string {
	if (!isAsked(question.query)) return texts.hint;
	const first = closed.length === 0 ? undefined : open.at(-1)?.first;
	if (hits.length > 0) {
		const count = sure ?? hits.length;
		const known = first === undefined ? foundText(texts, count) : foundSinceText(texts, count, first);
		const found = sure === undefined ? known : `${texts.unread} ${known}`;
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
