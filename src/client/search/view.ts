import type { QueryNote } from '#core/search/query.ts';
import type { HitText } from './engine.ts';
import { markTitle, type TextPart, toExcerpt } from './excerpt.ts';
import type { SearchTexts } from './texts.ts';
import { dateText, foldedText, noteText } from './wording.ts';

/** A result as it is shown. */
export interface ShownHit {
	readonly hit: HitText;
	readonly places: readonly number[];
	/** Keys that were looked for. */
	readonly keys: readonly string[];
}

/** Something that failed or is out of date, and what the button beside it does. */
export interface Notice {
	readonly text: string;
	readonly button: string;
	readonly onPress: () => void;
}

/** Another question, as a link. */
export interface Offer {
	readonly text: string;
	/** Query of the page's address. */
	readonly search: string;
}

/** The parts of the search page that change. */
export interface SearchView {
	readonly form: HTMLFormElement;
	readonly input: HTMLInputElement;
	readonly completions: HTMLElement;
	readonly list: HTMLElement;
	readonly more: HTMLButtonElement;
	/** Searches older news; without a text there are none. */
	readonly older: HTMLButtonElement;
	readonly years: HTMLElement;
	readonly recent: HTMLElement;
	readonly texts: SearchTexts;
	/** Says something to readers, and to screen readers once the typing has paused. */
	say(text: string): void;
	/** Says what went wrong, each with a button that mends it; nothing where nothing did. */
	warn(notices: readonly Notice[]): void;
	/** Explains what of the question was not understood. */
	explain(notes: readonly QueryNote[]): void;
	/** Offers other questions: spelt otherwise, or asking for less. */
	offer(kind: 'suggestion' | 'instead', offers: readonly Offer[]): void;
	clear(): void;
	/** Marks the list as the answer to a question, for whoever waits for it from outside: `data-answer`. */
	answers(question: string): void;
	/** Adds results at the end. @returns the first of them, to be focused where the reader asked for more. */
	add(hits: readonly ShownHit[]): HTMLElement | undefined;
}

interface ItemContext {
	readonly template: HTMLTemplateElement;
	readonly texts: SearchTexts;
	readonly nameOf: (lang: string) => string;
}

/** Pause after which screen readers are told: not at every letter. */
const CALM_MS = 900;

/** The search page in a document, or `undefined` in any other one. */
export function findView(document: Document): SearchView | undefined {
	const form = document.querySelector<HTMLFormElement>('form#search-form');
	const template = document.querySelector<HTMLTemplateElement>('template#search-result');
	if (!(form && template)) return undefined;
	const get = (id: string): HTMLElement => document.querySelector<HTMLElement>(`#search-${id}`) ?? form;
	const button = (id: string): HTMLButtonElement =>
		document.querySelector<HTMLButtonElement>(`button#search-${id}`) ?? document.createElement('button');
	const status = get('status');
	const warnings = get('warnings');
	const notes = get('notes');
	const list = get('results');
	const texts: SearchTexts = JSON.parse(get('texts').textContent);
	const nameOf = (lang: string): string =>
		form.querySelector(`[name=lang][value="${lang}"]`)?.parentElement?.querySelector('.name')?.textContent ?? lang;
	let calm: ReturnType<typeof setTimeout> | undefined;
	const speak = (): void => {
		clearTimeout(calm);
		calm = setTimeout(() => {
			const all = [...warnings.children, status, ...notes.children];
			get('spoken').textContent = all.map(({ textContent }) => textContent).join(' ');
		}, CALM_MS);
	};
	return {
		form,
		input: form.querySelector<HTMLInputElement>('#q') ?? document.createElement('input'),
		completions: get('completions'),
		list,
		more: button('more'),
		older: button('older'),
		years: get('years'),
		recent: get('recent'),
		texts,
		say(text) {
			status.textContent = text;
			speak();
		},
		warn(notices) {
			warnings.replaceChildren(...notices.map(toWarning));
			speak();
		},
		explain(explained) {
			notes.replaceChildren(...explained.map((note) => textElement('li', noteText(texts, note))));
		},
		offer(kind, offers) {
			const links = offers.flatMap((offer) => [' ', toLink(offer)]);
			get(kind).replaceChildren(...(links.length === 0 ? [] : [texts[kind], ...links]));
		},
		clear() {
			list.replaceChildren();
		},
		answers(question) {
			list.dataset['answer'] = question;
		},
		add(hits) {
			const items = hits.map((hit) => toItem({ template, texts, nameOf }, hit));
			const first = items[0]?.querySelector<HTMLElement>('[data-slot=title]') ?? undefined;
			list.append(...items);
			// Shared modules would cost every page a request, so what the reader muted is collapsed by the script of all pages.
			document.dispatchEvent(new Event('listed'));
			return first;
		},
	};
}

/** A link to another question. */
export function toLink({ text, search }: Offer): HTMLElement {
	const link = textElement('a', text);
	link.setAttribute('href', search);
	return link;
}

function toButton(text: string, onPress: () => void): HTMLElement {
	const button = textElement('button', text);
	button.setAttribute('type', 'button');
	button.className = 'quiet';
	button.addEventListener('click', onPress);
	return button;
}

function toWarning({ text, button, onPress }: Notice): HTMLElement {
	const warning = textElement('p', `${text} `);
	warning.className = 'warning';
	warning.append(toButton(button, onPress));
	return warning;
}

/** A copy of the page's template with the result's values in its slots. */
function toItem({ template, texts, nameOf }: ItemContext, { hit, places, keys }: ShownHit): DocumentFragment {
	const item = document.importNode(template.content, true);
	const fill = (slot: string, parts: readonly TextPart[], lang?: string): HTMLElement | undefined => {
		const element = item.querySelector<HTMLElement>(`[data-slot=${slot}]`);
		element?.replaceChildren(...parts.map(toNode));
		if (element && lang !== undefined) element.lang = lang;
		return element ?? undefined;
	};
	const text = (value: string): TextPart[] => [{ text: value, isMarked: false }];
	item.querySelector('article')?.setAttribute('data-about', hit.about);
	fill('title', markTitle(hit.title, keys), hit.lang)?.setAttribute('href', hit.url);
	fill('source', text(hit.source));
	const date = fill('date', text(dateText(texts, hit.date)));
	if (date instanceof HTMLTimeElement) date.dateTime = hit.date;
	fill('excerpt', toExcerpt(hit.content, places), hit.lang);
	fill('lang', text(nameOf(hit.lang)), hit.lang);
	const { foldedCount = 0 } = hit;
	if (foldedCount > 0) fill('folded', text(foldedText(texts, foldedCount)));
	else item.querySelector('[data-slot=folded]')?.remove();
	return item;
}

function toNode({ text, isMarked }: TextPart): Node {
	return isMarked ? textElement('mark', text) : document.createTextNode(text);
}

function textElement(name: string, text: string): HTMLElement {
	const element = document.createElement(name);
	element.textContent = text;
	return element;
}
