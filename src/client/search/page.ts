import type { Answer } from './engine.ts';
import { forgetEngine, getEngine, withinLimit } from './loader.ts';
import { readState, type SearchState, toFilters, toSearch } from './state.ts';
import { findView, type SearchView, type ShownHit } from './view.ts';
import { foundText, noneText } from './wording.ts';

/** Results shown at a time. */
const PAGE_SIZE = 10;

/** Pause in typing after which a search begins, and in waiting after which the reader is told so. */
const TYPING_MS = 250;
const PATIENCE_MS = 400;

const NOTHING: Answer = { hits: [], keys: [] };

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
	const { form, more } = view;
	const run = stepRunner(view);
	let answer = NOTHING;
	let shown = 0;
	let typing: ReturnType<typeof setTimeout> | undefined;

	const reset = (found: Answer): void => {
		[answer, shown] = [found, 0];
		view.clear();
		more.hidden = true;
	};

	const show = (hits: readonly ShownHit[], state: SearchState): HTMLElement | undefined => {
		const first = view.add(hits);
		shown += hits.length;
		more.hidden = shown >= answer.hits.length;
		view.say(answerText(view, answer, state));
		return first;
	};

	const search = (): void => {
		clearTimeout(typing);
		const state = readState(new FormData(form));
		remember(state);
		run(
			async (isCurrent) => {
				const found = state.q === '' ? NOTHING : await withinLimit(ask(form, state));
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

	form.addEventListener('submit', (event) => {
		event.preventDefault();
		search();
	});
	form.addEventListener('change', ({ target }) => {
		if (target instanceof HTMLSelectElement) search();
	});
	form.addEventListener('input', ({ target }) => {
		clearTimeout(typing);
		// One letter begins too many words to be worth their files; whoever means it presses Enter.
		if (!(target instanceof HTMLInputElement) || target.value.trim().length === 1) return;
		typing = setTimeout(search, TYPING_MS);
	});
	form.addEventListener('focusin', () => void getEngine().catch(forgetEngine), { once: true });
	more.addEventListener('click', showMore);
	fillForm(form, readState(new URLSearchParams(location.search)));
	search();
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
				forgetEngine();
				onFailure?.();
				view.sayFailure(retry);
			})
			.finally(() => clearTimeout(patience));
	};
}

async function ask(form: HTMLFormElement, state: SearchState): Promise<Answer> {
	const engine = await getEngine();
	const answer = await engine.search(state.q, toFilters(state, optionsOf(form, 'year')));
	if (answer.hits.length === 0 && !navigator.onLine)
		throw new Error('Pagefind takes what it cannot fetch for nothing found.');
	return answer;
}

/** The texts of the next results. */
function fetchHits({ hits, keys }: Answer, from: number): Promise<ShownHit[]> {
	const next = hits.slice(from, from + PAGE_SIZE);
	return withinLimit(Promise.all(next.map(async (hit) => ({ hit: await hit.fetch(), places: hit.places, keys }))));
}

function answerText({ texts }: SearchView, { hits }: Answer, state: SearchState): string {
	if (state.q === '') return texts.hint;
	if (hits.length > 0) return foundText(texts, hits.length);
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
