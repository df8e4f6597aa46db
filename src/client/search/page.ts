import { ask, askOlder, NOTHING, PAGE_SIZE, type Progress, type Question } from './ask.ts';
import type { Answer } from './engine.ts';
import { forgetSearch, getSearch, withinLimit } from './loader.ts';
import type { Shard } from './shards.ts';
import { readState, type SearchState, toQuery, toSearch } from './state.ts';
import { findView, type SearchView, type ShownHit } from './view.ts';
import { foundSinceText, foundText, noneSinceText, noneText, spanText } from './wording.ts';

/** Pause in typing after which a search begins, and in waiting after which the reader is told so. */
const TYPING_MS = 250;
const PATIENCE_MS = 400;

/** A step of the search; it shows its answer only while no newer step was begun. */
type Step = (isCurrent: () => boolean) => Promise<void>;

/** What happens when a step fails, and what its button tries again. */
interface Recovery {
	readonly retry: () => void;
	readonly onFailure?: () => void;
}

const view = findView(document);
if (view !== undefined) start(view);

function start(view: SearchView): void {
	const { form, more, older } = view;
	const run = stepRunner(view);
	let answer = NOTHING;
	let shown = 0;

	const reset = (found: Progress): void => {
		[answer, shown] = [found, 0];
		view.clear();
		more.hidden = true;
		older.hidden = true;
	};

	const show = (hits: readonly ShownHit[], state: SearchState): HTMLElement | undefined => {
		const first = view.add(hits);
		shown += hits.length;
		more.hidden = shown >= answer.hits.length;
		const [next] = answer.closed;
		older.hidden = state.q === '' || next === undefined;
		if (next !== undefined) older.textContent = spanText(view.texts, 'older', next);
		view.say(answerText(view, answer, state));
		view.answers(state.q);
		return first;
	};

	const search = (): void => {
		const state = readState(new FormData(form));
		remember(state);
		run(
			async (isCurrent) => {
				const question = toQuestion(state);
				const found = await ask(question, (shard) => isCurrent() && sayOpening(view, shard));
				const hits = await fetchHits(found, 0);
				if (!isCurrent()) return;
				reset(found);
				show(hits, state);
			},
			{ retry: search, onFailure: () => reset(NOTHING) },
		);
	};

	const showMore = (): void =>
		run(
			async (isCurrent) => {
				const hits = await fetchHits(answer, shown);
				if (isCurrent()) show(hits, readState(new FormData(form)))?.focus();
			},
			{ retry: showMore },
		);

	/** Searches the next older shard too; what the reader has before them stays where it is. */
	const showOlder = (): void =>
		run(
			async (isCurrent) => {
				const state = readState(new FormData(form));
				const [next] = answer.closed;
				if (next === undefined) return;
				sayOpening(view, next);
				const found = await askOlder(toQuestion(state), answer, shown);
				const hits = await fetchHits(found, shown);
				if (!isCurrent()) return;
				answer = found;
				(show(hits, state) ?? older).focus();
			},
			{ retry: showOlder },
		);

	listen(view, search);
	more.addEventListener('click', showMore);
	older.addEventListener('click', showOlder);
	fillForm(form, readState(new URLSearchParams(location.search)));
	search();
}

function toQuestion(state: SearchState): Question {
	return { query: toQuery(state), order: 'best' };
}

/** Searches when the form is sent or a filter chosen, and while the reader types. */
function listen({ form }: SearchView, search: () => void): void {
	let typing: ReturnType<typeof setTimeout> | undefined;
	const now = (): void => {
		clearTimeout(typing);
		search();
	};
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		now();
	});
	form.addEventListener('change', ({ target }) => {
		if (target instanceof HTMLSelectElement) now();
	});
	form.addEventListener('input', ({ target }) => {
		clearTimeout(typing);
		// One letter begins too many words to be worth their files; whoever means it presses Enter.
		if (!(target instanceof HTMLInputElement) || target.value.trim().length === 1) return;
		typing = setTimeout(search, TYPING_MS);
	});
	form.addEventListener('focusin', () => void getSearch().catch(forgetSearch), { once: true });
}

function sayOpening(view: SearchView, shard: Shard): void {
	view.say(spanText(view.texts, 'opening', shard));
}

/** Runs steps: each makes the ones before it stale, says so when it takes long, and offers itself again when it fails. */
function stepRunner(view: SearchView): (step: Step, recovery: Recovery) => void {
	let turn = 0;
	return (step, { retry, onFailure }) => {
		turn += 1;
		const mine = turn;
		const isCurrent = (): boolean => mine === turn;
		const patience = setTimeout(() => isCurrent() && view.say(view.texts.searching), PATIENCE_MS);
		step(isCurrent)
			.catch(() => {
				if (!isCurrent()) return;
				forgetSearch();
				onFailure?.();
				view.sayFailure(retry);
			})
			.finally(() => clearTimeout(patience));
	};
}

/** The texts of the next results. */
function fetchHits({ hits, keys }: Answer, from: number): Promise<ShownHit[]> {
	const next = hits.slice(from, from + PAGE_SIZE);
	return withinLimit(Promise.all(next.map(async (hit) => ({ hit: await hit.fetch(), places: hit.places, keys }))));
}

function answerText({ texts }: SearchView, { hits, open, closed }: Progress, state: SearchState): string {
	if (state.q === '') return texts.hint;
	const first = closed.length === 0 ? undefined : open.at(-1)?.first;
	if (hits.length > 0)
		return first === undefined ? foundText(texts, hits.length) : foundSinceText(texts, hits.length, first);
	if (first !== undefined) return noneSinceText(texts, state.q, first);
	return noneText(texts, state.q, toSearch({ ...state, q: '' }) !== '');
}

/** Puts what is asked into the address, so that it can be shared and come back to. */
function remember(state: SearchState): void {
	const search = toSearch(state);
	if (search !== location.search) history.replaceState(undefined, '', location.pathname + search);
}

/** Fills the fields; a filter gets only a value that it offers. */
function fillForm(form: HTMLFormElement, state: SearchState): void {
	for (const [name, value] of Object.entries(state)) {
		const field = form.elements.namedItem(name);
		if (field instanceof HTMLInputElement) field.value = value;
		if (field instanceof HTMLSelectElement) field.value = optionsOf(form, name).includes(value) ? value : '';
	}
}

/** Values that a filter offers, apart from “any”. */
function optionsOf(form: HTMLFormElement, name: string): string[] {
	const field = form.elements.namedItem(name);
	const options = field instanceof HTMLSelectElement ? [...field.options] : [];
	return options.map(({ value }) => value).filter((value) => value !== '');
}
