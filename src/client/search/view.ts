import type { HitText } from '#core/search/index-files.ts';
import type { QueryNote } from '#core/search/query.ts';
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
	/** Marks the list as the answer to a question, for whoever waits for it from outside: `data-answer`. */
	answers(question: string): void;
	/**
	 * Shows results after the first ones, in place of those that stood there; what would look the same is left alone.
	 *
	 * @returns the first of them, to be focused where the reader asked for more.
	 */
	show(hits: readonly ShownHit[], from: number): HTMLElement | undefined;
}

interface ItemContext {
	readonly template: HTMLTemplateElement;
	readonly texts: SearchTexts;
	readonly nameOf: (lang: string) => string;
}

/** Pause after which screen readers are told: not at every letter. */
const CALM_MS = 900;

/** The parts of the search page. @throws where one is missing. */
export function getView(): SearchView {
	const get = (id: string): HTMLElement => find(`#search-${id}`);
	const form = find<HTMLFormElement>('#search-form');
	const template = find<HTMLTemplateElement>('#search-result');
	const [status, warnings, notes, list] = [get('status'), get('warnings'), get('notes'), get('results')];
	const texts: SearchTexts = JSON.parse(get('texts').textContent);
	const nameOf = (lang: string): string =>
		form.querySelector(`[name=lang][value="${lang}"] + .name`)?.textContent ?? lang;
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
		input: find<HTMLInputElement>('#q'),
		completions: get('completions'),
		list,
		more: find<HTMLButtonElement>('#search-more'),
		older: find<HTMLButtonElement>('#search-older'),
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
			notes.replaceChildren(...explained.map((note) => make('li', { textContent: noteText(texts, note) })));
		},
		offer(kind, offers) {
			const links = offers.flatMap((offer) => [' ', toLink(offer)]);
			get(kind).replaceChildren(...(links.length === 0 ? [] : [texts[kind], ...links]));
		},
		answers(question) {
			list.dataset['answer'] = question;
		},
		show(hits, from) {
			const before = [...list.children].slice(from);
			const after = hits.map((hit) => {
				const item = toItem({ template, texts, nameOf }, hit);
				return before.find((old) => old.isEqualNode(item)) ?? item;
			});
			for (const old of before) if (!after.includes(old)) old.remove();
			for (const [index, item] of after.entries()) {
				const there = list.children[from + index];
				if (there === undefined) list.append(item);
				else if (there !== item) there.before(item);
			}
			// Shared modules would cost every page a request, so what the reader muted is collapsed by the script of all pages.
			document.dispatchEvent(new Event('listed'));
			return list.children[from]?.querySelector<HTMLElement>('[data-slot=title]') ?? undefined;
		},
	};
}

/** The element of a selector. @throws where there is none. */
export function find<E extends HTMLElement>(selector: string, parent: ParentNode = document): E {
	const element = parent.querySelector<E>(selector);
	if (element) return element;
	throw new Error(`The search page has no ${selector}.`);
}

/** An element with these properties. */
export function make<K extends keyof HTMLElementTagNameMap>(
	name: K,
	properties: Partial<HTMLElementTagNameMap[K]>,
): HTMLElementTagNameMap[K] {
	return Object.assign(document.createElement(name), properties);
}

/** A link to another question. */
export function toLink({ text, search }: Offer): HTMLElement {
	return make('a', { textContent: text, href: search });
}

function toWarning({ text, button, onPress }: Notice): HTMLElement {
	const warning = make('p', { className: 'warning', textContent: `${text} ` });
	warning.append(make('button', { type: 'button', className: 'quiet', textContent: button, onclick: onPress }));
	return warning;
}

/** A copy of the page's template with the result's values in its slots. */
function toItem({ template, texts, nameOf }: ItemContext, { hit, places, keys }: ShownHit): HTMLElement {
	const item = document.importNode(template.content, true);
	const { lang, foldedCount = 0 } = hit;
	const fill = (name: string, parts: readonly (string | Node)[], properties: object = {}): void => {
		const slot = item.querySelector(`[data-slot=${name}]`);
		slot?.replaceChildren(...parts);
		Object.assign(slot ?? {}, properties);
	};
	item.querySelector('article')?.setAttribute('data-about', hit.about);
	fill('title', toNodes(markTitle(hit.title, keys)), { lang, href: hit.url });
	fill('source', [hit.source]);
	fill('date', [dateText(texts, hit.date)], { dateTime: hit.date });
	fill('excerpt', toNodes(toExcerpt(hit.content, places)), { lang });
	fill('lang', [nameOf(lang)], { lang });
	if (foldedCount > 0) fill('folded', [foldedText(texts, foldedCount)]);
	else item.querySelector('[data-slot=folded]')?.remove();
	return find('li', item);
}

function toNodes(parts: readonly TextPart[]): (string | Node)[] {
	return parts.map(({ text, isMarked }) => (isMarked ? make('mark', { textContent: text }) : text));
}
